using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>An order in a list.</summary>
public sealed record OrderRow(Guid Id, int Version, string Number, string Title, string Customer, string Owner, string Manager, OrderState State, Money Amount, DateOnly? PromisedOn, DateTime CreatedAt)
{
    public Guid OwnerId { get; init; }

    public Guid ManagerId { get; init; }
}

/// <summary>What a list of orders is narrowed to.</summary>
public sealed record OrderFilter
{
    public string? Text { get; init; }

    /// <summary>Null for all that are open.</summary>
    public OrderState? State { get; init; }

    /// <summary>All states, open or not.</summary>
    public bool All { get; init; }
}

/// <summary>A page of a list with how many there are in all.</summary>
public sealed record OrderPage(IReadOnlyList<OrderRow> Rows, int Total);

/// <summary>Orders a person sees, newest first.</summary>
public sealed class OrderList(Works works)
{
    public Task<OrderPage> For(Me me, OrderFilter filter, int page = 1) => works.Read(async db =>
    {
        var orders = db.Orders.VisibleTo(me);
        orders = filter.State is { } state ? orders.Where(o => o.State == state) : filter.All ? orders : orders.Open();
        if (Limits.Clean(filter.Text)?.ToLowerInvariant() is { Length: <= Limits.SearchText } text)
        {
            orders = orders.Where(o => o.SearchText.Contains(text) || db.Customers.Any(c => c.Id == o.CustomerId && c.SearchText.Contains(text)));
        }

        var total = await orders.CountAsync();
        var rows = await orders.OrderByDescending(o => o.Id).Skip((Math.Max(1, page) - 1) * Limits.PageSize).Take(Limits.PageSize)
            .Select(o => new OrderRow(o.Id, o.Version, o.Number, o.Title, db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).First(), db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(),
                db.People.Where(p => p.Id == o.ManagerId).Select(p => p.Name).First(), o.State, o.Amount, o.PromisedOn, o.CreatedAt) { OwnerId = o.OwnerId, ManagerId = o.ManagerId }).ToListAsync();
        return new OrderPage(rows, total);
    });
}
