using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Leads;

/// <summary>The columns of the list; the company always stands first.</summary>
internal static class LeadColumns
{
    /// <summary>Shown until a person chooses.</summary>
    public static readonly IReadOnlyList<string> Usual = ["contact", "phone", "source", "region", "state", "owner", "followed", "created"];

    private static readonly string[] Keys = ["contact", "phone", "email", "source", "campaign", "region", "state", "owner", "followed", "created"];

    public static IReadOnlyList<ColumnChoice> All => [new("company", Label("company"), Fixed: true), .. Keys.Select(k => new ColumnChoice(k, Label(k)))];

    public static string Label(string key) => key switch
    {
        "company" => Say("LeadPages.Lead"),
        "contact" => Say("Fields.ContactName"),
        "phone" => Say("Fields.Phone"),
        "email" => Say("Fields.Email"),
        "source" => Say("Fields.Source"),
        "campaign" => Say("LeadPages.Campaign"),
        "region" => Say("Fields.Region"),
        "state" => Say("LeadPages.State"),
        "owner" => Say("Fields.Owner"),
        "followed" => Say("LeadPages.Followed"),
        _ => Say("LeadPages.CreatedAt"),
    };

    /// <summary>What a person kept, without columns that are no more.</summary>
    public static IReadOnlyList<string> Known(IEnumerable<string>? kept) => kept is null ? Usual : [.. kept.Where(Keys.Contains).Distinct()];
}
