using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Campaigns;

/// <summary>Begins a campaign.</summary>
public sealed class CreateCampaign(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice creates once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, CampaignFacts facts) => works.Once<Guid>(me, nameof(CreateCampaign), key, facts, async work =>
    {
        if (!me.May(Area.Leads, Function.Configure))
        {
            return Refusal.Denied();
        }

        var made = Campaign.Create(await work.NextNumber("HD"), facts);
        if (made.Value is not { } campaign)
        {
            return made.Refusal!;
        }

        work.Concerns(nameof(Campaign), campaign.Id);
        work.Db.Campaigns.Add(campaign);
        return campaign.Id;
    });
}

/// <summary>Changes what is known of a campaign, such as what it cost.</summary>
public sealed class ChangeCampaign(Works works)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, CampaignFacts facts) => works.Do(me, nameof(ChangeCampaign), async work =>
    {
        work.Concerns(nameof(Campaign), id);
        return !me.May(Area.Leads, Function.Configure) ? Refusal.Denied()
            : await work.Db.Campaigns.SingleOrDefaultAsync(c => c.Id == id) is not { } campaign ? Refusal.NotFound("Leads.CampaignNotFound")
            : await work.Stale(campaign, version) ?? campaign.Change(facts);
    });
}
