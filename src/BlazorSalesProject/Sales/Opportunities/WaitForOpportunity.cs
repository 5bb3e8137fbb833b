using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>An opportunity waits for something known until a date and is not stagnant meanwhile; without a date the waiting ends.</summary>
public sealed class WaitForOpportunity(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, DateOnly? until, string? reason) => works.Do(me, nameof(WaitForOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayEdit(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotEdit", opportunity.Title);
        }

        return opportunity.Wait(until, reason, work.Today);
    });
}
