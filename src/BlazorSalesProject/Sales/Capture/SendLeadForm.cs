using System.Globalization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Capture;

/// <summary>A web form as a stranger sees it.</summary>
/// <param name="Sites">Sites that may show it in a frame.</param>
public sealed record OpenForm(string Key, string Name, string? Consent, string? Sites);

/// <summary>Looks up the web form of an address; whoever has the address sees it.</summary>
public sealed class LeadFormByKey(Works works)
{
    /// <returns>Null when there is none, or none any more.</returns>
    public Task<OpenForm?> For(Me me, string? key) => works.Read(async db =>
        await db.LeadForms.SingleOrDefaultAsync(f => f.Key == key && f.Active && db.Pools.Any(p => p.Id == f.PoolId && p.Active)) is not { } form ? null
            : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
                ? new OpenForm(form.Key, form.NameEn ?? form.Name, form.ConsentEn ?? form.Consent, form.Sites)
                : new OpenForm(form.Key, form.Name, form.Consent, form.Sites));
}

/// <summary>What a stranger writes into a web form; longer than a note may be is refused.</summary>
public sealed record FormWords(string? Company, string? ContactName, string? Phone, string? Email, string? Region, string? Note);

/// <summary>A stranger sends a web form: a lead comes into the form's pool and goes on by its rule. Nothing tells him whether we knew him.</summary>
public sealed class SendLeadForm(Works works)
{
    /// <param name="visitor">The application in the stranger's name, with his address.</param>
    /// <param name="sending">Made when the form was shown: sending twice comes in once.</param>
    /// <param name="agreed">What he agreed to, as it was shown.</param>
    public Task<Outcome<bool>> Run(Me visitor, Guid sending, string? key, FormWords words, bool agreed) => works.Once<bool>(visitor, nameof(SendLeadForm), sending, new { key, words, agreed }, async work =>
    {
        if (await work.Db.LeadForms.SingleOrDefaultAsync(f => f.Key == key && f.Active) is not { } form || await work.Db.Pools.SingleOrDefaultAsync(p => p.Id == form.PoolId && p.Active) is not { } pool)
        {
            return Refusal.NotFound("Leads.FormGone");
        }

        work.Concerns(nameof(LeadForm), form.Id);
        var consent = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? form.ConsentEn ?? form.Consent : form.Consent;
        if (Refusal.Together(
            Limits.Clean(words.Phone) is null && Limits.Clean(words.Email) is null ? Refusal.For("Phone", "Leads.HowToReach") : null,
            consent is not null && !agreed ? Refusal.For("Consent", "Leads.ConsentMissing") : null) is { } refusal)
        {
            return refusal;
        }

        var facts = new LeadFacts(words.Company) { ContactName = words.ContactName, Phone = words.Phone, Email = words.Email, Region = words.Region, Note = words.Note, Source = "web", CampaignId = form.CampaignId };
        var taken = await (await LeadArrivals.Open(work, pool)).Take(facts);
        if (taken.Value is not { } lead)
        {
            return taken.Refusal!;
        }

        if (consent is not null)
        {
            lead.Agreed(consent);
        }

        return true;
    });
}

/// <summary>Another program hands in a lead with its key.</summary>
public sealed class ReceiveLead(Works works)
{
    /// <param name="caller">The application in the program's name, with its address.</param>
    /// <param name="secret">The key itself.</param>
    /// <param name="sending">Made of the program's own key for this request: repeating it comes in once.</param>
    public Task<Outcome<bool>> Run(Me caller, string? secret, Guid sending, FormWords words, string? industry) =>
        works.Once<bool>(caller, nameof(ReceiveLead), sending, new { Hash = LeadKey.HashOf(secret ?? ""), words, industry }, async work =>
        {
            var hash = LeadKey.HashOf(secret ?? "");
            if (await work.Db.LeadKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null) is not { } key || await work.Db.Pools.SingleOrDefaultAsync(p => p.Id == key.PoolId && p.Active) is not { } pool)
            {
                return Refusal.NotFound("Leads.BadKey");
            }

            work.Concerns(nameof(LeadKey), key.Id);
            if (Limits.Clean(words.Phone) is null && Limits.Clean(words.Email) is null)
            {
                return Refusal.For("Phone", "Leads.HowToReach");
            }

            var facts = new LeadFacts(words.Company)
            {
                ContactName = words.ContactName, Phone = words.Phone, Email = words.Email, Region = words.Region, Industry = industry, Note = words.Note, Source = "web", CampaignId = key.CampaignId,
            };
            var taken = await (await LeadArrivals.Open(work, pool)).Take(facts);
            await work.Db.LeadKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, work.Now));
            return taken.Refusal is { } refusal ? refusal : true;
        });
}
