namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>What the project manager said to a submission.</summary>
public enum Verdict
{
    None,
    Approved,
    Rejected,
}

/// <summary>Work handed in for review; each is a version of its own and stays as it was.</summary>
public sealed class Submission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; init; }

    public Guid ById { get; init; }

    public required string Notes { get; init; }

    /// <summary>Hours worked.</summary>
    public decimal? Hours { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    public Verdict Verdict { get; internal set; }

    public string? Comment { get; internal set; }

    public Guid? JudgeId { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime? JudgedAt { get; internal set; }
}
