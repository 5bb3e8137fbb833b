using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>关闭: nothing will come of this lead, and why.</summary>
public sealed class CloseLead(Works works)
{
    /// <param name="version">The version the person looked at.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, string? reason, string? note) => works.Do(me, nameof(CloseLead), async work =>
        await work.Lead(id) is not { } lead ? Refusal.NotFound("Leads.NotFound")
        : !me.MayEdit(lead) ? Refusal.Denied("Leads.MayNotEdit", lead.Title)
        : await work.Stale(lead, version) ?? (reason == LeadReasons.Duplicate ? Refusal.For("Reason", "Leads.ReasonMissing") : lead.Close(reason, note, me.Id, work.Now)));
}

/// <summary>Takes up a closed lead again.</summary>
public sealed class ReopenLead(Works works)
{
    /// <param name="version">The version the person looked at.</param>
    public Task<Outcome> Run(Me me, Guid id, int version) => works.Do(me, nameof(ReopenLead), async work =>
        await work.Lead(id) is not { } lead ? Refusal.NotFound("Leads.NotFound")
        : !me.MayEdit(lead) ? Refusal.Denied("Leads.MayNotEdit", lead.Title)
        : await work.Stale(lead, version) ?? lead.Reopen());
}

/// <summary>合并: two leads are the same; one is closed as a duplicate, the other keeps what both knew, with the follow-ups of both.</summary>
public sealed class MergeLead(Works works)
{
    /// <param name="id">The one that is closed.</param>
    /// <param name="version">The version of it the person looked at.</param>
    /// <param name="intoId">The one that stays.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Guid intoId) => works.Do(me, nameof(MergeLead), async work =>
    {
        // In the order of their ids, so that two who merge crosswise wait for one another instead of for ever.
        foreach (var one in new[] { id, intoId }.Order())
        {
            await work.HoldLead(one);
        }

        if (await work.Lead(id) is not { } lead || await work.Db.Leads.VisibleTo(me, work.Db, work.Today).SingleOrDefaultAsync(l => l.Id == intoId) is not { } into)
        {
            return Refusal.NotFound("Leads.NotFound");
        }

        if (!me.MayEdit(lead) || !me.MayEdit(into))
        {
            return Refusal.Denied("Leads.MayNotEdit", me.MayEdit(lead) ? into.Title : lead.Title);
        }

        if ((await work.Stale(lead, version) ?? lead.MergeInto(into, me.Id, work.Now)) is { } refusal)
        {
            return refusal;
        }

        await work.Db.FollowUps.Where(f => f.LeadId == id).ExecuteUpdateAsync(set => set.SetProperty(f => f.LeadId, intoId));
        await work.Db.FollowUpPlans.Where(p => p.LeadId == id && p.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.LeadId, intoId));
        if (lead.LastFollowedAt is { } last)
        {
            await work.Db.Leads.Where(l => l.Id == intoId && (l.LastFollowedAt == null || l.LastFollowedAt < last)).ExecuteUpdateAsync(set => set
                .SetProperty(l => l.LastFollowedAt, last).SetProperty(l => l.State, LeadState.Following));
        }

        return null;
    });
}
