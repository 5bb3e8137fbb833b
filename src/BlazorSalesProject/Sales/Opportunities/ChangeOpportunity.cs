using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Changes the facts of an opportunity.</summary>
public sealed class ChangeOpportunity(Works works)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, OpportunityFacts facts) => works.Do(me, nameof(ChangeOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayEdit(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotEdit", opportunity.Title);
        }

        return await work.Stale(opportunity, version) ?? await work.References(facts, opportunity.CustomerId) ?? opportunity.Change(facts);
    });
}
