using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>What every job has in common: Quartz only wakes it; its run is begun, fenced and written down by the runner.</summary>
internal abstract class Job(JobRunner runner, TimeProvider clock) : IJob
{
    /// <summary>The run an administrator asked for, in the data of the trigger.</summary>
    internal const string Asked = "run";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = GetType().Name;
        var firing = context.MergedJobDataMap.TryGetValue(Asked, out var run) && Guid.TryParse(run as string, out var id)
            ? JobFiring.For(name, id)
            : Timing(name).Firing(clock.Now());
        await runner.Work(firing, Do, cancellationToken);
    }

    /// <summary>Calls the one verb.</summary>
    protected abstract Task<Outcome> Do(Me me);

    /// <summary>When it is due; the schedule says so.</summary>
    protected virtual JobTiming Timing(string name) => Schedule.Jobs.Single(j => j.Timing.Job == name).Timing;
}
