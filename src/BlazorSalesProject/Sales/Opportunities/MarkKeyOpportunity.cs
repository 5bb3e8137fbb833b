using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Marks an opportunity as a key one, or takes the mark back.</summary>
public sealed class MarkKeyOpportunity(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, bool isKey) => works.Do(me, nameof(MarkKeyOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayMarkKey(opportunity))
        {
            return Refusal.Denied("Sales.MayNotMarkKey", opportunity.Title);
        }

        return opportunity.IsKey == isKey ? null : opportunity.MarkKey(isKey);
    });
}
