using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>Whose eyes an order is for, and with it its files.</summary>
public sealed class OrderSight : INoticeSight, IAttachmentOwner
{
    public string Kind => nameof(Order);

    public async Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db) =>
        (await db.Orders.VisibleTo(me).Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync()).ToHashSet();

    public Task<bool> IsVisible(AppDb db, Me me, Guid id, DateOnly today) => db.Orders.VisibleTo(me).AnyAsync(o => o.Id == id);
}
