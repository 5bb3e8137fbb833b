using BlazorSalesProject.Attachments;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>创建订单: the order and its project come into being together, and the chosen project manager is told.</summary>
public sealed class PlaceOrder(Works works, WhoIs whoIs)
{
    /// <param name="key">Made when the form was opened: pressing twice places one.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, OrderFacts facts) => works.Once<Guid>(me, nameof(PlaceOrder), key, facts, async work =>
    {
        if (!me.May(Area.Orders, Function.Create))
        {
            return Refusal.Denied();
        }

        if (await work.Wrong(whoIs, facts, null) is { } wrong)
        {
            return wrong;
        }

        var placed = Order.Place(await work.NextNumber("DD"), facts, me.Id, await work.AskedPoints());
        if (placed.Value is not { } order)
        {
            return placed.Refusal!;
        }

        if (await work.Attach(facts.Files, new Subject(nameof(Order), order.Id)) is { } missing)
        {
            return missing;
        }

        work.Concerns(nameof(Order), order.Id);
        work.Db.Orders.Add(order);
        await work.Met(order.CustomerId);
        work.Db.Projects.Add(Project.For(await work.NextNumber("XM"), order));
        return order.Id;
    });
}

/// <summary>Sends a returned (or not yet confirmed) order again, mended.</summary>
public sealed class PlaceOrderAgain(Works works, WhoIs whoIs)
{
    public Task<Outcome> Run(Me me, Guid id, int version, OrderFacts facts) => works.Do(me, nameof(PlaceOrderAgain), work => work.AsSales(id, version, async order =>
    {
        if ((await work.Wrong(whoIs, facts, order) ?? order.PlaceAgain(facts, await work.AskedPoints())) is { } refusal)
        {
            return refusal;
        }

        (await work.ProjectOf(id)).FollowAgain(order);
        return await work.Attach(facts.Files, new Subject(nameof(Order), id));
    }));
}

/// <summary>What an order points at, and on which side of it somebody stands.</summary>
internal static class OrderSides
{
    /// <summary>Only what the actor sees exists; the manager must be somebody who may run projects; an opportunity must be won and have no order yet.</summary>
    public static async Task<Refusal?> Wrong(this Work work, WhoIs whoIs, OrderFacts facts, Order? now)
    {
        if (facts.CustomerId is { } customer && customer != now?.CustomerId && !await work.Db.Customers.VisibleTo(work.Me, work.Today).AnyAsync(c => c.Id == customer))
        {
            return Refusal.For("Customer", "Customers.NotFound");
        }

        if (now is null && facts.OpportunityId is { } opportunity)
        {
            if (await work.Db.Opportunities.VisibleTo(work.Me, work.Today).SingleOrDefaultAsync(o => o.Id == opportunity) is not { } found)
            {
                return Refusal.NotFound("Sales.OpportunityNotFound");
            }

            if (found.State != OpportunityState.Won)
            {
                return Refusal.Invalid("Orders.NotWon", found.Title);
            }

            if (await work.Db.Orders.Where(o => o.OpportunityId == opportunity && o.State != OrderState.Cancelled).Select(o => o.Number).FirstOrDefaultAsync() is { } number)
            {
                return Refusal.Conflict("Orders.AlreadyOrdered", found.Title, number);
            }
        }

        return facts.ManagerId is { } manager && manager != now?.ManagerId && (await whoIs.Find(manager))?.May(Area.Projects, Function.Edit, manager) != true
            ? Refusal.For("Manager", "Orders.NoManager")
            : null;
    }

    /// <summary>What the side of sales does to an order seen with that version; others are refused.</summary>
    public static async Task<Refusal?> AsSales(this Work work, Guid id, int version, Func<Order, Task<Refusal?>> act) =>
        await work.Order(id) is not { } order ? Refusal.NotFound("Orders.NotFound")
        : !work.Me.MaySell(order.OwnerId) ? Refusal.Denied("Orders.MayNot", order.Number)
        : await work.Acting(Area.Orders, order.OwnerId).Stale(order, version) ?? await act(order);

    /// <summary>What the side of delivery does to an order seen with that version; others are refused.</summary>
    public static async Task<Refusal?> AsManager(this Work work, Guid id, int version, Func<Order, Task<Refusal?>> act) =>
        await work.Order(id) is not { } order ? Refusal.NotFound("Orders.NotFound")
        : !work.Me.MayManage(order.ManagerId) ? Refusal.Denied("Orders.MayNot", order.Number)
        : await work.Acting(Area.Projects, order.ManagerId).Stale(order, version) ?? await act(order);

    private static Work Acting(this Work work, Area area, Guid owner)
    {
        work.ActsFor(area, owner);
        return work;
    }
}
