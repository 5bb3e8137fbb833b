using BlazorSalesProject.Data;

namespace BlazorSalesProject.Web.Notices.Mailing;

/// <summary>Sends what waits in the outbox, beside everything else: nobody's click ever waits for the mail server.</summary>
internal sealed class MailSender(MailRound round, OutboxBell bell, TimeProvider clock, ILogger<MailSender> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = bell.Next;
            TimeSpan? rest = TimeSpan.FromSeconds(15);
            try
            {
                rest = await round.Work(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The mails of the outbox could not be worked; they are tried again");
            }

            if (rest is { } pause)
            {
                // While the server is away a new mail is no reason to ask it earlier.
                await Task.WhenAny(pause > TimeSpan.FromSeconds(15) ? Task.Delay(Timeout.Infinite, stoppingToken) : ring, Task.Delay(pause, clock, stoppingToken));
            }
        }
    }
}
