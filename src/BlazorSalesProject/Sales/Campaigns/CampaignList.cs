using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Campaigns;

/// <summary>A campaign to choose.</summary>
public sealed record CampaignPick(Guid Id, string Name);

/// <summary>The campaigns to choose from, the newest first, for those who work with leads.</summary>
public sealed class CampaignPicks(Works works)
{
    public Task<IReadOnlyList<CampaignPick>> For(Me me) => works.Read(async db => me.Sees(Area.Leads).IsNothing
        ? []
        : (IReadOnlyList<CampaignPick>)await db.Campaigns.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(Limits.LargestPage).Select(c => new CampaignPick(c.Id, c.Name)).ToListAsync());
}

/// <summary>An amount of one currency.</summary>
public sealed record CampaignMoney(string Currency, long Minor);

/// <summary>What a campaign cost and what came of it. Won amounts are those of opportunities its leads became, per currency.</summary>
public sealed record CampaignRow(Guid Id, int Version, string Number, CampaignFacts Facts, int Leads, int Converted, int Opportunities, int Won, IReadOnlyList<CampaignMoney> WonAmounts)
{
    /// <summary>What one lead cost, in the currency of the cost; null without leads.</summary>
    public Money? CostPerLead => Leads == 0 ? null : new Money(Facts.Cost.Minor / Leads, Facts.Cost.Currency);
}

/// <summary>All campaigns with what came of them, counted over all leads whoever owns them: numbers only.</summary>
public sealed class CampaignList(Works works)
{
    /// <returns>Nothing for somebody without leads.</returns>
    public Task<IReadOnlyList<CampaignRow>> For(Me me) => works.Read(async db =>
    {
        if (me.Sees(Area.Leads).IsNothing)
        {
            return [];
        }

        var campaigns = await db.Campaigns.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(Limits.LargestPage).ToListAsync();
        var ids = campaigns.ConvertAll(c => c.Id);
        var leads = await db.Leads.Where(l => l.CampaignId != null && ids.Contains(l.CampaignId.Value)).GroupBy(l => l.CampaignId!.Value)
            .Select(g => new { g.Key, Count = g.Count(), Converted = g.Count(l => l.State == LeadState.Converted) }).ToDictionaryAsync(g => g.Key);
        var chances = await (from l in db.Leads
                             join o in db.Opportunities on l.OpportunityId equals o.Id
                             where l.CampaignId != null && ids.Contains(l.CampaignId.Value)
                             select new { Campaign = l.CampaignId!.Value, o.State, o.Amount.Currency, o.Amount.Minor }).ToListAsync();
        return (IReadOnlyList<CampaignRow>)campaigns.ConvertAll(c =>
        {
            var own = chances.FindAll(o => o.Campaign == c.Id);
            var won = own.FindAll(o => o.State == OpportunityState.Won);
            return new CampaignRow(
                c.Id, c.Version, c.Number, new CampaignFacts(c.Name, c.Cost) { StartsOn = c.StartsOn, EndsOn = c.EndsOn, Note = c.Note },
                leads.GetValueOrDefault(c.Id)?.Count ?? 0, leads.GetValueOrDefault(c.Id)?.Converted ?? 0, own.Count, won.Count,
                [.. won.GroupBy(o => o.Currency).Select(g => new CampaignMoney(g.Key, g.Sum(o => o.Minor)))]);
        });
    });
}
