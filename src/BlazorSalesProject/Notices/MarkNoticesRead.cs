using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Notices;

/// <summary>Marks one notice, or all a person has seen, as read: on all his devices at once. Again is harmless.</summary>
public sealed class MarkNoticesRead(Works works)
{
    /// <param name="id">One notice; null for all.</param>
    /// <param name="upTo">UTC: of all, only those not newer than this, so that one that arrives meanwhile stays unread.</param>
    public Task<Outcome> Run(Me me, Guid? id = null, DateTime? upTo = null) => works.Do(me, nameof(MarkNoticesRead), async work =>
    {
        var own = work.Db.Notices.Where(n => n.PersonId == me.Id && (id == null || n.Id == id));
        if (me.Id == Guid.Empty || (id is not null && !await own.AnyAsync()))
        {
            return Refusal.NotFound("Notices.NotFound");
        }

        await work.Begin();
        var read = await own.Where(n => n.ReadAt == null && (upTo == null || n.At <= upTo)).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, work.Now));
        if (read > 0)
        {
            work.Record("NoticesRead", new Subject(nameof(Notice), me.Id), null, [("Count", read)]);
        }

        return null;
    });
}
