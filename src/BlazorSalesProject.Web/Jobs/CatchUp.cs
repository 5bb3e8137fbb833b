using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>
/// Fires daily jobs whose last date had no effect: where no node was, timers begin anew and know nothing of what they missed, and a run may
/// have failed. The slot lets one firing in, however many nodes ask.
/// </summary>
internal sealed class CatchUp(JobRuns runs, IClockwork clockwork, TimeProvider clock, ILogger<CatchUp> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                foreach (var job in await runs.Missed(clockwork.Jobs, clock.Now()))
                {
                    log.LogWarning("The job {Job} has not had its effect for the last date and is fired again", job);
                    await ((QuartzClockwork)clockwork).MakeUp(job);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Looking for missed jobs failed; it is tried again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
