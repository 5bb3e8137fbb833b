using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>输单: what losing an opportunity means for its customer, in the same transaction.</summary>
internal static class LossReleasing
{
    /// <summary>
    /// The customer goes back to the pool when that pool says so, the loser owns it, nothing else is open with it, and nothing keeps it: the same
    /// exemptions hold as by the clock.
    /// </summary>
    public static async Task<Refusal?> ReleaseAfterLoss(this Work work, Opportunity lost)
    {
        if (lost.CustomerId is not { } id || await work.Db.Opportunities.AnyAsync(o => o.CustomerId == id && o.Id != lost.Id && o.State == OpportunityState.Open))
        {
            return null;
        }

        var owned = await work.Db.Customers.Where(c => c.Id == id && c.OwnerId == lost.OwnerId).WithClock(work.Db).SingleOrDefaultAsync();
        if (owned is null || (await PoolSeats.Read(work.Db, PoolKind.Customers)).HomeOf(owned.OwnerId, owned.DepartmentId) is not { LossReleases: true } pool
            || owned.Facts.Locked || owned.Facts.HasRunningOrder || (pool.DealtStays && owned.Facts.LastDealOn is not null))
        {
            return null;
        }

        return work.PutInto(await work.Db.Customers.SingleAsync(c => c.Id == id), pool, PoolClock.Lost);
    }
}
