using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>A record a lead points at; not a link when it is not open to the reader.</summary>
public sealed record LeadLink(Guid? Id, string Name);

/// <summary>A lead as its page shows it, with what the reader may do now.</summary>
public sealed record LeadCard(
    Guid Id, int Version, string Number, string Title, LeadFacts Facts, LeadState State, Guid? OwnerId, string? Owner, string? Campaign, string? ClosedReason, string? ClosedNote,
    DateTime? EndedAt, string? EndedBy, LeadLink? SameAs, LeadLink? Customer, LeadLink? Opportunity, DateTime? LastFollowedAt, DateTime CreatedAt, bool MayEdit, bool MayAssign)
{
    /// <summary>The pool it lies in, while nobody works on it.</summary>
    public string? Pool { get; init; }

    public bool IsOpen => State is LeadState.New or LeadState.Following;
}

/// <summary>One lead: facts, what it became, and rights.</summary>
public sealed class LeadSheet(Works works, TimeProvider clock)
{
    /// <returns>Null when the lead does not exist for this person; the two are told alike.</returns>
    public Task<LeadCard?> For(Me me, Guid id) => works.Read(async db =>
    {
        var today = clock.Today();
        if (await db.Leads.VisibleTo(me, db, today).SingleOrDefaultAsync(l => l.Id == id) is not { } lead)
        {
            return null;
        }

        var names = await db.People.Where(p => p.Id == lead.OwnerId || p.Id == lead.EndedById).ToDictionaryAsync(p => p.Id, p => p.Name);
        string? NameOf(Guid? person) => person is { } one ? names.GetValueOrDefault(one) : null;
        var customer = lead.CustomerId is not { } party ? null
            : await db.Customers.VisibleTo(me, today).Where(c => c.Id == party).Select(c => new LeadLink(c.Id, c.Name)).SingleOrDefaultAsync()
                ?? new LeadLink(null, CompanyName.Mask(await db.Customers.Where(c => c.Id == party).Select(c => c.Name).SingleAsync()));
        var opportunity = lead.OpportunityId is not { } chance ? null
            : await db.Opportunities.VisibleTo(me, today).Where(o => o.Id == chance).Select(o => new LeadLink(o.Id, o.Title)).SingleOrDefaultAsync()
                ?? new LeadLink(null, await db.Opportunities.Where(o => o.Id == chance).Select(o => o.Number).SingleAsync());
        var same = lead.SameAsId is not { } other ? null
            : await db.Leads.VisibleTo(me, db, today).Where(l => l.Id == other).Select(l => new LeadLink(l.Id, l.Company ?? l.ContactName ?? l.Number)).SingleOrDefaultAsync()
                ?? new LeadLink(null, await db.Leads.Where(l => l.Id == other).Select(l => l.Number).SingleAsync());
        return new LeadCard(
            lead.Id, lead.Version, lead.Number, lead.Title, lead.FactsNow(), lead.State, lead.OwnerId, NameOf(lead.OwnerId),
            await db.Campaigns.Where(c => c.Id == lead.CampaignId).Select(c => c.Name).SingleOrDefaultAsync(), lead.ClosedReason, lead.ClosedNote,
            lead.EndedAt, NameOf(lead.EndedById), same, customer, opportunity, lead.LastFollowedAt, lead.CreatedAt, me.MayEdit(lead), me.MayAssign(lead)) { Pool = await db.Pools.Where(p => p.Id == lead.PoolId).Select(p => p.Name).SingleOrDefaultAsync() };
    });
}
