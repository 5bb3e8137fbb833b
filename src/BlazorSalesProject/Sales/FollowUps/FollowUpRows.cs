using BlazorSalesProject.Attachments;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>A follow-up as a list shows it.</summary>
public sealed record FollowUpRow(Guid Id, string Way, string Text, DateTime TookPlaceAt, DateTime CreatedAt, string By, bool WasPlanned, Guid? OpportunityId, string? Opportunity)
{
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];
}

/// <summary>What was done on an opportunity, newest first.</summary>
public sealed class OpportunityFollowUps(Works works, TimeProvider clock)
{
    /// <param name="take">How many at most; asking for more shows more.</param>
    public Task<IReadOnlyList<FollowUpRow>> For(Me me, Guid opportunityId, int take = Limits.PageSize) => works.Read(db =>
        FollowUpRows.Of(db, db.FollowUps.Where(f => f.OpportunityId == opportunityId && db.Opportunities.VisibleTo(me, clock.Today()).Any(o => o.Id == opportunityId)), take));
}

/// <summary>What was done with a customer, newest first: on him alone, on those of his opportunities one sees, and before he was a customer.</summary>
public sealed class CustomerFollowUps(Works works, TimeProvider clock)
{
    /// <param name="take">How many at most; asking for more shows more.</param>
    public Task<IReadOnlyList<FollowUpRow>> For(Me me, Guid customerId, int take = Limits.PageSize) => works.Read(db =>
    {
        var today = clock.Today();
        return FollowUpRows.Of(db, db.FollowUps.Where(f => (f.CustomerId == customerId || (f.LeadId != null && db.Leads.Any(l => l.Id == f.LeadId && l.CustomerId == customerId))) && db.Customers.VisibleTo(me, today).Any(c => c.Id == customerId)
            && (f.OpportunityId == null || db.Opportunities.VisibleTo(me, today).Any(o => o.Id == f.OpportunityId))), take);
    });
}

/// <summary>What was done with a lead, newest first; nothing when it does not exist for this person.</summary>
public sealed class LeadFollowUps(Works works, TimeProvider clock)
{
    /// <param name="take">How many at most; asking for more shows more.</param>
    public Task<IReadOnlyList<FollowUpRow>> For(Me me, Guid leadId, int take = Limits.PageSize) => works.Read(db =>
        FollowUpRows.Of(db, db.FollowUps.Where(f => f.LeadId == leadId && db.Leads.VisibleTo(me, db, clock.Today()).Any(l => l.Id == leadId)), take));
}

/// <summary>What is planned with a lead, the next first.</summary>
public sealed class LeadPlans(Works works, TimeProvider clock)
{
    public Task<IReadOnlyList<PlanRow>> For(Me me, Guid leadId) => works.Read(async db =>
        (IReadOnlyList<PlanRow>)await db.FollowUpPlans.Where(p => p.LeadId == leadId && p.CustomerId == null && p.DoneAt == null && db.Leads.VisibleTo(me, db, clock.Today()).Any(l => l.Id == leadId))
            .OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(CustomerPlans.Most)
            .Select(p => new PlanRow(p.Id, p.Version, p.Way, p.What, p.DueAt, p.PersonId, db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).First())).ToListAsync());
}

internal static class FollowUpRows
{
    public static async Task<IReadOnlyList<FollowUpRow>> Of(AppDb db, IQueryable<FollowUp> followUps, int take)
    {
        var rows = await followUps.OrderByDescending(f => f.TookPlaceAt).ThenByDescending(f => f.Id).Take(Math.Clamp(take, 1, Limits.LargestPage)).Select(f => new FollowUpRow(
            f.Id, f.Way, f.Text, f.TookPlaceAt, f.CreatedAt, db.People.Where(p => p.Id == f.ById).Select(p => p.Name).First(), f.PlanId != null,
            f.OpportunityId, db.Opportunities.Where(o => o.Id == f.OpportunityId).Select(o => o.Title).FirstOrDefault())).ToListAsync();
        var ids = rows.Select(r => r.Id).ToList();
        var files = (await db.Attachments.Where(a => a.OwnerKind == nameof(FollowUp) && ids.Contains(a.OwnerId)).OrderBy(a => a.Id)
            .Select(a => new { a.OwnerId, File = new AttachedFile(a.Id, a.FileName, a.Size) }).ToListAsync()).ToLookup(a => a.OwnerId, a => a.File);
        return [.. rows.Select(r => r with { Files = [.. files[r.Id]] })];
    }
}
