using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Customers;

/// <summary>What a contact decides about.</summary>
public enum ContactRole
{
    Unknown,
    DecisionMaker,
    Influencer,
    User,
    Technical,
    Purchasing,
    Finance,
    Gatekeeper,
}

/// <summary>A person at a customer.</summary>
public sealed class Contact : Entity
{
    private Contact()
    {
    }

    public override Subject Subject => new(nameof(Customer), CustomerId);

    public Guid CustomerId { get; private init; }

    public string Name { get; private set; } = "";

    public ContactRole Role { get; private set; }

    public string? Title { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>The digits of the phone, for finding duplicates.</summary>
    [NotAudited]
    public string? PhoneKey { get; private set; }

    public string? Email { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The first one to call.</summary>
    public bool IsPrimary { get; private set; }

    public static Outcome<Contact> Create(Guid customerId, ContactFacts facts)
    {
        var contact = new Contact { CustomerId = customerId };
        if (contact.Set(facts) is { } refusal)
        {
            return refusal;
        }

        contact.Happened("ContactCreated", ("Name", contact.Name));
        return contact;
    }

    public Refusal? Change(ContactFacts facts)
    {
        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("ContactChanged", ("Name", Name));
        }

        return refusal;
    }

    /// <summary>Another one is called first from now on.</summary>
    internal void StepBack()
    {
        IsPrimary = false;
        Happened("ContactChanged", ("Name", Name));
    }

    internal void Remove() => Happened("ContactRemoved", ("Name", Name));

    private Refusal? Set(ContactFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Name), facts.Name, Limits.ShortText, required: true),
            Limits.Check(nameof(Title), facts.Title, Limits.ShortText),
            Limits.Check(nameof(Phone), facts.Phone, 40),
            Limits.Check(nameof(Email), facts.Email, Limits.Name),
            Limits.Check(nameof(Note), facts.Note, Limits.LongText),
            facts.Email is { Length: > 0 } email && !System.Net.Mail.MailAddress.TryCreate(email.Trim(), out _) ? Refusal.For(nameof(Email), "People.BadEmail") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Name = Limits.Clean(facts.Name)!;
        Role = facts.Role;
        Title = Limits.Clean(facts.Title);
        Phone = Limits.Clean(facts.Phone);
        PhoneKey = PhoneNumber.Key(Phone);
        Email = Limits.Clean(facts.Email);
        Note = Limits.Clean(facts.Note);
        IsPrimary = facts.IsPrimary;
        return null;
    }
}

/// <summary>What a person types about a contact.</summary>
public sealed record ContactFacts(string? Name, ContactRole Role = ContactRole.Unknown, string? Title = null, string? Phone = null, string? Email = null, string? Note = null, bool IsPrimary = false);
