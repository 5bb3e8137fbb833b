using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;

namespace BlazorSalesProject.Web.Notices.Mailing;

/// <summary>
/// One round through the mails that are due. A mail that fails waits 1, 2, 4 … 60 minutes; one that will never go is set aside.
/// When the server itself is away the rest of the round stays as it is, and when it is back nothing waits any longer.
/// </summary>
internal sealed class MailRound(OutboxQueue queue, MailReaders readers, LetterWriter writer, Postman postman, TimeProvider clock, ILogger<MailRound> log)
{
    private const int Taken = 10;
    private static readonly TimeSpan Hold = (Postman.LongestEver * Taken) + TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private int _away;

    /// <summary>Works one round; answers how long to rest before the next, null when there is more to do at once.</summary>
    public async Task<TimeSpan?> Work(CancellationToken cancel)
    {
        if (!postman.HasServer)
        {
            return LongestRest;
        }

        var mails = await queue.Claim(OutboxMessage.Mail, Hold, _away > 0 ? 1 : Taken);
        for (var i = 0; i < mails.Count; i++)
        {
            var (delivery, why) = await Send(mails[i], cancel);
            if (delivery == Delivery.Sent)
            {
                await queue.Done(mails[i]);
                await Back();
                continue;
            }

            DateTime? again = delivery == Delivery.Refused ? null : clock.Now() + Patience(mails[i].Attempts);
            await queue.Failed(mails[i], why ?? delivery.ToString(), again);
            if (delivery == Delivery.ServerAway)
            {
                foreach (var rest in mails.Skip(i + 1))
                {
                    await queue.PutBack(rest);
                }

                return Away(why);
            }

            log.LogWarning("Mail {Mail} was not taken ({Delivery}, attempt {Attempt}): {Why}", mails[i].Id, delivery, mails[i].Attempts, why);
        }

        return mails.Count == Taken ? null : TimeSpan.FromSeconds(15);
    }

    /// <summary>1, 2, 4 … 60 minutes.</summary>
    internal static TimeSpan Patience(int attempts) => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Clamp(attempts, 1, 10) - 1)));

    private async Task<(Delivery Delivery, string? Why)> Send(OutboxMessage row, CancellationToken cancel)
    {
        try
        {
            var (letter, reader) = await readers.Find(row);
            if (letter is null || reader is null)
            {
                return (Delivery.Refused, "Unreadable");
            }

            if (!reader.Active || reader.Address is not { Length: > 0 } address)
            {
                return (Delivery.Refused, reader.Active ? "No address" : "Not active");
            }

            return await postman.Send(await writer.Write(row.Id, letter, address, reader.Name, reader.Language), cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Mail {Mail} could not be written", row.Id);
            return (row.Attempts >= OutboxQueue.TellAttempts ? Delivery.Refused : Delivery.Later, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private TimeSpan Away(string? why)
    {
        if (_away++ == 0)
        {
            log.LogError("The mail server is away, mails wait in the outbox: {Why}", why);
        }

        var rest = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(_away, 4) - 1));
        return rest < LongestRest ? rest : LongestRest;
    }

    private async Task Back()
    {
        if (_away > 0)
        {
            _away = 0;
            log.LogInformation("The mail server is back");
            await queue.Hurry(OutboxMessage.Mail);
        }
    }
}
