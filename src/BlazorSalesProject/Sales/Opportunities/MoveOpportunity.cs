using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Moves a card to another stage of its pipeline.</summary>
public sealed class MoveOpportunity(Works works, PipelineSettings pipelines)
{
    /// <param name="version">The version the card was shown with: two people who drag one card at once do not overwrite each other.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, string stage) => works.Do(me, nameof(MoveOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayMove(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotMove", opportunity.Title);
        }

        return await work.Stale(opportunity, version) ?? opportunity.MoveTo(await pipelines.Of(opportunity.Kind), stage, work.Now, me.Id) ?? await work.Met(opportunity.CustomerId);
    });
}
