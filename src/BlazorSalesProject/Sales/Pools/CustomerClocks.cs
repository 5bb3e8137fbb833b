using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>What the clock of the public pool says of a customer somebody owns, for its page and for lists.</summary>
/// <param name="DaysLeft">Calendar days until it is gone; 0 or less at the next round. Null when no days run.</param>
public sealed record CustomerClock(Guid Id, PoolReturn? Return, int? DaysLeft, Exemption Exempt, bool MayReturn, bool MayLock, bool Locked, IReadOnlyList<PoolTab> Pools)
{
    /// <summary>Near enough to be warned of.</summary>
    public bool IsNear => DaysLeft <= PoolClock.RemindBefore[0];
}

/// <summary>When and why customers would go back; only of those the reader sees and somebody owns.</summary>
public sealed class CustomerClocks(Works works, TimeProvider clock)
{
    /// <param name="ids">A page of a list, or one customer.</param>
    public Task<IReadOnlyDictionary<Guid, CustomerClock>> For(Me me, IReadOnlyCollection<Guid> ids) => works.Read(async db =>
    {
        var (today, seats) = (clock.Today(), await PoolSeats.Read(db, PoolKind.Customers));
        if (seats.All.Count == 0 || ids.Count is 0 or > Limits.LargestPage)
        {
            return (IReadOnlyDictionary<Guid, CustomerClock>)new Dictionary<Guid, CustomerClock>();
        }

        var visible = db.Customers.VisibleTo(me, today).Where(c => ids.Contains(c.Id));
        var pools = seats.Of(me).Where(s => s.Member || s.Administers).Select(s => new PoolTab(s.Pool.Id, s.Pool.Name, 0)).ToList();
        var found = (await visible.WithClock(db).ToListAsync()).ConvertAll(c =>
        {
            var home = seats.HomeOf(c.OwnerId, c.DepartmentId);
            var verdict = PoolClock.Next(home, c.Facts);
            var may = me.MayReturn(c.OwnerId, me.May(Area.Customers, Function.Assign, c.OwnerId));
            return new CustomerClock(
                c.Id, verdict.Return, verdict.Return is { } way ? way.On.DayNumber - today.DayNumber : null, verdict.Exempt, may && (home is not null || pools.Count > 0), may && (c.Facts.Locked || home?.LockCap > 0), c.Facts.Locked, pools);
        });
        if (me.May(Area.Customers, Function.Assign))
        {
            found.AddRange((await visible.Where(c => c.OwnerId == null && c.PoolId == null && c.Kind == PartyKind.Customer).Select(c => c.Id).ToListAsync())
                .Select(id => new CustomerClock(id, null, null, Exemption.NoRule, pools.Count > 0, false, false, pools)));
        }

        return found.ToDictionary(c => c.Id);
    });
}
