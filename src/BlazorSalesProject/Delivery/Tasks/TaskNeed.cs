namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>前置任务: a task begins only when another is finished, and so many working days later.</summary>
public sealed class TaskNeed
{
    /// <summary>The task that waits.</summary>
    public Guid TaskId { get; init; }

    /// <summary>The task it waits for.</summary>
    public Guid NeedsId { get; init; }

    /// <summary>Working days between the one's finish and the other's start.</summary>
    public int Lag { get; internal set; }
}

/// <summary>What a manager says a task waits for.</summary>
/// <param name="TaskId">The task to be finished first.</param>
/// <param name="Lag">Working days to leave between.</param>
public sealed record Need(Guid TaskId, int Lag = 0)
{
    /// <summary>More tasks than this one task never waits for.</summary>
    public const int Most = 50;

    /// <summary>A year of working days.</summary>
    public const int LongestLag = 250;
}
