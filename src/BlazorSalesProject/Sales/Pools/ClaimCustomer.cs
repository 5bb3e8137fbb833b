using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>领取: takes a customer out of its public pool for oneself, within quota and cap; of any number of people at once one gets it.</summary>
public sealed class ClaimCustomer(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(ClaimCustomer), async work =>
    {
        var found = await work.Pooled(id);
        if (found.Value is not { } pooled)
        {
            return found.Refusal;
        }

        var pool = pooled.Seat.Pool;
        if (!me.MayClaimFrom(pooled.Seat))
        {
            return Refusal.Denied("Pools.MayNotClaim", pool.Name);
        }

        // A person's own claims follow one another: two at once can't both see the last free place.
        await work.HoldPerson(me.Id);
        return PoolDoor.Closed(pool, pooled.PooledAt, pooled.FormerOwnerId == me.Id, work.Today)
            ?? (!await work.TakeQuota(pool) ? Refusal.Invalid("Pools.QuotaUsed", pool.DailyQuota) : null)
            ?? (pool.OwnedCap is { } cap && await work.Db.Owned(pool, me.Id) >= cap ? Refusal.Invalid("Pools.CapReached", cap) : null)
            ?? (await work.TakeOut(pooled, me.Id, PoolWays.Claimed) ? null : await work.Gone(id, [pooled.Seat]));
    });
}

/// <summary>Why something in a pool can't be taken yet.</summary>
public static class PoolDoor
{
    /// <param name="wasHis">Who asks had it last.</param>
    /// <returns>Null when it can be taken.</returns>
    public static Refusal? Closed(Pool pool, DateTime pooledAt, bool wasHis, DateOnly today)
    {
        var came = Clock.BusinessDate(pooledAt);
        return came.AddDays(pool.ProtectDays) is var free && today < free ? Refusal.Invalid("Pools.ProtectedUntil", free)
            : wasHis && came.AddDays(pool.CoolDownDays) is var again && today < again ? Refusal.Invalid("Pools.CoolDownUntil", again)
            : null;
    }
}
