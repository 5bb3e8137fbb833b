using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>Removes what has served its purpose: done outbox rows, idempotency keys, verification codes and wrong tries after 30 days, read notices after 180. Never an activity.</summary>
public sealed class PurgeOldRows(Works works)
{
    public static readonly TimeSpan KeepDone = TimeSpan.FromDays(30);
    public static readonly TimeSpan KeepRead = TimeSpan.FromDays(180);

    public Task<Outcome> Run(Me me) => works.Do(me, nameof(PurgeOldRows), async work =>
    {
        if (!me.May(Area.Settings, Function.Configure))
        {
            return Refusal.Denied();
        }

        await work.Begin();
        var (done, read) = (work.Now - KeepDone, work.Now - KeepRead);
        var outbox = await work.Db.Outbox.Where(m => m.DoneAt < done).ExecuteDeleteAsync();
        var keys = await work.Db.IdempotencyKeys.Where(k => k.At < done).ExecuteDeleteAsync();
        var notices = await work.Db.Notices.Where(n => n.ReadAt < read).ExecuteDeleteAsync();
        var codes = await work.Db.VerificationCodes.Where(c => c.At < done).ExecuteDeleteAsync();
        var knocks = await work.Db.Knocks.Where(k => k.Until < done).ExecuteDeleteAsync();
        if (outbox + keys + notices + codes + knocks > 0)
        {
            work.Record("OldRowsRemoved", new Subject("Outbox", Guid.Empty), null, [("Outbox", outbox), ("IdempotencyKeys", keys), ("Notices", notices), ("Codes", codes), ("Knocks", knocks)]);
        }

        return null;
    });
}
