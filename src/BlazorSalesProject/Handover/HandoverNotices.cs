using System.Globalization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>What sales and delivery tell each other about an order: each message with the button of the next step.</summary>
public sealed class HandoverNotices : INoticeRule
{
    public IReadOnlySet<string> Hears { get; } = new HashSet<string>
    {
        "OrderPlaced", "OrderPlacedAgain", "OrderReturned", "OrderAccepted", "OrderRemarked", "DeliveryAsked", "DeliverySentBack", "OrderCompleted", "OrderCancelled",
        "PartialDeliveryAsked", "PartialDeliveryConfirmed", "PartialDeliverySentBack",
    };

    public IReadOnlyList<NoticeKind> Kinds { get; } =
    [
        new("OrderPlaced") { MailByDefault = true, AsksForWord = true }, new("OrderReturned") { MailByDefault = true, AsksForWord = true }, new("OrderAccepted"), new("OrderRemarked") { AsksForWord = true },
        new("PartialDeliveryAsked") { MailByDefault = true, AsksForWord = true }, new("PartialDeliveryConfirmed"), new("PartialDeliverySentBack") { MailByDefault = true, AsksForWord = true }, new("DeliveryAsked") { MailByDefault = true, AsksForWord = true },
        new("DeliverySentBack") { MailByDefault = true, AsksForWord = true }, new("OrderCompleted"), new("OrderCancelled") { MailByDefault = true },
    ];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        if (await db.Orders.Where(o => o.Id == activity.SubjectId).Select(o => new { o.Id, o.Title, o.Number, o.OwnerId, o.ManagerId }).SingleOrDefaultAsync() is not { } order)
        {
            return [];
        }

        var facts = activity.Details();
        var who = await db.Actor(activity);
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
            "PartialDeliveryAsked" => [To(order.OwnerId, "ConfirmPart", "part", Milestone(facts), NoticeWord.Short(facts.Fact("Text")))],
            "PartialDeliveryConfirmed" => [To(order.ManagerId, "Order", null, Milestone(facts))],
            "PartialDeliverySentBack" => [To(order.ManagerId, "Order", null, Milestone(facts), NoticeWord.Short(facts.Fact("Reason")))],
            "OrderCompleted" => [.. new[] { order.OwnerId, order.ManagerId }.Select(p => To(p, "Order"))],
            "OrderCancelled" => [.. new[] { order.OwnerId, order.ManagerId }.Select(p => To(p, "Order", null, NoticeWord.Short(facts.Fact("Reason"))))],
            _ => [],
        };
    }

    private static NoticeWord Milestone(ActivityDetails facts) => facts.Fact("Title") ?? "";
}

/// <summary>Who stands in for somebody hears of it, and so does whoever was said to be away by another.</summary>
public sealed class AbsenceNotices : INoticeRule
{
    public IReadOnlySet<string> Hears { get; } = new HashSet<string> { "AbsenceSet", "AbsenceEnded" };

    public IReadOnlyList<NoticeKind> Kinds { get; } = [new("AbsenceSet") { MailByDefault = true }, new("AbsenceEnded")];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        if (!Guid.TryParse(activity.Details().Fact("Absence"), out var id) || await db.Absences.SingleOrDefaultAsync(a => a.Id == id) is not { } absence)
        {
            return [];
        }

        var names = await db.People.Where(p => p.Id == absence.PersonId || p.Id == absence.DelegateId).ToDictionaryAsync(p => p.Id, p => p.Name);
        List<NoticeWord> words = [names[absence.PersonId], names[absence.DelegateId], absence.FromOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), absence.UntilOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        NoticeDraft To(Guid person, string text, string link, string button) => new(person, activity.Kind, text, words, link, button, new Subject(nameof(Person), absence.PersonId));
        return activity.Kind == "AbsenceSet"
            ? [To(absence.DelegateId, "Notices.AbsenceSet", "/approvals", "Notices.Button_Approvals"), To(absence.PersonId, "Notices.AbsenceSetForYou", "/account", "Notices.Button_Account")]
            : [To(absence.DelegateId, "Notices.AbsenceEnded", "/approvals", "Notices.Button_Approvals"), To(absence.PersonId, "Notices.AbsenceEndedForYou", "/account", "Notices.Button_Account")];
    }
}
