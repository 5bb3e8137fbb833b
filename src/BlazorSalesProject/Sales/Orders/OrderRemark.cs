using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>A question or an answer in the thread of an order; the other side hears of it.</summary>
public sealed class OrderRemark : Entity
{
    private OrderRemark()
    {
    }

    public override Subject Subject => new(nameof(Order), OrderId);

    public Guid OrderId { get; private init; }

    public Guid ById { get; private init; }

    public string Text { get; private init; } = "";

    public static Outcome<OrderRemark> Make(Guid orderId, Guid by, string? text)
    {
        if (Limits.Check(nameof(Text), text, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        var remark = new OrderRemark { OrderId = orderId, ById = by, Text = Limits.Clean(text)! };
        remark.Happened("OrderRemarked", ("Text", remark.Text));
        return remark;
    }
}

/// <summary>Asks or answers in the thread of an order: open to both sides, whoever sees it as sales or delivery.</summary>
public sealed class RemarkOnOrder(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice says it once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid orderId, string? text) => works.Once<Guid>(me, nameof(RemarkOnOrder), key, new { orderId, text }, async work =>
    {
        if (await work.Order(orderId) is not { } order)
        {
            return Refusal.NotFound("Orders.NotFound");
        }

        if (!me.MaySell(order.OwnerId) && !me.MayManage(order.ManagerId))
        {
            return Refusal.Denied("Orders.MayNot", order.Number);
        }

        if (me.InPlaceOf(Area.Orders, Function.Edit, order.OwnerId) is null || !me.MayManage(order.ManagerId))
        {
            work.ActsFor(me.MaySell(order.OwnerId) ? Area.Orders : Area.Projects, me.MaySell(order.OwnerId) ? order.OwnerId : order.ManagerId);
        }

        var remark = OrderRemark.Make(orderId, me.Id, text);
        if (remark.Value is null)
        {
            return remark.Refusal!;
        }

        work.Db.OrderRemarks.Add(remark.Value);
        return remark.Value.Id;
    });
}
