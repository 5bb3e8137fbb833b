using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Opens a closed opportunity again, with the reason.</summary>
public sealed class ReopenOpportunity(Works works, PipelineSettings pipelines)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? why) => works.Do(me, nameof(ReopenOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayMove(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotMove", opportunity.Title);
        }

        return await work.Stale(opportunity, version) ?? opportunity.Reopen(await pipelines.Of(opportunity.Kind), why, work.Now, me.Id) ?? await work.Met(opportunity.CustomerId);
    });
}
