using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Customers;

/// <summary>What the list of customers is narrowed to and how it is sorted; lives in the address, so that it can be shared and restored.</summary>
public sealed record CustomerFilter
{
    /// <summary>Columns one can sort by; any other name sorts as if nothing was said.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["name", "number", "kind", "level", "industry", "region", "source", "owner", "employees", "created"];

    /// <summary>Free text: every word of it must occur in name, number, phone or a contact.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<PartyKind> Kinds { get; init; } = [];

    public IReadOnlyList<string> Levels { get; init; } = [];

    public IReadOnlyList<string> Industries { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<Guid> Owners { get; init; } = [];

    /// <summary>Only those nobody owns.</summary>
    public bool NoOwner { get; init; }

    /// <summary>Only those I own.</summary>
    public bool Mine { get; init; }

    /// <summary>One of <see cref="Sorts"/>; newest first when not said.</summary>
    public string? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether anything is narrowed at all.</summary>
    public bool IsNarrow => (this with { Sort = null, Descending = false, Page = 1 }).ToQuery().Count > 0;

    /// <summary>Reads what an address says; what makes no sense is left out.</summary>
    public static CustomerFilter Parse(IReadOnlyDictionary<string, string?> query)
    {
        string? One(string name) => Limits.Clean(query.GetValueOrDefault(name));
        string[] Many(string name) =>
            [.. One(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(v => v.Length <= Limits.ShortText).Distinct().Take(Limits.PageSize) ?? []];
        var sort = One("sort");
        return new CustomerFilter
        {
            Text = One("q") is { } text ? text[..Math.Min(text.Length, Limits.SearchText)] : null,
            Kinds = [.. Many("kind").Select(k => Enum.TryParse<PartyKind>(k, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : (PartyKind?)null).OfType<PartyKind>()],
            Levels = Many("level"),
            Industries = Many("industry"),
            Regions = Many("region"),
            Sources = Many("source"),
            Owners = [.. Many("owner").Select(x => Guid.TryParse(x, out var id) ? id : Guid.Empty).Where(x => x != Guid.Empty)],
            NoOwner = One("noowner") == "1",
            Mine = One("mine") == "1",
            Sort = sort is not null && Sorts.Contains(sort) ? sort : null,
            Descending = One("dir") == "desc",
            Page = int.TryParse(One("page"), out var page) ? Math.Clamp(page, 1, 1_000_000) : 1,
        };
    }

    /// <summary>The other way round: only what is set.</summary>
    public IReadOnlyDictionary<string, string?> ToQuery()
    {
        static string? List<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : string.Join(',', items);
        return new Dictionary<string, string?>
        {
            ["q"] = string.IsNullOrWhiteSpace(Text) ? null : Text,
            ["kind"] = List(Kinds),
            ["level"] = List(Levels),
            ["industry"] = List(Industries),
            ["region"] = List(Regions),
            ["source"] = List(Sources),
            ["owner"] = List(Owners),
            ["noowner"] = NoOwner ? "1" : null,
            ["mine"] = Mine ? "1" : null,
            ["sort"] = Sort,
            ["dir"] = Sort is not null && Descending ? "desc" : null,
            ["page"] = Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        }.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value);
    }
}

internal static class CustomerFiltering
{
    public static IQueryable<Customer> Narrow(this IQueryable<Customer> customers, CustomerFilter filter, Guid me)
    {
        var found = customers;
        foreach (var word in Words(filter.Text))
        {
            found = found.Where(c => c.SearchText.Contains(word));
        }

        if (filter.Kinds.Count > 0)
        {
            found = found.Where(c => filter.Kinds.Contains(c.Kind));
        }

        if (filter.Levels.Count > 0)
        {
            found = found.Where(c => c.Level != null && filter.Levels.Contains(c.Level));
        }

        if (filter.Industries.Count > 0)
        {
            found = found.Where(c => c.Industry != null && filter.Industries.Contains(c.Industry));
        }

        if (filter.Regions.Count > 0)
        {
            found = found.Where(c => c.Region != null && filter.Regions.Contains(c.Region));
        }

        if (filter.Sources.Count > 0)
        {
            found = found.Where(c => c.Source != null && filter.Sources.Contains(c.Source));
        }

        if (filter.NoOwner)
        {
            found = found.Where(c => c.OwnerId == null);
        }
        else if (filter.Owners.Count > 0)
        {
            found = found.Where(c => c.OwnerId != null && filter.Owners.Contains(c.OwnerId.Value));
        }

        return filter.Mine ? found.Where(c => c.OwnerId == me) : found;
    }

    // A phone typed with blanks or dashes is looked for by its digits; everything else word by word, in half width.
    internal static IEnumerable<string> Words(string? text)
    {
        if (Limits.Clean(text)?.ToLowerInvariant().Normalize(System.Text.NormalizationForm.FormKC) is not { } wanted)
        {
            return [];
        }

        var isPhone = wanted.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '+' or '(' or ')');
        return isPhone && PhoneNumber.Key(wanted) is { } phone ? [phone] : wanted.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(8);
    }
}
