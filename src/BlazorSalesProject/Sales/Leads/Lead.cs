using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>How far a lead has come.</summary>
public enum LeadState
{
    /// <summary>Nobody has spoken with them yet.</summary>
    New,
    Following,

    /// <summary>It became a customer; the lead stays to be read.</summary>
    Converted,
    Closed,
}

/// <summary>线索: somebody who may want something, before we know him as a customer.</summary>
public sealed partial class Lead : Entity
{
    private Lead()
    {
    }

    /// <summary>XS-2026-0001, seen by people.</summary>
    public string Number { get; private init; } = "";

    public string? Company { get; private set; }

    /// <summary>For finding duplicates; see <see cref="CompanyName"/>.</summary>
    [NotAudited]
    public string? CompanyKey { get; private set; }

    public string? ContactName { get; private set; }

    public string? Phone { get; private set; }

    [NotAudited]
    public string? PhoneKey { get; private set; }

    public string? Email { get; private set; }

    [NotAudited]
    public string? EmailKey { get; private set; }

    /// <summary>A code of <see cref="OpportunitySources"/>.</summary>
    public string? Source { get; private set; }

    public Guid? CampaignId { get; private set; }

    public string? Region { get; private set; }

    public string? Industry { get; private set; }

    public string? Note { get; private set; }

    public LeadState State { get; private set; }

    /// <summary>The rep who works on it; null while it lies in a pool.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>UTC; by our clock, whatever was typed as the time of a follow-up.</summary>
    [NotAudited]
    public DateTime? LastFollowedAt { get; private set; }

    public Guid? ImportId { get; internal set; }

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>What people call it.</summary>
    public string Title => Company ?? ContactName ?? Number;

    public bool IsOpen => State is LeadState.New or LeadState.Following;

    public override Subject? About => CustomerId is { } id ? new Subject(nameof(Customer), id) : null;

    public LeadFacts FactsNow() => new(Company) { ContactName = ContactName, Phone = Phone, Email = Email, Source = Source, CampaignId = CampaignId, Region = Region, Industry = Industry, Note = Note };

    public static Outcome<Lead> Create(string number, LeadFacts facts, Guid ownerId)
    {
        var lead = new Lead { Number = number, OwnerId = ownerId };
        if (lead.Set(facts) is { } refusal)
        {
            return refusal;
        }

        lead.Happened("LeadCreated", ("Title", lead.Title), ("Number", number));
        return lead;
    }

    public Refusal? Change(LeadFacts facts)
    {
        if (State == LeadState.Converted)
        {
            return Refusal.Invalid("Leads.ConvertedStays", Title);
        }

        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("LeadChanged");
        }

        return refusal;
    }

    public Refusal? GiveTo(Guid ownerId)
    {
        if (!IsOpen)
        {
            return Refusal.Invalid("Leads.NotOpen", Title, new Term($"Leads.State_{State}"));
        }

        if (OwnerId == ownerId)
        {
            return Refusal.For("Owner", "Leads.AlreadyOwner");
        }

        Happened("LeadAssigned", ("From", OwnerId), ("To", ownerId), ("Title", Title));
        (OwnerId, PoolId, PooledAt) = (ownerId, null, null);
        return null;
    }

    /// <summary>Somebody spoke with them at this moment (UTC); see also the statement that follow-ups use.</summary>
    internal void FollowedUp(DateTime at) => (LastFollowedAt, State) = (at, State == LeadState.New ? LeadState.Following : State);

    private Refusal? Set(LeadFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Clean(facts.Company) is null && Limits.Clean(facts.ContactName) is null ? Refusal.For(nameof(Company), "Leads.WhoIsIt") : null,
            Limits.Check(nameof(Company), facts.Company, Limits.Name),
            Limits.Check(nameof(ContactName), facts.ContactName, Limits.ShortText),
            Limits.Check(nameof(Phone), facts.Phone, 40),
            Limits.Check(nameof(Email), facts.Email, Limits.Name),
            Limits.Check(nameof(Region), facts.Region, Limits.ShortText),
            Limits.Check(nameof(Industry), facts.Industry, Limits.ShortText),
            Limits.Check(nameof(Note), facts.Note, Limits.LongText),
            facts.Source is { } source && !OpportunitySources.All.Contains(source) ? Refusal.For(nameof(Source), "Sales.UnknownSource") : null,
            Limits.Clean(facts.Email) is { } email && !System.Net.Mail.MailAddress.TryCreate(email, out _) ? Refusal.For(nameof(Email), "People.BadEmail") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Company = Limits.Clean(facts.Company);
        CompanyKey = Company is null ? null : CompanyName.Key(Company);
        ContactName = Limits.Clean(facts.ContactName);
        Phone = Limits.Clean(facts.Phone);
        PhoneKey = PhoneNumber.Key(Phone);
        Email = Limits.Clean(facts.Email);
        EmailKey = KeyOf(Email);
        Source = facts.Source;
        CampaignId = facts.CampaignId;
        Region = Limits.Clean(facts.Region);
        Industry = Limits.Clean(facts.Industry);
        Note = Limits.Clean(facts.Note);
        SearchText = Customer.Searchable($"{Company} {ContactName} {Number} {Phone} {PhoneKey} {Email}");
        return null;
    }

    /// <summary>An e-mail address as it is compared: case makes no difference.</summary>
    public static string? KeyOf(string? email) => Limits.Clean(email)?.ToLowerInvariant();
}

/// <summary>What a person types about a lead.</summary>
public sealed record LeadFacts(string? Company)
{
    public string? ContactName { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Source { get; init; }

    public Guid? CampaignId { get; init; }

    public string? Region { get; init; }

    public string? Industry { get; init; }

    public string? Note { get; init; }
}
