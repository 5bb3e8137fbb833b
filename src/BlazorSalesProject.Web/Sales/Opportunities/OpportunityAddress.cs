using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Parts;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>What the address of the opportunities says: the filter, and how it is shown. Sharing the address shares the view.</summary>
public sealed record OpportunityAddress(IReadOnlyDictionary<string, string?> Values)
{
    /// <summary>Keys the filter bar writes.</summary>
    public static readonly IReadOnlyList<string> FilterKeys = ["owner", "department", "source", "stage", "amount", "close", "stagnant", "key", "mine"];

    public bool AsList => Values.GetValueOrDefault("view") == "list";

    public string? Sort => Values.GetValueOrDefault("sort");

    public bool Ascending => Values.GetValueOrDefault("up") == "1";

    public string? Group => Values.GetValueOrDefault("group");

    public int Page => int.TryParse(Values.GetValueOrDefault("page"), out var page) && page > 0 ? page : 1;

    public static OpportunityAddress Of(string query) =>
        new(QueryHelpers.ParseQuery(query).Where(p => p.Value.ToString().Length > 0).ToDictionary(p => p.Key, p => (string?)p.Value.ToString()));

    /// <summary>The filter; named ranges such as "this-month" are read from today.</summary>
    public OpportunityFilter Filter(DateOnly today)
    {
        var values = Values.ToDictionary();
        if (values.GetValueOrDefault("close") is { } close && FilterText.DateRange(close, today) is var (from, to) && (from ?? to) is not null)
        {
            values["close"] = $"{from:yyyy-MM-dd}..{to:yyyy-MM-dd}";
        }

        return OpportunityFilter.Parse(values);
    }

    /// <summary>The same with some values changed; a null takes one away. Another page is left only when nothing else changes.</summary>
    public OpportunityAddress With(params (string Key, string? Value)[] changes)
    {
        var values = Values.Where(v => v.Key != "page").ToDictionary();
        foreach (var (key, value) in changes)
        {
            values.Remove(key);
            if (!string.IsNullOrEmpty(value))
            {
                values[key] = value;
            }
        }

        return new OpportunityAddress(values);
    }

    public string Query => QueryHelpers.AddQueryString("", Values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary()).TrimStart('?');

    public override string ToString() => Query.Length == 0 ? "/opportunities" : $"/opportunities?{Query}";
}
