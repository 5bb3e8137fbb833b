using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Reminds, once, of every plan that is due; run by a timer, in batches, oldest first.</summary>
public sealed class RemindOfDuePlans(Works works)
{
    public const int Batch = 200;

    /// <returns>How many plans were reminded of; a full batch means that there may be more.</returns>
    public Task<Outcome<int>> Run(Me me) => works.Do<int>(me, nameof(RemindOfDuePlans), async work =>
    {
        if (!me.IsSystem)
        {
            return Refusal.Denied();
        }

        var due = await work.Db.FollowUpPlans.Where(p => p.DoneAt == null && p.RemindedAt == null && p.DueAt <= work.Now).OrderBy(p => p.DueAt).Take(Batch).ToListAsync();
        foreach (var plan in due)
        {
            plan.Remind(work.Now);
        }

        return due.Count;
    });
}
