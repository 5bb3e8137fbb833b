using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>商机: a chance to sell something to somebody.</summary>
public sealed partial class Opportunity : Entity
{
    private Opportunity()
    {
    }

    /// <summary>SJ-2026-0001, seen by people.</summary>
    public string Number { get; private init; } = "";

    public string Title { get; private set; } = "";

    public OpportunityKind Kind { get; private init; }

    /// <summary>Null while prospecting without a company.</summary>
    public Guid? CustomerId { get; private set; }

    public Guid OwnerId { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>A code of <see cref="OpportunitySources"/>.</summary>
    public string? Source { get; private set; }

    public Guid? ProductId { get; private set; }

    /// <summary>Business date on which it should be won.</summary>
    public DateOnly? ExpectedClose { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Marked by a manager as a key opportunity.</summary>
    public bool IsKey { get; private set; }

    /// <summary>Its id in the system it was imported from.</summary>
    public string? ExternalId { get; internal set; }

    public Guid? ImportId { get; internal set; }

    [NotAudited]
    public string SearchText { get; private set; } = "";

    public override Subject? About => CustomerId is { } id ? new Subject(nameof(Customer), id) : null;

    public static Outcome<Opportunity> Create(string number, Pipeline pipeline, OpportunityFacts facts, Guid ownerId, DateTime now)
    {
        var opportunity = new Opportunity { Number = number, Kind = pipeline.Kind, OwnerId = ownerId };
        if (opportunity.Set(facts) is { } refusal)
        {
            return refusal;
        }

        opportunity.Enter(pipeline.First, now, ownerId);
        opportunity.Owners.Add(new OwnerSpan { OpportunityId = opportunity.Id, OwnerId = ownerId, Since = now });
        opportunity.Happened("OpportunityCreated", ("Title", opportunity.Title), ("Number", number));
        return opportunity;
    }

    public Refusal? Change(OpportunityFacts facts)
    {
        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("OpportunityChanged");
        }

        return refusal;
    }

    public Refusal? MarkKey(bool isKey)
    {
        IsKey = isKey;
        Happened(isKey ? "OpportunityMarkedKey" : "OpportunityUnmarkedKey");
        return null;
    }

    private Refusal? Set(OpportunityFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Title), facts.Title, Limits.Name, required: true),
            Limits.Check(nameof(Note), facts.Note, Limits.LongText),
            facts.Amount.Minor is < 0 or > Money.Largest ? Refusal.For(nameof(Amount), "Kernel.AmountOutOfRange") : null,
            !Money.Currencies.Contains(facts.Amount.Currency) ? Refusal.For(nameof(Amount), "Kernel.UnknownCurrency") : null,
            facts.Source is { } source && !OpportunitySources.All.Contains(source) ? Refusal.For(nameof(Source), "Sales.UnknownSource") : null,
            facts.ExpectedClose is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(ExpectedClose), "Kernel.DateOutOfRange") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Title = Limits.Clean(facts.Title)!;
        CustomerId = facts.CustomerId;
        Amount = facts.Amount;
        Source = facts.Source;
        ProductId = facts.ProductId;
        ExpectedClose = facts.ExpectedClose;
        Note = Limits.Clean(facts.Note);
        SearchText = $"{Title} {Number} {ExternalId}".ToLowerInvariant();
        return null;
    }
}

/// <summary>What a person types about an opportunity.</summary>
public sealed record OpportunityFacts(string? Title, Money Amount)
{
    public Guid? CustomerId { get; init; }

    public string? Source { get; init; }

    public Guid? ProductId { get; init; }

    public DateOnly? ExpectedClose { get; init; }

    public string? Note { get; init; }
}

/// <summary>Where opportunities come from; names are texts Sales.Source_code.</summary>
public static class OpportunitySources
{
    public static readonly IReadOnlyList<string> All = ["tender", "own", "referral", "existing", "exhibition", "web", "partner", "import"];
}
