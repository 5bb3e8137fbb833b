using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>输单: closes an opportunity as lost, with the reason.</summary>
public sealed class LoseOpportunity(Works works)
{
    /// <param name="reason">A code of <see cref="LostReasons"/>; "other" needs a note.</param>
    /// <param name="on">Business date of losing, not in the future.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, string? reason, string? note, string? competitor, DateOnly on) => works.Do(me, nameof(LoseOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayMove(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotMove", opportunity.Title);
        }

        return await work.Stale(opportunity, version) ?? opportunity.Lose(reason, note, competitor, on, work.Now, me.Id) ?? await work.ReleaseAfterLoss(opportunity);
    });
}
