namespace BlazorSalesProject.Web.Parts;

/// <summary>How a filter is asked and how its value is written in the address.</summary>
public enum FilterKind
{
    /// <summary>One of the options: "won".</summary>
    Choice,

    /// <summary>Any of the options: "won,lost".</summary>
    Multi,

    /// <summary>Any of the people among the options: their ids, shown with their sign.</summary>
    Person,

    /// <summary>A name such as "this-month", or "2026-01-01..2026-03-31"; either side may be missing.</summary>
    DateRange,

    /// <summary>"1000..5000" in whole units of the currency; either side may be missing.</summary>
    AmountRange,

    /// <summary>"1"; absent means it does not matter.</summary>
    Bool,

    /// <summary>Words that must occur.</summary>
    Text,
}

/// <summary>One thing a list can be filtered by. The values of a filter bar are a dictionary from key to the text kept in the address.</summary>
public sealed record FilterDef(string Key, string Label, FilterKind Kind, IReadOnlyList<Choice>? Options = null)
{
    /// <summary>Named ranges offered for dates, in this order; see <see cref="FilterText.DateRange"/>.</summary>
    public IReadOnlyList<string> Ranges { get; init; } = ["today", "this-week", "this-month", "last-month", "this-quarter", "this-year"];
}
