using BlazorSalesProject.Handover;
using BlazorSalesProject.Sales.Orders;

namespace BlazorSalesProject.Web.Handover;

/// <summary>What the page of an order can be asked to do.</summary>
public enum OrderStep
{
    Confirm,
    Return,
    Mend,
    Ask,
    Deliver,
    SendBack,
    Cancel,
}

/// <summary>Which steps an order can take now, by this person.</summary>
public static class OrderSteps
{
    public static bool MayNow(this OrderView order, OrderStep step) => step switch
    {
        OrderStep.Confirm or OrderStep.Return => order is { MayManage: true, State: OrderState.Placed },
        OrderStep.Mend => order is { MaySell: true, State: OrderState.Returned or OrderState.Placed },
        OrderStep.Ask => order is { MayManage: true, State: OrderState.Accepted } && order.Progress.IsDone(),
        OrderStep.Deliver or OrderStep.SendBack => order is { MaySell: true, State: OrderState.Delivering },
        OrderStep.Cancel => order.MaySell && !order.IsOver(),
        _ => false,
    };

    public static bool IsOver(this OrderView order) => order.State is OrderState.Completed or OrderState.Cancelled;

    /// <summary>There are tasks, and all of them are done.</summary>
    public static bool IsDone(this OrderProgress progress) => progress.Tasks > 0 && progress.Done == progress.Tasks;

    /// <summary>What the address asks for (<c>?do=</c>), as notices and mails link it.</summary>
    public static OrderStep? Of(string? asked) => asked switch
    {
        "confirm" => OrderStep.Confirm,
        "mend" => OrderStep.Mend,
        "ask" => OrderStep.Ask,
        "deliver" => OrderStep.Deliver,
        _ => null,
    };
}
