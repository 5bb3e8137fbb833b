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

    /// <summary>The points of the check-list that are asked now, in their order.</summary>
    public static Task<List<HandoverPoint>> AskedPoints(this Work work) => work.Db.HandoverPoints.Where(p => p.Active).OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync();
}
