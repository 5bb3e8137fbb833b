using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>What stands in the form of an opportunity while it is typed.</summary>
public sealed class OpportunityForm
{
    public string? Title { get; set; }

    public Guid? CustomerId { get; set; }

    public string? Customer { get; set; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public long? Minor { get; set; }

    public string Currency { get; set; } = "";

    public string? Source { get; set; }

    public Guid? ProductId { get; set; }

    public string? Product { get; set; }

    public DateOnly? Close { get; set; }

    public string? Note { get; set; }

    /// <summary>Every field that two people could change at once.</summary>
    public static readonly IReadOnlyList<FormField<OpportunityForm>> Fields =
    [
        new("Title", () => Say("Fields.Title"), f => f.Title, f => f.Title, (f, x) => f.Title = x.Title),
        new("Customer", () => Say("Opportunities.Customer"), f => f.CustomerId, f => f.Customer, (f, x) => (f.CustomerId, f.Customer) = (x.CustomerId, x.Customer)),
        new("Amount", () => Say("Opportunities.AmountExpected"), f => (f.Minor, f.Currency), f => MoneyText.Full(f.Minor ?? 0, f.Currency), (f, x) => (f.Minor, f.Currency) = (x.Minor, x.Currency)),
        new("Source", () => Say("Fields.Source"), f => f.Source, f => f.Source is { } code ? Say($"Sales.Source_{code}") : null, (f, x) => f.Source = x.Source),
        new("Product", () => Say("Opportunities.Product"), f => f.ProductId, f => f.Product, (f, x) => (f.ProductId, f.Product) = (x.ProductId, x.Product)),
        new("ExpectedClose", () => Say("Opportunities.ExpectedClose"), f => f.Close, f => f.Close is { } day ? DateText.Exact(day) : null, (f, x) => f.Close = x.Close),
        new("Note", () => Say("Fields.Note"), f => f.Note, f => f.Note, (f, x) => f.Note = x.Note),
    ];

    public static OpportunityForm Of(OpportunitySheet sheet) => new()
    {
        Title = sheet.Title, CustomerId = sheet.CustomerId, Customer = sheet.Customer, Minor = sheet.Amount.Minor, Currency = sheet.Amount.Currency, Source = sheet.Source,
        ProductId = sheet.ProductId, Product = sheet.Product, Close = sheet.ExpectedClose, Note = sheet.Note,
    };

    public OpportunityFacts Facts() => new(Title, new Money(Minor ?? 0, Currency)) { CustomerId = CustomerId, Source = Source, ProductId = ProductId, ExpectedClose = Close, Note = Note };
}
