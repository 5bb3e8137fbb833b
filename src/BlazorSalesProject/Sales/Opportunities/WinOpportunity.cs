using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>成单: closes an opportunity as won.</summary>
public sealed class WinOpportunity(Works works)
{
    /// <param name="on">Business date of winning, not in the future.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Money amount, DateOnly on, string? note) => works.Do(me, nameof(WinOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayMove(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotMove", opportunity.Title);
        }

        return await work.Stale(opportunity, version) ?? opportunity.Win(amount, on, note, work.Now, me.Id) ?? await work.Met(opportunity.CustomerId);
    });
}
