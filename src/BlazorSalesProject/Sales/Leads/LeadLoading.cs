using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>How verbs get hold of a lead: only what its actor sees.</summary>
internal static class LeadLoading
{
    public static async Task<Lead?> Lead(this Work work, Guid id)
    {
        work.Concerns(nameof(Leads.Lead), id);
        return await work.Db.Leads.VisibleTo(work.Me, work.Db, work.Today).SingleOrDefaultAsync(l => l.Id == id);
    }

    /// <summary>The lead with its row taken: what is read now stays so until this work is done, so that two who want it follow one another.</summary>
    public static async Task<Lead?> HoldLead(this Work work, Guid id)
    {
        await work.Begin();
        await work.Db.Leads.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.SearchText, l => l.SearchText));
        return await work.Lead(id);
    }

    /// <summary>Somebody spoke with them. By a statement, because it is no edit: forms that stand open on the lead stay good.</summary>
    public static async Task StirLead(this Work work, Guid id)
    {
        await work.Begin();
        await work.Db.Leads.Where(l => l.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.LastFollowedAt, work.Now)
            .SetProperty(l => l.State, l => l.State == LeadState.New ? LeadState.Following : l.State));
    }

    /// <summary>An owner must be within the actor's reach of assigning, at work, and able to see leads at all.</summary>
    public static async Task<Refusal?> MayOwnLead(this Work work, Guid personId) =>
        !work.Me.May(Area.Leads, Function.Assign, personId) ? Refusal.Denied("Leads.MayNotGiveTo") with { Field = "Owner" }
        : await work.Db.People.WhoWorkLeads(work.Db).AnyAsync(p => p.Id == personId) ? null : Refusal.For("Owner", "Leads.PersonSeesNone");

    /// <summary>Active people with a role that edits leads.</summary>
    public static IQueryable<Person> WhoWorkLeads(this IQueryable<Person> people, AppDb db)
    {
        var roles = db.Roles.Where(r => r.Grants.Any(g => g.Area == Area.Leads && g.Function == Function.Edit)).Select(r => r.Id);
        return people.Where(p => p.Active && p.Roles.Any(r => roles.Contains(r.RoleId)));
    }

    /// <summary>Whether the pool somebody belongs to allows him one more open lead.</summary>
    public static async Task<Refusal?> HasRoom(this Work work, Guid personId)
    {
        await work.HoldPerson(personId);
        var person = await work.Db.People.Where(p => p.Id == personId).Select(p => new { p.Name, p.DepartmentId }).SingleAsync();
        var cap = (await Pools.PoolSeats.Read(work.Db, Pools.PoolKind.Leads)).HomeOf(personId, person.DepartmentId)?.OwnedCap;
        return cap is { } most && await work.Db.OwnedLeads(personId) >= most ? Refusal.For("Owner", "Leads.TheirCapReached", person.Name, most) : null;
    }

    public static async Task<Refusal?> Campaign(this Work work, Guid? campaignId, Guid? now = null) =>
        campaignId is { } campaign && campaign != now && !await work.Db.Campaigns.AnyAsync(c => c.Id == campaign) ? Refusal.For("Campaign", "Leads.CampaignNotFound") : null;
}
