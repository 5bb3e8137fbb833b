using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Where a follow-up or plan stands: on an opportunity (and its customer), on a customer alone, or on a lead.</summary>
internal sealed record FollowUpPlace(Guid? OpportunityId, Guid? CustomerId, string Name, bool MayWrite, IReadOnlyList<Guid> Workers)
{
    public Guid? LeadId { get; init; }
}

internal static class FollowUpPlaces
{
    /// <summary>On whose timeline it stands: the opportunity's, else the customer's, else the lead's.</summary>
    public static Subject SubjectOf(Guid? opportunityId, Guid? customerId, Guid? leadId) =>
        opportunityId is { } opportunity ? new(nameof(Opportunity), opportunity) : customerId is { } customer ? new(nameof(Customer), customer) : new(nameof(Lead), leadId!.Value);

    /// <summary>The place as the actor sees it; null when it does not exist for him.</summary>
    public static async Task<FollowUpPlace?> Place(this Work work, Guid? opportunityId, Guid? customerId, Guid? leadId)
    {
        if (opportunityId is { } id)
        {
            return await work.Opportunity(id) is { } opportunity
                ? new FollowUpPlace(id, opportunity.CustomerId, opportunity.Title, work.Me.MayEdit(opportunity, work.Today), [opportunity.OwnerId, .. opportunity.Collaborators.Select(c => c.PersonId)])
                : null;
        }

        if (customerId is null && leadId is { } wanted)
        {
            return await work.Lead(wanted) is { } lead
                ? new FollowUpPlace(null, null, lead.Title, lead.IsOpen && work.Me.MayEdit(lead), [.. lead.OwnerId is { } rep ? [rep] : Array.Empty<Guid>()]) { LeadId = wanted }
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

        return await work.Place(plan.OpportunityId, plan.CustomerId, plan.LeadId) is { } place ? (plan, place) : null;
    }

    /// <summary>Plans are kept by those who work there and by the one who is to do it.</summary>
    public static bool MayKeep(this Me me, FollowUpPlan plan, FollowUpPlace place) => place.MayWrite || plan.PersonId == me.Id;
}
