using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Orders;

namespace BlazorSalesProject.Handover;

/// <summary>Where a partial delivery stands.</summary>
public enum PartialState
{
    /// <summary>Sales has the word.</summary>
    Asked,

    Confirmed,

    /// <summary>Something is missing; it may be asked again.</summary>
    SentBack,
}

/// <summary>部分交付: what a milestone brought is handed to sales before the whole project is done; each asking is a row of its own and stays.</summary>
public sealed class PartialDelivery : Entity
{
    private PartialDelivery()
    {
    }

    public Guid OrderId { get; private init; }

    public Guid ProjectId { get; private init; }

    /// <summary>The milestone.</summary>
    public Guid TaskId { get; private init; }

    /// <summary>What is handed over, in words.</summary>
    public string Summary { get; private init; } = "";

    public PartialState State { get; private set; }

    /// <summary>Why it was sent back.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; private init; }

    public Guid AskedById { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public Guid? AnsweredById { get; private set; }

    public override Subject Subject => new(nameof(Order), OrderId);

    public override Subject? About => new Subject(nameof(Project), ProjectId);

    /// <summary>发起部分交付: only for a milestone that is done with all its parts.</summary>
    public static Outcome<PartialDelivery> Ask(Project project, ProjectTask milestone, string? summary, Guid by, DateTime now)
    {
        if (Limits.Check(nameof(Summary), summary, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        var partial = new PartialDelivery { OrderId = project.OrderId, ProjectId = project.Id, TaskId = milestone.Id, Summary = Limits.Clean(summary)!, AskedAt = now, AskedById = by };
        partial.Happened("PartialDeliveryAsked", ("Partial", partial.Id), ("Title", milestone.Title), ("Text", partial.Summary));
        return partial;
    }

    /// <summary>确认部分交付.</summary>
    public Refusal? Confirm(string milestone, Guid by, DateTime now)
    {
        if (State != PartialState.Asked)
        {
            return NotNow(milestone);
        }

        (State, AnsweredAt, AnsweredById) = (PartialState.Confirmed, now, by);
        Happened("PartialDeliveryConfirmed", ("Partial", Id), ("Title", milestone));
        return null;
    }

    /// <summary>Something is missing: back to the project, which goes on.</summary>
    public Refusal? SendBack(string milestone, string? reason, Guid by, DateTime now)
    {
        if (State != PartialState.Asked)
        {
            return NotNow(milestone);
        }

        if (Limits.Check(nameof(Reason), reason, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        (State, Reason, AnsweredAt, AnsweredById) = (PartialState.SentBack, Limits.Clean(reason), now, by);
        Happened("PartialDeliverySentBack", ("Partial", Id), ("Title", milestone), ("Reason", Reason));
        return null;
    }

    private Refusal NotNow(string milestone) => Refusal.Conflict("Handover.PartialNotNow", milestone, new Term($"Handover.Partial_{State}"));
}
