namespace BlazorSalesProject.People;

/// <summary>
/// A signed-in browser, kept on the server: the cookie holds only a random key whose hash stands here.
/// Ending it, locking the person or changing his roles reaches open circuits within seconds.
/// </summary>
public sealed class Session
{
    /// <summary>Idle time after which a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>A session ends at the latest after this time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required string KeyHash { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>UTC, renewed at most once a minute.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? EndedAt { get; set; }

    public string? Ip { get; init; }

    public string? Browser { get; init; }

    public bool IsAlive(DateTime now) => EndedAt is null && now - SeenAt < Idle && now - StartedAt < Longest;
}
