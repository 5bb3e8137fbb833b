using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>What became of a won opportunity.</summary>
/// <param name="OrderId">Its order, when this person sees it.</param>
/// <param name="MayPlace">No order stands yet, and this person may place one.</param>
public sealed record OpportunityOrder(Guid? OrderId, string? Number, bool MayPlace);

/// <summary>The order of an opportunity, or whether one may be placed; cancelled orders don't count. Null when the opportunity isn't won or does not exist for this person.</summary>
public sealed class OrderOfOpportunity(Works works, TimeProvider clock)
{
    public Task<OpportunityOrder?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (!await db.Opportunities.VisibleTo(me, clock.Today()).AnyAsync(o => o.Id == id && o.State == OpportunityState.Won))
        {
            return null;
        }

        var orders = db.Orders.Where(o => o.OpportunityId == id && o.State != OrderState.Cancelled);
        var order = await orders.VisibleTo(me).Select(o => new { o.Id, o.Number }).FirstOrDefaultAsync();
        return new OpportunityOrder(order?.Id, order?.Number, me.May(Area.Orders, Function.Create) && !await orders.AnyAsync());
    });
}
