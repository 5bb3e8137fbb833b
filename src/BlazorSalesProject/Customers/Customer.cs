using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Customers;

/// <summary>往来单位: what a party is to us.</summary>
public enum PartyKind
{
    Customer,
    Supplier,
    Competitor,
}

/// <summary>A company we sell to, buy from or compete with.</summary>
public sealed partial class Customer : Entity
{
    private Customer()
    {
    }

    /// <summary>KH-2026-0001, seen by people.</summary>
    public string Number { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The name without legal form, brackets and width, for finding duplicates; see <see cref="CompanyName"/>.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    public PartyKind Kind { get; private set; }

    public string? Level { get; private set; }

    public string? Industry { get; private set; }

    public string? Source { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>The digits of the phone, for finding duplicates; see <see cref="PhoneNumber"/>.</summary>
    [NotAudited]
    public string? PhoneKey { get; private set; }

    public string? Website { get; private set; }

    public string? Region { get; private set; }

    public string? Address { get; private set; }

    /// <summary>Head count.</summary>
    public int? Employees { get; private set; }

    /// <summary>Year of foundation.</summary>
    public int? Founded { get; private set; }

    /// <summary>Revenue a year in minor units of <see cref="RevenueCurrency"/>.</summary>
    public long? RevenueMinor { get; private set; }

    public string? RevenueCurrency { get; private set; }

    /// <summary>The company it belongs to.</summary>
    public Guid? ParentId { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The rep who owns it; null while nobody does.</summary>
    public Guid? OwnerId { get; private set; }

    [NotAudited]
    public string SearchText { get; private set; } = "";

    public Guid? ImportId { get; internal set; }

    public List<Contact> Contacts { get; private set; } = [];

    public List<CustomerCollaborator> Collaborators { get; private set; } = [];

    /// <summary>What a form shows and hands back.</summary>
    public CustomerFacts FactsNow() => new(Name)
    {
        Kind = Kind, Level = Level, Industry = Industry, Source = Source, Phone = Phone, Website = Website, Region = Region, Address = Address,
        Employees = Employees, Founded = Founded, RevenueMinor = RevenueMinor, RevenueCurrency = RevenueCurrency, ParentId = ParentId, Note = Note,
    };

    public static Outcome<Customer> Create(string number, CustomerFacts facts, Guid? ownerId)
    {
        var customer = new Customer { Number = number, OwnerId = ownerId };
        if (customer.Set(facts) is { } refusal)
        {
            return refusal;
        }

        customer.Happened("CustomerCreated", ("Name", customer.Name), ("Number", number));
        return customer;
    }

    public Refusal? Change(CustomerFacts facts)
    {
        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("CustomerChanged");
        }

        return refusal;
    }

    public Refusal? GiveTo(Guid? ownerId, DateTime now)
    {
        if (OwnerId == ownerId && PoolId is null)
        {
            return Refusal.Invalid("Customers.AlreadyOwner");
        }

        Happened("CustomerAssigned", ("From", OwnerId), ("To", ownerId));
        FormerOwnerId = OwnerId ?? FormerOwnerId;
        OwnerId = ownerId;
        OwnedFrom(now);
        return null;
    }

    /// <summary>Shares it, or changes how: read or write, until a business date or for good.</summary>
    public Refusal? ShareWith(Guid personId, bool canWrite, DateOnly? until, DateOnly today)
    {
        if (personId == OwnerId)
        {
            return Refusal.For("Person", "Customers.OwnerNeedsNoShare");
        }

        if (until < today)
        {
            return Refusal.For("Until", "Kernel.DateInPast");
        }

        if (until > today.AddYears(10))
        {
            return Refusal.For("Until", "Kernel.DateOutOfRange");
        }

        if (Collaborators.Find(c => c.PersonId == personId) is { } known)
        {
            (known.CanWrite, known.Until) = (canWrite, until);
        }
        else if (Collaborators.Count >= Limits.Collaborators)
        {
            return Refusal.Invalid("Customers.TooManyCollaborators", Limits.Collaborators);
        }
        else
        {
            Collaborators.Add(new CustomerCollaborator { CustomerId = Id, PersonId = personId, CanWrite = canWrite, Until = until });
        }

        Happened("CustomerShared", ("Person", personId), ("CanWrite", canWrite), ("Until", until));
        return null;
    }

    public Refusal? StopSharing(Guid personId)
    {
        if (Collaborators.RemoveAll(c => c.PersonId == personId) == 0)
        {
            return Refusal.NotFound();
        }

        Happened("CustomerUnshared", ("Person", personId));
        return null;
    }

    /// <summary>Keeps the search text in step with the contacts.</summary>
    internal void IndexContacts() => SearchText = SearchTextWith(Contacts);

    /// <summary>What it is found by when it has these contacts.</summary>
    internal string SearchTextWith(IEnumerable<Contact> contacts) =>
        Searchable($"{Name} {Number} {Phone} {PhoneKey} {string.Join(' ', contacts.Select(c => $"{c.Name} {c.Phone} {c.PhoneKey} {c.Email}"))}");

    private Refusal? Set(CustomerFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Name), facts.Name, Limits.Name, required: true),
            Limits.Check(nameof(Level), facts.Level, 20),
            Limits.Check(nameof(Industry), facts.Industry, Limits.ShortText),
            Limits.Check(nameof(Source), facts.Source, Limits.ShortText),
            Limits.Check(nameof(Phone), facts.Phone, 40),
            Limits.Check(nameof(Website), facts.Website, Limits.Name),
            Limits.Check(nameof(Region), facts.Region, Limits.ShortText),
            Limits.Check(nameof(Address), facts.Address, Limits.Name),
            Limits.Check(nameof(Note), facts.Note, Limits.LongText),
            facts.Website is { Length: > 0 } url && !IsWebAddress(url) ? Refusal.For(nameof(Website), "Customers.BadWebsite") : null,
            facts.Founded is < 1000 or > 2100 ? Refusal.For(nameof(Founded), "Customers.BadYear") : null,
            facts.Employees is < 0 or > 10_000_000 ? Refusal.For(nameof(Employees), "Customers.BadEmployees") : null,
            facts.RevenueMinor is < 0 or > Money.Largest ? Refusal.For("Revenue", "Kernel.AmountOutOfRange") : null,
            facts.RevenueMinor is not null && !Money.Currencies.Contains(facts.RevenueCurrency ?? "") ? Refusal.For("Revenue", "Kernel.UnknownCurrency") : null,
            !Enum.IsDefined(facts.Kind) ? Refusal.For(nameof(Kind), "Customers.UnknownKind") : null,
            facts.ParentId == Id ? Refusal.For("Parent", "Customers.OwnParent") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Name = Limits.Clean(facts.Name)!;
        NameKey = CompanyName.Key(Name);
        Kind = facts.Kind;
        Level = Limits.Clean(facts.Level);
        Industry = Limits.Clean(facts.Industry);
        Source = Limits.Clean(facts.Source);
        Phone = Limits.Clean(facts.Phone);
        PhoneKey = PhoneNumber.Key(Phone);
        Website = Limits.Clean(facts.Website);
        Region = Limits.Clean(facts.Region);
        Address = Limits.Clean(facts.Address);
        Employees = facts.Employees;
        Founded = facts.Founded;
        RevenueMinor = facts.RevenueMinor;
        RevenueCurrency = facts.RevenueCurrency;
        ParentId = facts.ParentId;
        Note = Limits.Clean(facts.Note);
        IndexContacts();
        return null;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https";

    /// <summary>Lower case; when full-width signs are among them also in half width, so that either way of typing finds it.</summary>
    internal static string Searchable(string text)
    {
        var lower = text.ToLowerInvariant();
        var folded = lower.Normalize(System.Text.NormalizationForm.FormKC);
        var both = folded == lower ? lower : $"{lower} {folded}";
        return both.Length > LongestSearchText ? both[..LongestSearchText] : both;
    }

    internal const int LongestSearchText = 4000;
}

/// <summary>What a person types about a company.</summary>
public sealed record CustomerFacts(string? Name)
{
    public PartyKind Kind { get; init; }

    public string? Level { get; init; }

    public string? Industry { get; init; }

    public string? Source { get; init; }

    public string? Phone { get; init; }

    public string? Website { get; init; }

    public string? Region { get; init; }

    public string? Address { get; init; }

    public int? Employees { get; init; }

    public int? Founded { get; init; }

    public long? RevenueMinor { get; init; }

    public string? RevenueCurrency { get; init; }

    public Guid? ParentId { get; init; }

    public string? Note { get; init; }
}

/// <summary>Somebody the customer is shared with, until a date or for good.</summary>
public sealed class CustomerCollaborator
{
    public Guid CustomerId { get; init; }

    public Guid PersonId { get; init; }

    public bool CanWrite { get; set; }

    /// <summary>Last business date of the sharing, Asia/Shanghai; null is for good.</summary>
    public DateOnly? Until { get; set; }
}
