using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>The way of an order: each step says from which state it may be taken.</summary>
public sealed partial class Order
{
    /// <summary>退回: the project manager can't take it like this.</summary>
    public Refusal? Return(string? reason) => From(OrderState.Placed) ?? Because(reason) ?? Become(OrderState.Returned, "OrderReturned", ("Reason", Limits.Clean(reason)));

    /// <summary>Mended and sent again.</summary>
    public Refusal? PlaceAgain(OrderFacts facts, IReadOnlyList<HandoverPoint> points)
    {
        if ((From(OrderState.Returned, OrderState.Placed) ?? Set(facts, points)) is { } refusal)
        {
            return refusal;
        }

        Reason = null;
        return Become(OrderState.Placed, "OrderPlacedAgain", ("Title", Title), ("Number", Number), ("Manager", ManagerId));
    }

    /// <summary>确认订单: the project manager takes it; required points without an answer hold it up.</summary>
    public Refusal? Accept(IReadOnlyList<HandoverPoint> points)
    {
        if (From(OrderState.Placed) is { } refusal)
        {
            return refusal;
        }

        return OpenPoint(points) is { } open ? Refusal.Invalid("Orders.PointOpen", open.Title) : Become(OrderState.Accepted, "OrderAccepted");
    }

    /// <summary>发起销售确认: delivery is done and asks sales.</summary>
    public Refusal? AskForConfirmation() => From(OrderState.Accepted) ?? Become(OrderState.Delivering, "DeliveryAsked");

    /// <summary>Something is missing: back to the project.</summary>
    public Refusal? SendBack(string? reason) => From(OrderState.Delivering) ?? Because(reason) ?? Become(OrderState.Accepted, "DeliverySentBack", ("Reason", Limits.Clean(reason)));

    /// <summary>确认订单交付.</summary>
    public Refusal? Complete(DateTime now)
    {
        if (From(OrderState.Delivering) is { } refusal)
        {
            return refusal;
        }

        (Reason, EndedAt) = (null, now);
        return Become(OrderState.Completed, "OrderCompleted");
    }

    public Refusal? Cancel(string? reason, DateTime now)
    {
        if ((From(OrderState.Placed, OrderState.Returned, OrderState.Accepted, OrderState.Delivering) ?? Because(reason)) is { } refusal)
        {
            return refusal;
        }

        EndedAt = now;
        return Become(OrderState.Cancelled, "OrderCancelled", ("Reason", Limits.Clean(reason)));
    }

    private Refusal? From(params ReadOnlySpan<OrderState> states) => states.Contains(State) ? null : Refusal.Conflict("Orders.NotNow", Number, new Term($"Orders.State_{State}"));

    private Refusal? Because(string? reason)
    {
        var refusal = Limits.Check(nameof(Reason), reason, Limits.LongText, required: true);
        Reason = refusal is null ? Limits.Clean(reason) : Reason;
        return refusal;
    }

    private Refusal? Become(OrderState state, string happened, params (string Name, object? Value)[] facts)
    {
        State = state;
        Happened(happened, facts);
        return null;
    }
}
