using System.Security.Cryptography;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Capture;

/// <summary>网页表单: a page anybody can fill in, shown within our customers' or partners' sites; what comes is a lead in its pool.</summary>
public sealed class LeadForm : Entity
{
    private LeadForm()
    {
    }

    /// <summary>What stands in its address; it can't be guessed, and it is no secret.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The heading strangers read.</summary>
    public string Name { get; private set; } = "";

    public string? NameEn { get; private set; }

    public Guid PoolId { get; private set; }

    public Guid? CampaignId { get; private set; }

    /// <summary>What one has to agree to; nothing is asked when it is empty.</summary>
    public string? Consent { get; private set; }

    public string? ConsentEn { get; private set; }

    /// <summary>Sites that may show it in a frame, such as https://www.example.com, with blanks between; nobody may when it is empty.</summary>
    public string? Sites { get; private set; }

    public bool Active { get; private set; } = true;

    public static Outcome<LeadForm> Create(LeadFormFacts facts)
    {
        var form = new LeadForm { Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) };
        if (form.Set(facts) is { } refusal)
        {
            return refusal;
        }

        form.Happened("LeadFormCreated", ("Name", form.Name));
        return form;
    }

    public Refusal? Change(LeadFormFacts facts)
    {
        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("LeadFormChanged", ("Name", Name));
        }

        return refusal;
    }

    private Refusal? Set(LeadFormFacts facts)
    {
        var sites = (Limits.Clean(facts.Sites) ?? "").Split([' ', '\n', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var refusal = Refusal.Together(
            Limits.Check(nameof(Name), facts.Name, Limits.ShortText, required: true),
            Limits.Check(nameof(NameEn), facts.NameEn, Limits.ShortText),
            Limits.Check(nameof(Consent), facts.Consent, Limits.LongText),
            Limits.Check("ConsentEn", facts.ConsentEn, Limits.LongText),
            sites.Length > 20 || !sites.All(IsOrigin) ? Refusal.For(nameof(Sites), "Leads.BadSite") : null);
        if (refusal is null)
        {
            (Name, NameEn, PoolId, CampaignId) = (Limits.Clean(facts.Name)!, Limits.Clean(facts.NameEn), facts.PoolId, facts.CampaignId);
            (Consent, ConsentEn, Active) = (Limits.Clean(facts.Consent), Limits.Clean(facts.ConsentEn), facts.Active);
            Sites = sites.Length == 0 ? null : string.Join(' ', sites.Select(s => s.TrimEnd('/').ToLowerInvariant()).Distinct());
        }

        return refusal;
    }

    /// <summary>An origin and nothing else: it goes into a header.</summary>
    private static bool IsOrigin(string site) => site.Length <= Limits.ShortText && Uri.TryCreate(site, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), site.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) && site.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '/' or '.' or '-');
}

/// <summary>What a person sets about a form.</summary>
public sealed record LeadFormFacts(string? Name, Guid PoolId)
{
    public string? NameEn { get; init; }

    public Guid? CampaignId { get; init; }

    public string? Consent { get; init; }

    public string? ConsentEn { get; init; }

    public string? Sites { get; init; }

    public bool Active { get; init; } = true;
}
