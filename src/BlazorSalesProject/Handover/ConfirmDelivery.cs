using BlazorSalesProject.Attachments;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>发起销售确认: all tasks are done, sales is asked with a summary; the deliverables stand on the order's page.</summary>
public sealed class AskDeliveryConfirmation(Works works)
{
    public Task<Outcome> Run(Me me, Guid orderId, int version, string? summary) => works.Do(me, nameof(AskDeliveryConfirmation), work => work.AsManager(orderId, version, async order =>
    {
        var project = await work.ProjectWithTasksOf(orderId);
        if ((project.MayAskForConfirmation() ?? order.AskForConfirmation()) is { } refusal)
        {
            return refusal;
        }

        var remark = OrderRemark.Make(orderId, me.Id, summary);
        if (remark.Value is null)
        {
            return remark.Refusal;
        }

        work.Db.OrderRemarks.Add(remark.Value);
        project.AskForConfirmation();
        return null;
    }));
}

/// <summary>确认订单交付: sales confirms; the order is completed and the project closed. The customer's acceptance paper is attached; by setting there is no confirmation without one.</summary>
public sealed class ConfirmDelivery(Works works)
{
    /// <param name="files">Tickets of uploaded acceptance papers.</param>
    public Task<Outcome> Run(Me me, Guid orderId, int version, IReadOnlyList<Guid> files) => works.Do(me, nameof(ConfirmDelivery), work => work.AsSales(orderId, version, async order =>
    {
        if ((await work.OwnWordOn(orderId, "DeliveryAsked") ?? order.Complete(work.Now)) is { } refusal)
        {
            return refusal;
        }

        if (await work.AttachPapers(orderId, files) is { } wrong)
        {
            return wrong;
        }

        if (files.Count == 0 && await work.Db.HandoverRules.AnyAsync(r => r.AcceptanceRequired)
            && !await work.Db.Attachments.AnyAsync(a => a.OwnerKind == AcceptancePaper.OfOrder && a.OwnerId == orderId))
        {
            return Refusal.For("Files", "Handover.AcceptanceMissing");
        }

        await work.CloseParts(orderId, (partial, milestone) => partial.Confirm(milestone, me.Id, work.Now));
        (await work.ProjectOf(orderId)).Close(work.Now);
        return await work.Met(order.CustomerId);
    }));
}

/// <summary>Sales sends a delivery back with a reason; the project goes on.</summary>
public sealed class SendBackDelivery(Works works)
{
    public Task<Outcome> Run(Me me, Guid orderId, int version, string? reason) => works.Do(me, nameof(SendBackDelivery), work => work.AsSales(orderId, version, async order =>
    {
        if (order.SendBack(reason) is { } refusal)
        {
            return refusal;
        }

        (await work.ProjectOf(orderId)).TakeBack();
        return null;
    }));
}
