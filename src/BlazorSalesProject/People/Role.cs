using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>A named set of rights, each with its reach. Several roles of a person merge; the most permissive wins.</summary>
public sealed class Role : Entity
{
    private Role()
    {
    }

    /// <summary>Stable code of a built-in role (texts People.Role_code), null for one made here.</summary>
    public string? Code { get; private init; }

    public string Name { get; private set; } = "";

    public string? Note { get; private set; }

    public List<Grant> Grants { get; private set; } = [];

    /// <summary>The rights there were when this role was last looked at, as "Area.Function" with spaces between: what is not among them is new to it.</summary>
    [NotAudited]
    public string Asked { get; private set; } = "";

    public static Outcome<Role> Create(string? name, string? note, IEnumerable<Grant> grants, string? code = null)
    {
        var role = new Role { Code = code, Asked = EveryRight };
        if (role.Set(name, note, grants) is { } refusal)
        {
            return refusal;
        }

        role.Happened("RoleCreated", ("Name", role.Name), ("Grants", role.GrantsText));
        return role;
    }

    public Refusal? Change(string? name, string? note, IEnumerable<Grant> grants)
    {
        var before = GrantsText;
        var refusal = Set(name, note, grants);
        if (refusal is null)
        {
            Happened("RoleChanged", ("GrantsBefore", before), ("Grants", GrantsText));
        }

        return refusal;
    }

    /// <summary>Rights that came into being since it was looked at last are given as the application gives them to this role; what an administrator decided stays.</summary>
    /// <param name="standard">What the application gives to this role.</param>
    /// <param name="before">What every role knew before it was written down which rights a role knows.</param>
    public void Learn(IReadOnlyCollection<Grant> standard, IReadOnlySet<string> before)
    {
        var known = Asked.Length == 0 ? before : Asked.Split(' ').ToHashSet(StringComparer.Ordinal);
        if (Asked == EveryRight)
        {
            return;
        }

        var given = standard.Where(g => !known.Contains(new Right(g.Area, g.Function).ToString()) && !Grants.Exists(x => x.Area == g.Area && x.Function == g.Function)).ToList();
        Grants.AddRange(given.Select(g => new Grant { Area = g.Area, Function = g.Function, Scope = g.Scope }));
        Asked = EveryRight;
        Happened("RoleRightsKnown", ("Grants", string.Join(' ', given.Select(g => $"{g.Area}.{g.Function}:{g.Scope}"))));
    }

    internal void Remove() => Happened("RoleRemoved", ("Name", Name));

    private static string EveryRight => string.Join(' ', Right.All);

    private string GrantsText => string.Join(' ', Grants.Select(g => $"{g.Area}.{g.Function}:{g.Scope}").Order());

    private Refusal? Set(string? name, string? note, IEnumerable<Grant> grants)
    {
        if (Refusal.Together(Limits.Check(nameof(Name), name, Limits.ShortText, required: true), Limits.Check(nameof(Note), note, Limits.LongText)) is { } refusal)
        {
            return refusal;
        }

        var wanted = grants.Where(g => g.Scope != DataScope.None && Right.All.Contains(new Right(g.Area, g.Function))).DistinctBy(g => (g.Area, g.Function)).ToList();
        Name = Limits.Clean(name)!;
        Note = Limits.Clean(note);
        Grants.RemoveAll(g => !wanted.Exists(w => w.Area == g.Area && w.Function == g.Function));
        foreach (var grant in wanted)
        {
            var known = Grants.Find(g => g.Area == grant.Area && g.Function == grant.Function);
            if (known is null)
            {
                Grants.Add(new Grant { Area = grant.Area, Function = grant.Function, Scope = grant.Scope });
            }
            else
            {
                known.Scope = grant.Scope;
            }
        }

        return null;
    }
}

/// <summary>One right of a role and how far it reaches.</summary>
public sealed class Grant
{
    public Area Area { get; init; }

    public Function Function { get; init; }

    public DataScope Scope { get; set; }
}
