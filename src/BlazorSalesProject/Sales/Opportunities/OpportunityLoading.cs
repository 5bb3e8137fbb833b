using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>How verbs get hold of an opportunity: only what its actor sees.</summary>
internal static class OpportunityLoading
{
    /// <summary>The opportunity with its team and history, null when it does not exist for the actor.</summary>
    public static async Task<Opportunity?> Opportunity(this Work work, Guid id)
    {
        work.Concerns(nameof(Opportunities.Opportunity), id);
        return await work.Db.Opportunities.VisibleTo(work.Me, work.Today)
            .Include(o => o.Stages.Where(s => s.LeftAt == null))
            .Include(o => o.Owners.Where(s => s.Until == null))
            .Include(o => o.Contacts)
            .AsSingleQuery() // one row of each as a rule: five statements for it cost three times as much
            .SingleOrDefaultAsync(o => o.Id == id);
    }

    /// <summary>
    /// A follow-up restarts the clock of stagnation. By a statement, because it is no edit: forms that stand open on the
    /// opportunity stay good.
    /// </summary>
    public static async Task Stir(this Work work, Guid id)
    {
        await work.Begin();
        await work.Db.Opportunities.Where(o => o.Id == id && o.QuietSince < work.Now).ExecuteUpdateAsync(set => set.SetProperty(o => o.QuietSince, work.Now));
    }
}
