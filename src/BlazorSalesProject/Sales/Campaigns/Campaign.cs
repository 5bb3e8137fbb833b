using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Campaigns;

/// <summary>市场活动: something done to win leads, what it cost, and how long it runs.</summary>
public sealed class Campaign : Entity
{
    private Campaign()
    {
    }

    /// <summary>HD-2026-0001, seen by people.</summary>
    public string Number { get; private init; } = "";

    public string Name { get; private set; } = "";

    public Money Cost { get; private set; }

    /// <summary>Business dates.</summary>
    public DateOnly? StartsOn { get; private set; }

    public DateOnly? EndsOn { get; private set; }

    public string? Note { get; private set; }

    public static Outcome<Campaign> Create(string number, CampaignFacts facts)
    {
        var campaign = new Campaign { Number = number };
        if (campaign.Set(facts) is { } refusal)
        {
            return refusal;
        }

        campaign.Happened("CampaignCreated", ("Name", campaign.Name), ("Number", number));
        return campaign;
    }

    public Refusal? Change(CampaignFacts facts)
    {
        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("CampaignChanged", ("Name", Name));
        }

        return refusal;
    }

    private Refusal? Set(CampaignFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Name), facts.Name, Limits.Name, required: true),
            Limits.Check(nameof(Note), facts.Note, Limits.LongText),
            facts.Cost.Minor is < 0 or > Money.Largest ? Refusal.For(nameof(Cost), "Kernel.AmountOutOfRange") : null,
            !Money.Currencies.Contains(facts.Cost.Currency) ? Refusal.For(nameof(Cost), "Kernel.UnknownCurrency") : null,
            facts.StartsOn is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(StartsOn), "Kernel.DateOutOfRange") : null,
            facts.EndsOn is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(EndsOn), "Kernel.DateOutOfRange") : null,
            facts.EndsOn < facts.StartsOn ? Refusal.For(nameof(EndsOn), "Leads.EndsBeforeStart") : null);
        if (refusal is null)
        {
            (Name, Cost, StartsOn, EndsOn, Note) = (Limits.Clean(facts.Name)!, facts.Cost, facts.StartsOn, facts.EndsOn, Limits.Clean(facts.Note));
        }

        return refusal;
    }
}

/// <summary>What a person types about a campaign.</summary>
public sealed record CampaignFacts(string? Name, Money Cost)
{
    public DateOnly? StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public string? Note { get; init; }
}
