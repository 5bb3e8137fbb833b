using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>What a person may do to an order he sees; asked by the verb and by the button.</summary>
public static class OrderRights
{
    /// <summary>The side of sales: mend, cancel, confirm the delivery.</summary>
    public static bool MaySell(this Me me, Guid ownerId) => me.May(Area.Orders, Function.Edit, ownerId);

    /// <summary>The side of delivery: confirm, return, ask for confirmation.</summary>
    public static bool MayManage(this Me me, Guid managerId) => me.May(Area.Projects, Function.Edit, managerId);
}
