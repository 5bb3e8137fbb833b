using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>Staff of the company, or an external implementer.</summary>
public enum PersonKind
{
    Staff,
    External,
}

/// <summary>A person card: it exists with or without an account; work is assigned to people, not to accounts.</summary>
public sealed class Person : Entity
{
    public const string DefaultLanguage = "zh-CN";

    public static readonly IReadOnlyList<string> Languages = ["zh-CN", "en"];

    private Person()
    {
    }

    public string Name { get; private set; } = "";

    public PersonKind Kind { get; private set; }

    public Guid? DepartmentId { get; private set; }

    public string? Title { get; private set; }

    public string? Email { get; private set; }

    public string? Mobile { get; private set; }

    public string Language { get; private set; } = DefaultLanguage;

    /// <summary>What an hour of this person costs the house; zero when nobody has said. Seen by those who keep people's cards.</summary>
    [NotAudited]
    public Money HourlyRate { get; private set; } = Money.Zero("CNY");

    /// <summary>Has left or is suspended: cannot sign in, stays on old records.</summary>
    public bool Active { get; private set; } = true;

    /// <summary>Name, account, mail and phone in lower case, for searching.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Set when an import brought this person in.</summary>
    public Guid? ImportId { get; internal set; }

    public List<PersonRole> Roles { get; private set; } = [];

    public static Outcome<Person> Create(string? name, PersonKind kind, Guid? departmentId, string? title = null, string? email = null, string? mobile = null)
    {
        var person = new Person { Kind = kind };
        if (person.Set(name, departmentId, title, email, mobile) is { } refusal)
        {
            return refusal;
        }

        person.Happened("PersonCreated", ("Name", person.Name));
        return person;
    }

    /// <param name="kind">Stays as it is when not said.</param>
    public Refusal? Change(string? name, Guid? departmentId, string? title, string? email, string? mobile, PersonKind? kind = null)
    {
        var refusal = Set(name, departmentId, title, email, mobile);
        if (refusal is null)
        {
            Kind = kind ?? Kind;
            Happened("PersonChanged");
        }

        return refusal;
    }

    public Refusal? Cost(Money hourlyRate)
    {
        if (hourlyRate.Minor is < 0 or > Money.Largest)
        {
            return Refusal.For(nameof(HourlyRate), "Kernel.AmountOutOfRange");
        }

        if (!Money.Currencies.Contains(hourlyRate.Currency))
        {
            return Refusal.For(nameof(HourlyRate), "Kernel.UnknownCurrency");
        }

        HourlyRate = hourlyRate;
        Happened("HourlyRateSet");
        return null;
    }

    public Refusal? GiveRoles(IReadOnlyCollection<Guid> roleIds)
    {
        Roles.RemoveAll(r => !roleIds.Contains(r.RoleId));
        foreach (var id in roleIds.Where(id => Roles.All(r => r.RoleId != id)))
        {
            Roles.Add(new PersonRole { PersonId = Id, RoleId = id });
        }

        Happened("RolesGiven", ("Roles", string.Join(',', roleIds)));
        return null;
    }

    public Refusal? Deactivate()
    {
        if (!Active)
        {
            return Refusal.Invalid("People.AlreadyInactive", Name);
        }

        Active = false;
        Happened("PersonDeactivated");
        return null;
    }

    public Refusal? Reactivate()
    {
        if (Active)
        {
            return Refusal.Invalid("People.AlreadyActive", Name);
        }

        Active = true;
        Happened("PersonReactivated");
        return null;
    }

    public Refusal? Speak(string language)
    {
        if (!Languages.Contains(language))
        {
            return Refusal.Invalid("People.UnknownLanguage");
        }

        Language = language;
        Happened("LanguageChosen");
        return null;
    }

    private Refusal? Set(string? name, Guid? departmentId, string? title, string? email, string? mobile)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Name), name, Limits.ShortText, required: true),
            Limits.Check(nameof(Title), title, Limits.ShortText),
            Limits.Check(nameof(Email), email, Limits.Name),
            Limits.Check(nameof(Mobile), mobile, 40),
            email is { Length: > 0 } && !System.Net.Mail.MailAddress.TryCreate(email.Trim(), out _) ? Refusal.For(nameof(Email), "People.BadEmail") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Name = Limits.Clean(name)!;
        DepartmentId = departmentId;
        Title = Limits.Clean(title);
        Email = Limits.Clean(email);
        Mobile = Limits.Clean(mobile);
        SearchText = $"{Name} {Title} {Email} {Mobile}".ToLowerInvariant();
        return null;
    }
}

/// <summary>A role held by a person.</summary>
public sealed class PersonRole
{
    public Guid PersonId { get; init; }

    public Guid RoleId { get; init; }
}
