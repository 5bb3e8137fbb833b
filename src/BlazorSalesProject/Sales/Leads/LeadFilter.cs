using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>What the list of leads is narrowed to and how it is sorted; lives in the address, so that it can be shared and restored.</summary>
public sealed record LeadFilter
{
    /// <summary>Columns one can sort by; any other name sorts as if nothing was said.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["company", "contact", "source", "region", "state", "owner", "followed", "created"];

    /// <summary>Free text: every word of it must occur in company, contact, number, phone or e-mail.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<LeadState> States { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<Guid> Owners { get; init; } = [];

    public Guid? Campaign { get; init; }

    /// <summary>Only those I work on.</summary>
    public bool Mine { get; init; }

    /// <summary>One of <see cref="Sorts"/>; newest first when not said.</summary>
    public string? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether anything is narrowed at all.</summary>
    public bool IsNarrow => (this with { Sort = null, Descending = false, Page = 1 }).ToQuery().Count > 0;

    /// <summary>Reads what an address says; what makes no sense is left out.</summary>
    public static LeadFilter Parse(IReadOnlyDictionary<string, string?> query)
    {
        string? One(string name) => Limits.Clean(query.GetValueOrDefault(name));
        string[] Many(string name) =>
            [.. One(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(v => v.Length <= Limits.ShortText).Distinct().Take(Limits.PageSize) ?? []];
        var sort = One("sort");
        return new LeadFilter
        {
            Text = One("q") is { } text ? text[..Math.Min(text.Length, Limits.SearchText)] : null,
            States = [.. Many("state").Select(s => Enum.TryParse<LeadState>(s, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : (LeadState?)null).OfType<LeadState>()],
            Sources = [.. Many("source").Where(OpportunitySources.All.Contains)],
            Regions = Many("region"),
            Owners = [.. Many("owner").Select(x => Guid.TryParse(x, out var id) ? id : Guid.Empty).Where(x => x != Guid.Empty)],
            Campaign = Guid.TryParse(One("campaign"), out var campaign) ? campaign : null,
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
            ["state"] = List(States),
            ["source"] = List(Sources),
            ["region"] = List(Regions),
            ["owner"] = List(Owners),
            ["campaign"] = Campaign?.ToString(),
            ["mine"] = Mine ? "1" : null,
            ["sort"] = Sort,
            ["dir"] = Sort is not null && Descending ? "desc" : null,
            ["page"] = Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        }.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value);
    }
}

internal static class LeadFiltering
{
    public static IQueryable<Lead> Narrow(this IQueryable<Lead> leads, LeadFilter filter, Guid me)
    {
        var found = leads;
        foreach (var word in Customers.CustomerFiltering.Words(filter.Text))
        {
            found = found.Where(l => l.SearchText.Contains(word));
        }

        if (filter.States.Count > 0)
        {
            found = found.Where(l => filter.States.Contains(l.State));
        }

        if (filter.Sources.Count > 0)
        {
            found = found.Where(l => l.Source != null && filter.Sources.Contains(l.Source));
        }

        if (filter.Regions.Count > 0)
        {
            found = found.Where(l => l.Region != null && filter.Regions.Contains(l.Region));
        }

        if (filter.Owners.Count > 0)
        {
            found = found.Where(l => l.OwnerId != null && filter.Owners.Contains(l.OwnerId.Value));
        }

        if (filter.Campaign is { } campaign)
        {
            found = found.Where(l => l.CampaignId == campaign);
        }

        return filter.Mine ? found.Where(l => l.OwnerId == me) : found;
    }
}
