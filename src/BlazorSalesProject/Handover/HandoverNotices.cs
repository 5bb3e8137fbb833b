using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>What sales and delivery tell each other about an order: each message with the button of the next step.</summary>
public sealed class HandoverNotices : INoticeRule
{
    public IReadOnlySet<string> Hears { get; } = new HashSet<string>
    {
        "OrderPlaced", "OrderPlacedAgain", "OrderReturned", "OrderAccepted", "OrderRemarked", "DeliveryAsked", "DeliverySentBack", "OrderCompleted", "OrderCancelled",
    };

    public IReadOnlyList<NoticeKind> Kinds { get; } =
    [
        new("OrderPlaced") { MailByDefault = true }, new("OrderReturned") { MailByDefault = true }, new("OrderAccepted"), new("OrderRemarked"), new("DeliveryAsked") { MailByDefault = true },
        new("DeliverySentBack") { MailByDefault = true }, new("OrderCompleted"), new("OrderCancelled") { MailByDefault = true },
    ];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        if (await db.Orders.Where(o => o.Id == activity.SubjectId).Select(o => new { o.Id, o.Title, o.Number, o.OwnerId, o.ManagerId }).SingleOrDefaultAsync() is not { } order)
        {
            return [];
        }

        var facts = activity.Details();
        var actor = await db.People.Where(p => p.Id == activity.ActorId).Select(p => p.Name).FirstOrDefaultAsync();
        NoticeWord who = actor is null ? NoticeWord.Term("Notices.System") : actor;
        NoticeDraft To(Guid person, string button, string? act = null, params NoticeWord[] more) => new(person, activity.Kind, $"Notices.{activity.Kind}", [who, order.Title, order.Number, .. more],
            $"/orders/{order.Id}{(act is null ? "" : "?do=" + act)}", $"Notices.Button_{button}", new Subject(nameof(Order), order.Id));

        return activity.Kind switch
        {
            "OrderPlaced" => [To(order.ManagerId, "ConfirmOrder", "confirm")],
            "OrderPlacedAgain" => [To(order.ManagerId, "ConfirmOrder", "confirm") with { Kind = "OrderPlaced" }],
            "OrderReturned" => [To(order.OwnerId, "MendOrder", "mend", NoticeWord.Short(facts.Fact("Reason")))],
            "OrderAccepted" => [To(order.OwnerId, "Order")],
            "OrderRemarked" => [.. new[] { order.OwnerId, order.ManagerId }.Where(p => p != activity.ActorId).Select(p => To(p, "Answer", null, NoticeWord.Short(facts.Fact("Text"))))],
            "DeliveryAsked" => [To(order.OwnerId, "ConfirmDelivery", "deliver")],
            "DeliverySentBack" => [To(order.ManagerId, "Order", null, NoticeWord.Short(facts.Fact("Reason")))],
            "OrderCompleted" => [.. new[] { order.OwnerId, order.ManagerId }.Select(p => To(p, "Order"))],
            "OrderCancelled" => [.. new[] { order.OwnerId, order.ManagerId }.Select(p => To(p, "Order", null, NoticeWord.Short(facts.Fact("Reason"))))],
            _ => [],
        };
    }
}
