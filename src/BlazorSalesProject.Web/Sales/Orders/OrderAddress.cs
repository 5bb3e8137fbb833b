using System.Globalization;
using BlazorSalesProject.Sales.Orders;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorSalesProject.Web.Sales.Orders;

/// <summary>What the address of the orders says: what is searched, which states, which page.</summary>
public sealed record OrderAddress
{
    public string? Text { get; init; }

    /// <summary>Null for all that are open.</summary>
    public OrderState? State { get; init; }

    /// <summary>All states, open or not.</summary>
    public bool All { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>The form of a new order is open.</summary>
    public bool New { get; init; }

    /// <summary>The won opportunity the new order comes from.</summary>
    public Guid? Opportunity { get; init; }

    public bool IsNarrow => !string.IsNullOrEmpty(Text) || State is not null;

    public OrderFilter Filter => new() { Text = Text, State = State, All = All };

    public static OrderAddress Of(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Value(string key) => values.TryGetValue(key, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        return new OrderAddress
        {
            Text = Value("q"),
            State = Enum.TryParse<OrderState>(Value("state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            All = Value("all") == "1",
            Page = int.TryParse(Value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 100_000 ? page : 1,
            New = Value("new") is not null,
            Opportunity = Guid.TryParse(Value("opportunity"), out var opportunity) ? opportunity : null,
        };
    }

    public override string ToString() => QueryHelpers.AddQueryString("/orders", new Dictionary<string, string?>
    {
        ["q"] = string.IsNullOrEmpty(Text) ? null : Text,
        ["state"] = State?.ToString(),
        ["all"] = All && State is null ? "1" : null,
        ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
        ["new"] = New ? "1" : null,
        ["opportunity"] = Opportunity?.ToString(),
    }.Where(p => p.Value is not null).ToDictionary());
}
