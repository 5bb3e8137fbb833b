using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Customers;

/// <summary>The columns of the list; the name always stands first.</summary>
internal static class CustomerColumns
{
    /// <summary>Shown until a person chooses.</summary>
    public static readonly IReadOnlyList<string> Usual = ["level", "industry", "region", "contact", "owner", "returns", "created"];

    private static readonly string[] Keys = ["kind", "level", "industry", "region", "source", "contact", "phone", "employees", "owner", "returns", "created"];

    public static IReadOnlyList<ColumnChoice> All => [new("name", Label("name"), Fixed: true), .. Keys.Select(k => new ColumnChoice(k, Label(k)))];

    public static string Label(string key) => key switch
    {
        "name" => Say("Fields.Name"),
        "kind" => Say("Customers.Kind"),
        "level" => Say("Fields.Level"),
        "industry" => Say("Fields.Industry"),
        "region" => Say("Fields.Region"),
        "source" => Say("Fields.Source"),
        "phone" => Say("Fields.Phone"),
        "contact" => Say("Customers.Contact"),
        "employees" => Say("Customers.Employees"),
        "owner" => Say("Customers.Owner"),
        "returns" => Say("Pools.Countdown"),
        _ => Say("Customers.CreatedAt"),
    };

    /// <summary>What a person kept, without columns that are no more.</summary>
    public static IReadOnlyList<string> Known(IEnumerable<string>? kept) => kept is null ? Usual : [.. kept.Where(Keys.Contains).Distinct()];
}
