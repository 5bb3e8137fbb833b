using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>What became of a distribution.</summary>
/// <param name="Given">How many went to the person.</param>
/// <param name="Gone">How many somebody else had taken meanwhile.</param>
public sealed record Distribution(int Given, int Gone);

/// <summary>分配: an administrator of the pool gives customers to a member; the member's cap holds, his quota does not.</summary>
public sealed class DistributeCustomers(Works works, WhoIs whoIs)
{
    /// <param name="key">Made when the dialog was opened: pressing twice gives once.</param>
    public Task<Outcome<Distribution>> Run(Me me, Guid key, IReadOnlyList<Guid> ids, Guid personId) => works.Once<Distribution>(me, nameof(DistributeCustomers), key, new { ids, personId }, async work =>
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count is 0 or > Limits.LargestPage)
        {
            return Refusal.Invalid("Pools.ChooseSome", Limits.LargestPage);
        }

        if (await whoIs.Load(personId) is not { } person || !await work.Db.People.WhoSeeCustomers(work.Db).AnyAsync(p => p.Id == personId))
        {
            return Refusal.For("Person", "Customers.PersonSeesNone");
        }

        var seats = await PoolSeats.Read(work.Db, PoolKind.Customers);
        await work.HoldPerson(personId);
        var (given, gone) = (0, 0);
        foreach (var id in wanted)
        {
            var found = await work.Pooled(id);
            if (found.Value is not { } pooled)
            {
                if (found.Refusal!.Kind == RefusalKind.NotFound)
                {
                    return found.Refusal;
                }

                gone++;
                continue;
            }

            var pool = pooled.Seat.Pool;
            if (!pooled.Seat.Administers)
            {
                return Refusal.Denied("Pools.MayNotDistribute", pool.Name);
            }

            if (!seats.Of(person).Any(s => s.Pool.Id == pool.Id && s.Member))
            {
                return Refusal.For("Person", "Pools.NotAMember", person.Name, pool.Name);
            }

            if (pool.OwnedCap is { } cap && await work.Db.Owned(pool, personId) >= cap)
            {
                return Refusal.For("Person", "Pools.TheirCapReached", person.Name, cap);
            }

            if (await work.TakeOut(pooled, personId, PoolWays.Assigned))
            {
                given++;
            }
            else
            {
                gone++;
            }
        }

        return new Distribution(given, gone);
    });
}
