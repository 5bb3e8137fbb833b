using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>分配: gives an opportunity to another owner, within the reach of who gives.</summary>
public sealed class AssignOpportunity(Works works)
{
    /// <param name="version">The version the page was shown with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Guid ownerId) => works.Do(me, nameof(AssignOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayAssign(opportunity))
        {
            return Refusal.Denied("Sales.MayNotAssign", opportunity.Title);
        }

        if (!me.May(Area.Sales, Function.Assign, ownerId))
        {
            return Refusal.Denied("Sales.MayNotGiveTo") with { Field = "Owner" };
        }

        return await work.Stale(opportunity, version) ?? await work.MustSeeSales(ownerId, "Owner") ?? opportunity.GiveTo(ownerId, work.Now);
    });
}
