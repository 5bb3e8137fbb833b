using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;

namespace BlazorSalesProject.Handover;

/// <summary>确认订单: the project manager takes the order and its project begins; sales is told.</summary>
public sealed class ConfirmOrder(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version) => works.Do(me, nameof(ConfirmOrder), work => work.AsManager(id, version, async order =>
    {
        if ((await work.OwnWordOn(id, "OrderPlaced", "OrderPlacedAgain") ?? order.Accept(await work.AskedPoints())) is { } refusal)
        {
            return refusal;
        }

        (await work.ProjectOf(id)).Start();
        return null;
    }));
}

/// <summary>退回: the project manager gives the order back with a reason; sales mends it.</summary>
public sealed class ReturnOrder(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? reason) => works.Do(me, nameof(ReturnOrder), work =>
        work.AsManager(id, version, order => Task.FromResult(order.Return(reason))));
}

/// <summary>Cancels an order that is not over; its project stops, everybody in it is told.</summary>
public sealed class CancelOrder(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? reason) => works.Do(me, nameof(CancelOrder), work => work.AsSales(id, version, async order =>
    {
        if (order.Cancel(reason, work.Now) is { } refusal)
        {
            return refusal;
        }

        await work.CloseParts(id, (partial, milestone) => partial.SendBack(milestone, reason, me.Id, work.Now));
        (await work.ProjectOf(id)).Cancel(work.Now);
        return await work.Met(order.CustomerId);
    }));
}
