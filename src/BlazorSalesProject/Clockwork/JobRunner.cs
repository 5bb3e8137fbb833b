using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Clockwork;

/// <summary>
/// Runs a verb for a firing of a job: begins the run, keeps it alive, writes down how it ended. The verb gets the system as actor
/// with the run's fence in hand, so everything it saves is refused once another node has taken the job over.
/// </summary>
public sealed class JobRunner(JobRuns runs, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly TimeSpan Beats = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A daily job that was fired while another node seems to work on it waits so long for the other to end or fall silent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>This process, as the record of a run names it.</summary>
    public static string Node { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <returns>How it began; the end stands in the record.</returns>
    public async Task<JobStart> Work(JobFiring firing, Func<Me, Task<Outcome>> verb, CancellationToken stop = default)
    {
        if (await Begin(firing, stop) is not { } run)
        {
            return JobStart.Already;
        }

        var turn = new Turn(run.Job, run.Fence);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var beating = KeepAlive(turn, over.Token);
        Outcome outcome;
        try
        {
            outcome = await verb(Me.System with { Turn = turn });
        }
        catch (Exception e)
        {
            log.LogError(e, "The job {Job} failed", run.Job);
            outcome = new Refusal(RefusalKind.Unexpected, "Clockwork.Failed", []);
        }

        await over.CancelAsync();
        await beating;
        if (await runs.End(run, outcome) is { Ok: true, Value: false })
        {
            log.LogWarning("The job {Job} ({Slot}, attempt {Attempt}) was taken over by another node; what this one had left to save was refused", run.Job, run.Slot, run.Attempt);
        }
        else if (outcome.Refusal is { } refusal)
        {
            log.LogWarning("The job {Job} ({Slot}) was refused: {Reason}", run.Job, run.Slot, refusal.Key);
        }

        return JobStart.Begun;
    }

    /// <summary>The run, or null when there is nothing to do any more.</summary>
    private async Task<JobRun?> Begin(JobFiring firing, CancellationToken stop)
    {
        for (var since = clock.GetTimestamp(); ;)
        {
            var begun = await runs.Begin(firing, Node);
            var (start, run) = begun.Value;
            if (begun.Ok && start != JobStart.Occupied)
            {
                return run;
            }

            // A frequent job leaves it to its next firing.
            if (!firing.Once || clock.GetElapsedTime(since) > Patience)
            {
                log.LogWarning("The job {Job} ({Slot}) did not begin: {Why}", firing.Job, firing.Slot, begun.Refusal?.Key ?? "another node works on it");
                return null;
            }

            await Task.Delay(Pause, clock, stop);
        }
    }

    private async Task KeepAlive(Turn turn, CancellationToken over)
    {
        try
        {
            using var timer = new PeriodicTimer(Beats, clock);
            while (await timer.WaitForNextTickAsync(over) && await runs.Beat(turn))
            {
                // Alive.
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
