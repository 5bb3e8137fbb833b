using BlazorSalesProject.Clockwork;

namespace BlazorSalesProject.Tests.House;

/// <summary>A clockwork that stands still: it knows its jobs and remembers whom it was told to wake.</summary>
public sealed class StillClockwork : IClockwork
{
    private readonly List<(string Job, Guid Run)> woken = [];

    /// <inheritdoc/>
    public IReadOnlyList<JobTiming> Jobs { get; } =
    [
        new("RemindJob", JobRhythm.Minutely, default),
        new("PurgeJob", JobRhythm.Daily, new TimeOnly(3, 30)),
    ];

    /// <summary>The runs that were asked for, in order.</summary>
    public IReadOnlyList<(string Job, Guid Run)> Woken => woken;

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, DateTime>> Next() => Task.FromResult<IReadOnlyDictionary<string, DateTime>>(new Dictionary<string, DateTime>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public Task Wake(string job, Guid run)
    {
        woken.Add((job, run));
        return Task.CompletedTask;
    }
}
