using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>退回公海: gives a customer back by hand, with the reason; also puts one that nobody owns into a pool.</summary>
public sealed class ReturnCustomer(Works works)
{
    /// <param name="version">The version the person looked at.</param>
    /// <param name="poolId">Which pool; null is the one whose rules its owner follows.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Guid? poolId, string? reason) => works.Do(me, nameof(ReturnCustomer), async work =>
    {
        if (await work.Customer(id) is not { } customer)
        {
            return Refusal.NotFound("Customers.CustomerNotFound");
        }

        if (!me.MayReturn(customer))
        {
            return Refusal.Denied("Pools.MayNotReturn", customer.Name);
        }

        var seats = await PoolSeats.Read(work.Db, PoolKind.Customers);
        var home = customer.OwnerId is { } owner ? seats.HomeOf(owner, await work.Db.People.Where(p => p.Id == owner).Select(p => p.DepartmentId).SingleAsync()) : null;
        var pool = poolId is null ? home : seats.Of(me).FirstOrDefault(s => s.Pool.Id == poolId)?.Pool ?? (home?.Id == poolId ? home : null);
        return await work.Stale(customer, version)
            ?? Limits.Check("Reason", reason, Limits.Name, required: true)
            ?? (pool is null ? Refusal.For("Pool", "Pools.NoPool") : work.PutInto(customer, pool, PoolClock.Returned, Limits.Clean(reason)));
    });
}

/// <summary>Who gives a customer back: its owner, and whoever may assign it.</summary>
public static class ReturnRights
{
    public static bool MayReturn(this Me me, Customer customer) => customer.PoolId is null && me.MayReturn(customer.OwnerId, me.MayAssign(customer));

    internal static bool MayReturn(this Me me, Guid? ownerId, bool mayAssign) => mayAssign || (ownerId == me.Id && me.May(Area.Customers, Function.Edit, me.Id));
}

/// <summary>Locks a customer, so that no clock takes it from its owner, as far as the pool allows; or lets it go its way again.</summary>
public sealed class LockCustomer(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, bool locked) => works.Do(me, nameof(LockCustomer), async work =>
    {
        if (await work.Customer(id) is not { } customer)
        {
            return Refusal.NotFound("Customers.CustomerNotFound");
        }

        if (customer.OwnerId is not { } owner || !me.MayReturn(customer))
        {
            return Refusal.Denied("Pools.MayNotLock", customer.Name);
        }

        if (await work.Stale(customer, version) is { } stale)
        {
            return stale;
        }

        if (locked == customer.LockedAt is not null)
        {
            return null;
        }

        if (locked)
        {
            // One after the other, so that two locks at once don't both find the last place.
            await work.HoldPerson(owner);
            var department = await work.Db.People.Where(p => p.Id == owner).Select(p => p.DepartmentId).SingleAsync();
            var cap = (await PoolSeats.Read(work.Db, PoolKind.Customers)).HomeOf(owner, department)?.LockCap ?? 0;
            if (await work.Db.Customers.CountAsync(c => c.OwnerId == owner && c.LockedAt != null) >= cap)
            {
                return Refusal.Invalid("Pools.LockCapReached", cap);
            }
        }

        customer.Lock(locked, work.Now);
        return null;
    });
}
