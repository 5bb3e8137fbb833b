using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Where a follow-up or plan stands: on an opportunity (and its customer), or on a customer alone.</summary>
internal sealed record FollowUpPlace(Guid? OpportunityId, Guid? CustomerId, string Name, bool MayWrite, IReadOnlyList<Guid> Workers);

internal static class FollowUpPlaces
{
    /// <summary>The place as the actor sees it; null when it does not exist for him.</summary>
    public static async Task<FollowUpPlace?> Place(this Work work, Guid? opportunityId, Guid? customerId)
    {
        if (opportunityId is { } id)
        {
            return await work.Opportunity(id) is { } opportunity
                ? new FollowUpPlace(id, opportunity.CustomerId, opportunity.Title, work.Me.MayEdit(opportunity, work.Today), [opportunity.OwnerId, .. opportunity.Collaborators.Select(c => c.PersonId)])
                : null;
        }

        work.Concerns(nameof(Customer), customerId ?? Guid.Empty);
        return await work.Db.Customers.AsNoTracking().VisibleTo(work.Me, work.Today).SingleOrDefaultAsync(c => c.Id == customerId) is { } customer
            ? new FollowUpPlace(null, customer.Id, customer.Name, work.Me.MayEdit(customer, work.Today), [.. customer.OwnerId is { } owner ? [owner] : Array.Empty<Guid>(), .. customer.Collaborators.Select(c => c.PersonId)])
            : null;
    }

    /// <summary>A plan on a place the actor sees, with that place; null when it does not exist for him.</summary>
    public static async Task<(FollowUpPlan Plan, FollowUpPlace Place)?> Plan(this Work work, Guid id)
    {
        if (await work.Db.FollowUpPlans.SingleOrDefaultAsync(p => p.Id == id) is not { } plan)
        {
            return null;
        }

        return await work.Place(plan.OpportunityId, plan.CustomerId) is { } place ? (plan, place) : null;
    }

    /// <summary>Plans are kept by those who work there and by the one who is to do it.</summary>
    public static bool MayKeep(this Me me, FollowUpPlan plan, FollowUpPlace place) => place.MayWrite || plan.PersonId == me.Id;
}
