using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>Creates a lead; the creator works on it unless he may give it to somebody else.</summary>
public sealed class CreateLead(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice creates once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, LeadFacts facts, Guid? ownerId = null) => works.Once<Guid>(me, nameof(CreateLead), key, new { facts, ownerId }, async work =>
    {
        if (!me.May(Area.Leads, Function.Create))
        {
            return Refusal.Denied();
        }

        var owner = ownerId ?? me.Id;
        var wrong = owner == me.Id ? null : await work.MayOwnLead(owner);
        if ((wrong ?? await work.Campaign(facts.CampaignId)) is { } not)
        {
            return not;
        }

        var outcome = Leads.Lead.Create(await work.NextNumber("XS"), facts, owner);
        if (outcome.Value is not { } lead)
        {
            return outcome.Refusal!;
        }

        work.Concerns(nameof(Lead), lead.Id);
        work.Db.Leads.Add(lead);
        return lead.Id;
    });
}

/// <summary>Changes the facts of a lead.</summary>
public sealed class ChangeLead(Works works)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, LeadFacts facts) => works.Do(me, nameof(ChangeLead), async work =>
        await work.Lead(id) is not { } lead ? Refusal.NotFound("Leads.NotFound")
        : !me.MayEdit(lead) ? Refusal.Denied("Leads.MayNotEdit", lead.Title)
        : await work.Stale(lead, version) ?? await work.Campaign(facts.CampaignId, lead.CampaignId) ?? lead.Change(facts));
}

/// <summary>分配: gives a lead to another owner, within the reach of who gives.</summary>
public sealed class AssignLead(Works works)
{
    /// <param name="version">The version the person looked at.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Guid ownerId) => works.Do(me, nameof(AssignLead), async work =>
        await work.Lead(id) is not { } lead ? Refusal.NotFound("Leads.NotFound")
        : !me.MayAssign(lead) ? Refusal.Denied("Leads.MayNotAssign", lead.Title)
        : await work.MayOwnLead(ownerId) ?? await work.Stale(lead, version) ?? await work.HasRoom(ownerId) ?? lead.GiveTo(ownerId));
}
