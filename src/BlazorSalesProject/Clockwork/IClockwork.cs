namespace BlazorSalesProject.Clockwork;

/// <summary>The clock that wakes the jobs, on whichever node is free; the host has it.</summary>
public interface IClockwork
{
    /// <summary>Every job there is, in the order of the schedule.</summary>
    IReadOnlyList<JobTiming> Jobs { get; }

    /// <summary>When each job is due next, UTC; absent when it is not.</summary>
    Task<IReadOnlyDictionary<string, DateTime>> Next();

    /// <summary>Has a run somebody asked for begun soon, on one node.</summary>
    Task Wake(string job, Guid run);
}
