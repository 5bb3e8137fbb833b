using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>
/// Removes what has served its purpose: done outbox rows, idempotency keys, verification codes and wrong tries after 30 days, read notices
/// after 180, of each job's runs all but the last 500. Never an activity.
/// </summary>
public sealed class PurgeOldRows(Works works)
{
    public static readonly TimeSpan KeepDone = TimeSpan.FromDays(30);
    public static readonly TimeSpan KeepRead = TimeSpan.FromDays(180);

    /// <summary>Runs of a job that are kept; more than a year of a daily one.</summary>
    public const int KeepRuns = 500;

    /// <returns>How many rows were removed.</returns>
    public Task<Outcome<int>> Run(Me me) => works.Do<int>(me, nameof(PurgeOldRows), async work =>
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
        var runs = await OldRuns(work.Db);
        var all = outbox + keys + notices + codes + knocks + runs;
        if (all > 0)
        {
            work.Record("OldRowsRemoved", new Subject("Outbox", Guid.Empty), null, [("Outbox", outbox), ("IdempotencyKeys", keys), ("Notices", notices), ("Codes", codes), ("Knocks", knocks), ("JobRuns", runs)]);
        }

        return all;
    });

    private static async Task<int> OldRuns(AppDb db)
    {
        var removed = 0;
        foreach (var job in await db.JobTurns.Select(t => t.Job).ToListAsync())
        {
            var runs = db.JobRuns.Where(r => r.Job == job && r.EndedAt != null);
            if (await runs.OrderByDescending(r => r.StartedAt).Skip(KeepRuns).Select(r => (DateTime?)r.StartedAt).FirstOrDefaultAsync() is { } from)
            {
                removed += await runs.Where(r => r.StartedAt <= from).ExecuteDeleteAsync();
            }
        }

        return removed;
    }
}
