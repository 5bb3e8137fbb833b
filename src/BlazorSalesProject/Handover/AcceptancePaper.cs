using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>验收单: the customer's word that it was delivered; a file of its own kind on the order, seen by whoever sees the order.</summary>
public sealed class AcceptancePaper : IAttachmentOwner
{
    public const string OfOrder = "Acceptance";

    public string Kind => OfOrder;

    public Task<bool> IsVisible(AppDb db, Me me, Guid id, DateOnly today) => db.Orders.VisibleTo(me).AnyAsync(o => o.Id == id);
}

/// <summary>Adds acceptance papers of the customer to an order before its delivery is confirmed, such as those of a partial delivery.</summary>
public sealed class AddAcceptancePapers(Works works)
{
    /// <param name="files">Tickets of uploaded files.</param>
    public Task<Outcome> Run(Me me, Guid orderId, IReadOnlyList<Guid> files) => works.Do(me, nameof(AddAcceptancePapers), async work =>
    {
        if (await work.Order(orderId) is not { } order)
        {
            return Refusal.NotFound("Orders.NotFound");
        }

        if (!me.MaySell(order.OwnerId))
        {
            return Refusal.Denied("Orders.MayNot", order.Number);
        }

        work.ActsFor(Area.Orders, order.OwnerId);
        return order.State is not (OrderState.Accepted or OrderState.Delivering) ? Refusal.Conflict("Orders.NotNow", order.Number, new Term($"Orders.State_{order.State}"))
            : files.Count == 0 ? Refusal.For("Files", "Kernel.Required", new Term("Fields.Files"))
            : await work.AttachPapers(orderId, files);
    });
}

internal static class AcceptancePapers
{
    /// <summary>At most as many as a record may have, however often some are added.</summary>
    public static async Task<Refusal?> AttachPapers(this Work work, Guid orderId, IReadOnlyList<Guid> files) =>
        files.Count > 0 && files.Count + await work.Db.Attachments.CountAsync(a => a.OwnerKind == AcceptancePaper.OfOrder && a.OwnerId == orderId) > Limits.FilesPerRecord
            ? Refusal.For("Files", "Attachments.TooMany", Limits.FilesPerRecord)
            : await work.Attach(files, new Subject(AcceptancePaper.OfOrder, orderId));
}
