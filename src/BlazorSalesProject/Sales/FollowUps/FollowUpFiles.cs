using BlazorSalesProject.Attachments;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Files of a follow-up are for those who see its opportunity, or its customer when it has none.</summary>
internal sealed class FollowUpFiles : IAttachmentOwner
{
    public string Kind => nameof(FollowUp);

    public Task<bool> IsVisible(AppDb db, Me me, Guid id, DateOnly today) => db.FollowUps.Where(f => f.Id == id).AnyAsync(f =>
        f.OpportunityId != null
            ? db.Opportunities.VisibleTo(me, today).Any(o => o.Id == f.OpportunityId)
            : db.Customers.VisibleTo(me, today).Any(c => c.Id == f.CustomerId));
}
