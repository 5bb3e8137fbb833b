using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>An open plan of a customer, and the opportunity it is on, if any.</summary>
public sealed record CustomerPlan(PlanRow Plan, Guid? OpportunityId, string? Opportunity);

/// <summary>What is planned with a customer, the next first: with him alone and on those of his opportunities one sees.</summary>
public sealed class CustomerPlans(Works works, TimeProvider clock)
{
    /// <summary>Plans shown at most.</summary>
    public const int Most = 20;

    public Task<IReadOnlyList<CustomerPlan>> For(Me me, Guid customerId) => works.Read(async db =>
    {
        var today = clock.Today();
        if (!await db.Customers.VisibleTo(me, today).AnyAsync(c => c.Id == customerId))
        {
            return [];
        }

        var opportunities = db.Opportunities.VisibleTo(me, today);
        return (IReadOnlyList<CustomerPlan>)await db.FollowUpPlans
            .Where(p => p.CustomerId == customerId && p.DoneAt == null && (p.OpportunityId == null || opportunities.Any(o => o.Id == p.OpportunityId)))
            .OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(Most)
            .Select(p => new CustomerPlan(
                new PlanRow(p.Id, p.Version, p.Way, p.What, p.DueAt, p.PersonId, db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).First()),
                p.OpportunityId, db.Opportunities.Where(o => o.Id == p.OpportunityId).Select(o => o.Title).FirstOrDefault())).ToListAsync();
    });
}
