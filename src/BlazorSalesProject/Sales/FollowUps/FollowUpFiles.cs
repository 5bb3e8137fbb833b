using BlazorSalesProject.Attachments;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Files of a follow-up are for those who see its opportunity, or its customer when it has none, or its lead.</summary>
internal sealed class FollowUpFiles : IAttachmentOwner
{
    public string Kind => nameof(FollowUp);

    public Task<bool> IsVisible(AppDb db, Me me, Guid id, DateOnly today) => db.FollowUps.Where(f => f.Id == id).AnyAsync(f =>
        f.OpportunityId != null
            ? db.Opportunities.VisibleTo(me, today).Any(o => o.Id == f.OpportunityId)
            : f.CustomerId != null
            ? db.Customers.VisibleTo(me, today).Any(c => c.Id == f.CustomerId)
            : db.Leads.VisibleTo(me, db, today).Any(l => l.Id == f.LeadId));
}
