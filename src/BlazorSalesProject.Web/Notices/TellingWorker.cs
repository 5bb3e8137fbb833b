using BlazorSalesProject.Data;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Web.Notices;

/// <summary>Tells people right after a commit, and sweeps for what a crash or another node left.</summary>
internal sealed class TellingWorker(TellPeople tell, OutboxBell bell, TimeProvider clock, ILogger<TellingWorker> log) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = bell.Next;
            var more = false;
            try
            {
                var outcome = await tell.Run(Me.System);
                more = outcome is { Ok: true, Value: OutboxQueue.Batch };
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The outbox could not be read; it is tried again");
            }

            if (!more)
            {
                await Task.WhenAny(ring, Task.Delay(Sweep, clock, stoppingToken));
            }
        }
    }
}
