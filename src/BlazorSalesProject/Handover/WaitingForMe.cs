using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>How much waits for somebody: tasks he has not answered, and whatever waits for his word.</summary>
public sealed record WaitingCounts(int Tasks, int Approvals);

/// <summary>What waits for a person himself, and for those who are away and whom he stands in for: not what he could decide besides.</summary>
public sealed class WaitingForMe(Works works)
{
    public Task<WaitingCounts> For(Me me) => works.Read(async db =>
    {
        var (managers, sellers) = (me.PlacesIn(Area.Projects), me.PlacesIn(Area.Orders));
        var tasks = await db.Tasks.CountAsync(t => t.Project.State == ProjectState.Running && (t.State == TaskState.ToAccept || t.State == TaskState.Doing) && t.Assignees.Any(a => a.PersonId == me.Id && a.Answer == AssigneeAnswer.None));
        var reviews = managers.Count == 0 ? 0 : await db.Tasks.CountAsync(t => t.State == TaskState.InReview && t.Project.State == ProjectState.Running && managers.Contains(t.Project.ManagerId));
        var orders = await db.Orders.VisibleTo(me).CountAsync(o => (o.State == OrderState.Placed && managers.Contains(o.ManagerId)) || (o.State == OrderState.Delivering && sellers.Contains(o.OwnerId)));
        var parts = await WaitingWords.Parts(db, me, sellers).CountAsync();
        return new WaitingCounts(tasks, reviews + orders + parts);
    });
}

/// <summary>An order that waits for a word.</summary>
/// <param name="InPlaceOf">Who is away and would say it himself.</param>
public sealed record WaitingOrder(Guid Id, string Number, string Title, string Customer, string Owner, DateOnly? PromisedOn, string? InPlaceOf);

/// <summary>A partial delivery that waits for the word of sales.</summary>
public sealed record WaitingPart(Guid Id, int Version, Guid OrderId, string Order, string Milestone, string Summary, string AskedBy, DateTime AskedAt, string? InPlaceOf);

/// <summary>Orders and partial deliveries that wait for this person's word.</summary>
public sealed record WaitingWordsNow(IReadOnlyList<WaitingOrder> Confirm, IReadOnlyList<WaitingPart> Parts, IReadOnlyList<WaitingOrder> Deliver)
{
    public int Count => Confirm.Count + Parts.Count + Deliver.Count;
}

/// <summary>What waits for the word of a person, as manager and as sales, himself or in the place of somebody who is away; the oldest first.</summary>
public sealed class WaitingWords(Works works)
{
    public Task<WaitingWordsNow> For(Me me) => works.Read(async db =>
    {
        var (managers, sellers) = (me.PlacesIn(Area.Projects), me.PlacesIn(Area.Orders));
        var confirm = await Orders(db, me, db.Orders.Where(o => o.State == OrderState.Placed && managers.Contains(o.ManagerId)), o => o.ManagerId);
        var deliver = await Orders(db, me, db.Orders.Where(o => o.State == OrderState.Delivering && sellers.Contains(o.OwnerId)), o => o.OwnerId);
        var parts = await Parts(db, me, sellers).OrderBy(p => p.AskedAt).Take(Limits.LargestPage)
            .Select(p => new
            {
                p.Id, p.Version, p.OrderId, p.Summary, p.AskedAt,
                Order = db.Orders.Where(o => o.Id == p.OrderId).Select(o => new { o.Title, o.OwnerId }).First(),
                Milestone = db.Tasks.Where(t => t.Id == p.TaskId).Select(t => t.Title).First(),
                By = db.People.Where(x => x.Id == p.AskedById).Select(x => x.Name).First(),
            }).ToListAsync();
        return new WaitingWordsNow(confirm, [.. parts.Select(p => new WaitingPart(p.Id, p.Version, p.OrderId, p.Order.Title, p.Milestone, p.Summary, p.By, p.AskedAt, Place(me, p.Order.OwnerId)))], deliver);
    });

    /// <summary>Asked, of orders that are under way, for the word of these sellers.</summary>
    internal static IQueryable<PartialDelivery> Parts(AppDb db, Me me, IReadOnlyList<Guid> sellers)
    {
        var orders = db.Orders.VisibleTo(me).Where(o => (o.State == OrderState.Accepted || o.State == OrderState.Delivering) && sellers.Contains(o.OwnerId));
        return db.PartialDeliveries.Where(p => p.State == PartialState.Asked && orders.Any(o => o.Id == p.OrderId));
    }

    private static async Task<IReadOnlyList<WaitingOrder>> Orders(AppDb db, Me me, IQueryable<Order> orders, Func<Order, Guid> whose)
    {
        var rows = await orders.VisibleTo(me).OrderBy(o => o.Id).Take(Limits.LargestPage)
            .Select(o => new { Order = o, Customer = db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).First(), Owner = db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First() }).ToListAsync();
        return [.. rows.Select(r => new WaitingOrder(r.Order.Id, r.Order.Number, r.Order.Title, r.Customer, r.Owner, r.Order.PromisedOn, Place(me, whose(r.Order))))];
    }

    private static string? Place(Me me, Guid whose) => whose == me.Id ? null : me.StandsFor.FirstOrDefault(s => s.Id == whose)?.Name;
}
