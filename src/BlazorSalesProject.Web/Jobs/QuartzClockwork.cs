using BlazorSalesProject.Clockwork;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>The schedule as Quartz keeps it; on several nodes all of them wind the same clock.</summary>
internal sealed class QuartzClockwork(ISchedulerFactory schedulers) : IClockwork
{
    public IReadOnlyList<JobTiming> Jobs { get; } = [.. Schedule.Jobs.Select(j => j.Timing)];

    public async Task<IReadOnlyDictionary<string, DateTime>> Next()
    {
        var scheduler = await schedulers.GetScheduler();
        var next = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var trigger in await scheduler.GetTriggers([.. Jobs.Select(j => new TriggerKey(j.Job))]))
        {
            if (trigger.NextFireTimeUtc is { } at)
            {
                next[trigger.Key.Name] = at.UtcDateTime;
            }
        }

        return next;
    }

    public async Task Wake(string job, Guid run) => await (await schedulers.GetScheduler()).TriggerJob(new JobKey(job), new JobDataMap { [Job.Asked] = run.ToString() });

    /// <summary>Fires a job for the last time it was due.</summary>
    public async Task MakeUp(string job) => await (await schedulers.GetScheduler()).TriggerJob(new JobKey(job));
}
