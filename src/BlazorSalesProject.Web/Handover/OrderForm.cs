using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Handover;

/// <summary>What stands in the form of an order while it is typed.</summary>
public sealed class OrderForm
{
    public string? Title { get; set; }

    public Guid? CustomerId { get; set; }

    public string? Customer { get; set; }

    public string? ManagerId { get; set; }

    public string? Manager { get; set; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public long? Minor { get; set; }

    public string Currency { get; set; } = "";

    public DateOnly? PromisedOn { get; set; }

    public string? Scope { get; set; }

    /// <summary>Answers to the hand-over points, by code.</summary>
    public Dictionary<string, string?> Points { get; private init; } = [];

    /// <summary>Every field that two people could change at once, with the points that are asked.</summary>
    public static IReadOnlyList<FormField<OrderForm>> Fields(IReadOnlyList<PointToAnswer> points) =>
    [
        new("Title", () => Say("Fields.Title"), f => f.Title, f => f.Title, (f, x) => f.Title = x.Title),
        new("Customer", () => Say("OrderPages.Customer"), f => f.CustomerId, f => f.Customer, (f, x) => (f.CustomerId, f.Customer) = (x.CustomerId, x.Customer)),
        new("Manager", () => Say("OrderPages.Manager"), f => f.ManagerId, f => f.Manager, (f, x) => (f.ManagerId, f.Manager) = (x.ManagerId, x.Manager)),
        new("Amount", () => Say("OrderPages.Amount"), f => (f.Minor, f.Currency), f => MoneyText.Full(f.Minor ?? 0, f.Currency), (f, x) => (f.Minor, f.Currency) = (x.Minor, x.Currency)),
        new("PromisedOn", () => Say("OrderPages.PromisedOn"), f => f.PromisedOn, f => f.PromisedOn is { } day ? DateText.Exact(day) : null, (f, x) => f.PromisedOn = x.PromisedOn),
        new("Scope", () => Say("OrderPages.Scope"), f => f.Scope, f => f.Scope, (f, x) => f.Scope = x.Scope),
        .. points.Select(point => new FormField<OrderForm>($"Point_{point.Code}", () => point.Title.ToString(), f => f.Answer(point.Code), f => f.Answer(point.Code), (f, x) => f.Points[point.Code] = x.Answer(point.Code))),
    ];

    public string? Answer(string point) => Points.GetValueOrDefault(point);

    public static OrderForm Of(OrderView order) => new()
    {
        Title = order.Title, CustomerId = order.CustomerId, Customer = order.Customer, ManagerId = order.ManagerId.ToString(), Manager = order.Manager, Minor = order.Amount.Minor, Currency = order.Amount.Currency,
        PromisedOn = order.PromisedOn, Scope = order.Scope, Points = order.Points.ToDictionary(p => p.Code, p => p.Answer),
    };

    /// <summary>Carried over from a won opportunity.</summary>
    public static OrderForm Of(OpportunitySheet sheet) => new()
    {
        Title = sheet.Title, CustomerId = sheet.CustomerIsOpen ? sheet.CustomerId : null, Customer = sheet.CustomerIsOpen ? sheet.Customer : null, Minor = sheet.Amount.Minor, Currency = sheet.Amount.Currency,
    };

    public OrderFacts Facts(Guid? opportunity, IReadOnlyList<Guid> files) => new(Title, new Money(Minor ?? 0, Currency))
    {
        CustomerId = CustomerId, OpportunityId = opportunity, ManagerId = Guid.TryParse(ManagerId, out var manager) ? manager : null, PromisedOn = PromisedOn, Scope = Scope,
        Points = new Dictionary<string, string?>(Points), Files = files,
    };

    /// <summary>The amount stays what it was in words: 1,200 CNY becomes 1,200 JPY.</summary>
    public void Reckon(string currency)
    {
        Minor = Minor is { } minor ? Money.Of(new Money(minor, Currency).Amount, currency).Minor : null;
        Currency = currency;
    }
}
