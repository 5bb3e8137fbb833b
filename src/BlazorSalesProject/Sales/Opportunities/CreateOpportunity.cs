using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Creates an opportunity; the creator owns it unless he may give it to somebody else.</summary>
public sealed class CreateOpportunity(Works works, PipelineSettings pipelines)
{
    /// <param name="key">Made when the form was opened: pressing twice creates once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, OpportunityKind kind, OpportunityFacts facts, Guid? ownerId = null) =>
        works.Once<Guid>(me, nameof(CreateOpportunity), key, new { kind, facts, ownerId }, async work =>
        {
            if (!me.May(Area.Sales, Function.Create))
            {
                return Refusal.Denied();
            }

            var owner = ownerId ?? me.Id;
            if (owner != me.Id && !me.May(Area.Sales, Function.Assign, owner))
            {
                return Refusal.Denied("Sales.MayNotGiveTo");
            }

            if (await work.References(facts) is { } missing)
            {
                return missing;
            }

            var outcome = Opportunity.Create(await work.NextNumber("SJ"), await pipelines.Of(kind), facts, owner, work.Now);
            if (outcome.Value is not { } opportunity)
            {
                return outcome.Refusal!;
            }

            work.Concerns(nameof(Opportunity), opportunity.Id);
            work.Db.Opportunities.Add(opportunity);
            await work.Met(opportunity.CustomerId);
            return opportunity.Id;
        });
}

/// <summary>Checks what an opportunity points at: only what the actor sees exists.</summary>
internal static class OpportunityReferences
{
    public static async Task<Refusal?> References(this Work work, OpportunityFacts facts, Guid? customerNow = null)
    {
        if (facts.CustomerId is { } customer && customer != customerNow
            && !await work.Db.Customers.VisibleTo(work.Me, work.Today).AnyAsync(c => c.Id == customer))
        {
            return Refusal.For("Customer", "Customers.NotFound");
        }

        return facts.ProductId is { } product && !await work.Db.Products.AnyAsync(p => p.Id == product) ? Refusal.For("Product", "Catalogue.NotFound") : null;
    }
}
