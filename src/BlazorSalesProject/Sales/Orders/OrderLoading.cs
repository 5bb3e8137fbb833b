using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>How verbs get hold of an order: only what its actor sees.</summary>
internal static class OrderLoading
{
    public static Task<Order?> Order(this Work work, Guid id)
    {
        work.Concerns(nameof(Orders.Order), id);
        return work.Db.Orders.VisibleTo(work.Me).SingleOrDefaultAsync(o => o.Id == id);
    }
}
