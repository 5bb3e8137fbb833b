using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Capture;

/// <summary>Makes a web form, or changes one.</summary>
public sealed class SaveLeadForm(Works works)
{
    /// <param name="key">Made when the drawer was opened: pressing twice makes one.</param>
    /// <param name="id">The form to change; null makes one.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid? id, int version, LeadFormFacts facts) => works.Once<Guid>(me, nameof(SaveLeadForm), key, new { id, version, facts }, async work =>
    {
        if (!me.May(Area.Leads, Function.Configure))
        {
            return Refusal.Denied();
        }

        if ((await work.PoolOfLeads(facts.PoolId) ?? await work.Campaign(facts.CampaignId)) is { } missing)
        {
            return missing;
        }

        if (id is { } known)
        {
            work.Concerns(nameof(LeadForm), known);
            return await work.Db.LeadForms.SingleOrDefaultAsync(f => f.Id == known) is not { } form ? Refusal.NotFound()
                : (await work.Stale(form, version) ?? form.Change(facts)) is { } refusal ? refusal : known;
        }

        var made = LeadForm.Create(facts);
        if (made.Value is not { } fresh)
        {
            return made.Refusal!;
        }

        work.Concerns(nameof(LeadForm), fresh.Id);
        work.Db.LeadForms.Add(fresh);
        return fresh.Id;
    });
}

/// <summary>Makes a key for another program; the answer is the key itself and is never shown again.</summary>
public sealed class MakeLeadKey(Works works)
{
    public Task<Outcome<string>> Run(Me me, string? name, Guid poolId, Guid? campaignId) => works.Do<string>(me, nameof(MakeLeadKey), async work =>
    {
        if (!me.May(Area.Leads, Function.Configure))
        {
            return Refusal.Denied();
        }

        if ((await work.PoolOfLeads(poolId) ?? await work.Campaign(campaignId)) is { } missing)
        {
            return missing;
        }

        var made = LeadKey.Create(name, poolId, campaignId, out var secret);
        if (made.Value is not { } key)
        {
            return made.Refusal!;
        }

        work.Concerns(nameof(LeadKey), key.Id);
        work.Db.LeadKeys.Add(key);
        return secret;
    });
}

/// <summary>A key that opens nothing from now on.</summary>
public sealed class RevokeLeadKey(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(RevokeLeadKey), async work =>
    {
        work.Concerns(nameof(LeadKey), id);
        return !me.May(Area.Leads, Function.Configure) ? Refusal.Denied()
            : await work.Db.LeadKeys.SingleOrDefaultAsync(k => k.Id == id) is { } key ? key.Revoke(work.Now) : Refusal.NotFound();
    });
}

/// <summary>A form as its administrators see it.</summary>
public sealed record LeadFormRow(Guid Id, int Version, string Key, LeadFormFacts Facts, string Pool, string? Campaign);

/// <summary>A key as its administrators see it: never the key itself.</summary>
public sealed record LeadKeyRow(Guid Id, string Name, string Start, string Pool, DateTime CreatedAt, DateTime? LastUsedAt, DateTime? RevokedAt);

/// <summary>The doors by which leads come in, and the pools they can lead to.</summary>
public sealed record LeadDoorsPage(IReadOnlyList<LeadFormRow> Forms, IReadOnlyList<LeadKeyRow> Keys, IReadOnlyList<PoolTab> Pools);

/// <summary>Forms and keys, for whoever sets them up; null for others.</summary>
public sealed class LeadDoors(Works works)
{
    public async Task<LeadDoorsPage?> For(Me me) => !me.May(Area.Leads, Function.Configure) ? null : await works.Read(async db =>
    {
        var pools = await db.Pools.Where(p => p.Kind == PoolKind.Leads).OrderBy(p => p.Place).ToListAsync();
        string PoolName(Guid id) => pools.Find(p => p.Id == id)?.Name ?? "?";
        var campaigns = await db.Campaigns.Select(c => new { c.Id, c.Name }).Take(1000).ToDictionaryAsync(c => c.Id, c => c.Name);
        var forms = await db.LeadForms.OrderByDescending(f => f.Active).ThenBy(f => f.Name).Take(Limits.LargestPage).ToListAsync();
        var keys = await db.LeadKeys.OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt).Take(Limits.LargestPage).ToListAsync();
        return new LeadDoorsPage(
            forms.ConvertAll(f => new LeadFormRow(f.Id, f.Version, f.Key,
                new LeadFormFacts(f.Name, f.PoolId) { NameEn = f.NameEn, CampaignId = f.CampaignId, Consent = f.Consent, ConsentEn = f.ConsentEn, Sites = f.Sites, Active = f.Active },
                PoolName(f.PoolId), f.CampaignId is { } c ? campaigns.GetValueOrDefault(c) : null)),
            keys.ConvertAll(k => new LeadKeyRow(k.Id, k.Name, k.Start, PoolName(k.PoolId), k.CreatedAt, k.LastUsedAt, k.RevokedAt)),
            pools.Where(p => p.Active).Select(p => new PoolTab(p.Id, p.Name, 0)).ToList());
    });
}

internal static class CaptureReferences
{
    public static async Task<Refusal?> PoolOfLeads(this Work work, Guid poolId) =>
        await work.Db.Pools.AnyAsync(p => p.Id == poolId && p.Kind == PoolKind.Leads && p.Active) ? null : Refusal.For("Pool", "Leads.NoPool");
}
