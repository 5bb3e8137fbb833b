namespace BlazorSalesProject.Attachments;

/// <summary>A file on its way in: announced with its name and size, received piece by piece, so that a broken line costs only what had not arrived.</summary>
public sealed class Arrival
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    public required string FileName { get; init; }

    /// <summary>Bytes, as announced; not one more is taken.</summary>
    public long Size { get; init; }

    /// <summary>UTC; swept away with its bytes a day later.</summary>
    public DateTime At { get; init; }
}
