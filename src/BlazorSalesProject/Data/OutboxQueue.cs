using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>
/// Takes rows out of the outbox so that no two workers, on one node or several, hold the same row, and notes how each ended.
/// The number of the attempt is the fence: whoever was overtaken meanwhile writes nothing any more.
/// </summary>
public sealed class OutboxQueue(Works works, TimeProvider clock)
{
    public const int Batch = 50;

    /// <summary>A row that failed so often is set aside, with its reason, and waits for a person.</summary>
    public const int TellAttempts = 8;

    /// <summary>Takes up to <paramref name="atMost"/> rows that are due; those not finished within <paramref name="hold"/> may be taken by others.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> Claim(string kind, TimeSpan hold, int atMost = Batch)
    {
        var now = clock.Now();
        var due = await works.Read(db => Free(db, kind, now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Select(m => m.Id).Take(atMost).ToListAsync());
        if (due.Count == 0)
        {
            return [];
        }

        List<Guid> mine = [];
        await works.Do(Me.System, nameof(OutboxQueue), async work =>
        {
            await work.Begin();
            mine.Clear();
            foreach (var id in due)
            {
                if (await Free(work.Db, kind, now).Where(m => m.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.LockedUntil, now + hold).SetProperty(m => m.Attempts, m => m.Attempts + 1)) == 1)
                {
                    mine.Add(id);
                }
            }

            return null;
        });
        return mine.Count == 0 ? [] : await works.Read(db => db.Outbox.Include(m => m.Activity).Where(m => mine.Contains(m.Id)).OrderBy(m => m.DueAt).ThenBy(m => m.Id).ToListAsync());
    }

    /// <summary>Part of a work: the row is done. False when somebody else took it over meanwhile.</summary>
    internal static async Task<bool> Finish(Work work, OutboxMessage message)
    {
        await work.Begin();
        return await Mine(work.Db, message).ExecuteUpdateAsync(set => set.SetProperty(m => m.DoneAt, work.Now).SetProperty(m => m.LockedUntil, (DateTime?)null).SetProperty(m => m.DeadReason, (string?)null)) == 1;
    }

    /// <summary>The row is done.</summary>
    public Task<Outcome> Done(OutboxMessage message) => works.Do(Me.System, nameof(OutboxQueue), async work =>
    {
        await Finish(work, message);
        work.Touch(message.Kind == OutboxMessage.Mail ? MailTopic : message.Kind);
        return null;
    });

    /// <summary>It did not work: again at that time, or never (null), then it is set aside with the reason.</summary>
    public Task<Outcome> Failed(OutboxMessage message, string why, DateTime? again) => works.Do(Me.System, nameof(OutboxQueue), async work =>
    {
        await work.Begin();
        var reason = why.Length > 1000 ? why[..1000] : why;
        await Mine(work.Db, message).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.LockedUntil, (DateTime?)null).SetProperty(m => m.LastError, reason)
            .SetProperty(m => m.DeadReason, again == null ? reason : null).SetProperty(m => m.DueAt, m => again ?? m.DueAt));
        work.Touch(message.Kind == OutboxMessage.Mail ? MailTopic : message.Kind);
        return null;
    });

    /// <summary>Taken and not worked after all: due again at once, without counting the attempt.</summary>
    public Task<Outcome> PutBack(OutboxMessage message) => works.Do(Me.System, nameof(OutboxQueue), async work =>
    {
        await work.Begin();
        await Mine(work.Db, message).ExecuteUpdateAsync(set => set.SetProperty(m => m.LockedUntil, (DateTime?)null).SetProperty(m => m.Attempts, m => m.Attempts - 1));
        return null;
    });

    /// <summary>What waits for a later attempt is due now: the other side answers again.</summary>
    public Task<Outcome> Hurry(string kind) => works.Do(Me.System, nameof(OutboxQueue), async work =>
    {
        await work.Begin();
        await work.Db.Outbox.Where(m => m.Kind == kind && m.DoneAt == null && m.DeadReason == null && m.LockedUntil == null && m.DueAt > work.Now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, work.Now));
        return null;
    });

    /// <summary>Screens that show the mails look again on it.</summary>
    public const string MailTopic = "Mail";

    private static IQueryable<OutboxMessage> Free(AppDb db, string kind, DateTime now) =>
        db.Outbox.Where(m => m.Kind == kind && m.DoneAt == null && m.DeadReason == null && m.DueAt <= now && (m.LockedUntil == null || m.LockedUntil < now));

    private static IQueryable<OutboxMessage> Mine(AppDb db, OutboxMessage message) =>
        db.Outbox.Where(m => m.Id == message.Id && m.Attempts == message.Attempts && m.DoneAt == null);
}
