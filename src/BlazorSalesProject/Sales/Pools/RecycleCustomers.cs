using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>
/// The round of the clock: every customer whose day has come goes back to its owner's public pool. In small pieces, each saved by itself and each
/// looked at again under lock, so that a round can be cut off and begun anew anywhere, also by two nodes at once.
/// </summary>
public sealed class RecycleCustomers(Works works, TimeProvider clock)
{
    /// <summary>So many are looked at in one reading, and so many go back in one transaction.</summary>
    public const int Looked = 1000;
    public const int Batch = 200;

    /// <returns>How many went back.</returns>
    public async Task<Outcome<int>> Run(Me me)
    {
        if (!me.IsSystem && !me.MayConfigurePools())
        {
            return (await works.Do(me, nameof(RecycleCustomers), _ => Task.FromResult<Refusal?>(Refusal.Denied()))).Refusal!;
        }

        var (total, after) = (0, Guid.Empty);
        while (true)
        {
            var (due, last) = await works.Read(async db =>
            {
                var seats = await PoolSeats.Read(db, PoolKind.Customers);
                var looked = seats.All.Count == 0 ? [] : await db.Customers.Where(c => c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).WithClock(db).Take(Looked).ToListAsync();
                return (Due(looked, seats, clock.Today()).ConvertAll(d => d.Customer.Id), looked.Count < Looked ? (Guid?)null : looked[^1].Id);
            });
            foreach (var batch in due.Chunk(Batch))
            {
                var done = await Return(me, batch);
                if (done.Refusal is { } refusal)
                {
                    return refusal;
                }

                total += done.Value;
            }

            if (last is not { } next)
            {
                return total;
            }

            after = next;
        }
    }

    private Task<Outcome<int>> Return(Me me, Guid[] ids) => works.Do<int>(me, nameof(RecycleCustomers), async work =>
    {
        // Taken and looked at again: what was followed up, locked or given away a moment ago stays.
        await work.Begin();
        await work.Db.Customers.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.SearchText, c => c.SearchText));
        var due = Due(await work.Db.Customers.Where(c => ids.Contains(c.Id)).WithClock(work.Db).ToListAsync(), await PoolSeats.Read(work.Db, PoolKind.Customers), work.Today);
        var found = due.ConvertAll(d => d.Customer.Id);
        var customers = await work.Db.Customers.Where(c => found.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        foreach (var (customer, pool, way) in due)
        {
            if (work.PutInto(customers[customer.Id], pool, way.Why, since: way.Since) is { } refusal)
            {
                return refusal;
            }
        }

        return due.Count;
    });

    private static List<(OwnedCustomer Customer, Pool Pool, PoolReturn Way)> Due(List<OwnedCustomer> looked, PoolSeats seats, DateOnly today)
    {
        var found = new List<(OwnedCustomer, Pool, PoolReturn)>();
        foreach (var customer in looked)
        {
            if (seats.HomeOf(customer.OwnerId, customer.DepartmentId) is { } pool && PoolClock.Next(pool, customer.Facts) is { Return: { } way } verdict && verdict.IsDue(today))
            {
                found.Add((customer, pool, way));
            }
        }

        return found;
    }
}

/// <summary>Tells owners, seven, three and one days before, what would leave them, and their managers on the last; each of these once.</summary>
public sealed class RemindOfReturns(Works works, TimeProvider clock)
{
    /// <returns>How many reminders went out.</returns>
    public async Task<Outcome<int>> Run(Me me)
    {
        if (!me.IsSystem && !me.MayConfigurePools())
        {
            return (await works.Do(me, nameof(RemindOfReturns), _ => Task.FromResult<Refusal?>(Refusal.Denied()))).Refusal!;
        }

        var (total, after) = (0, Guid.Empty);
        while (true)
        {
            var looked = await works.Read(async db =>
            {
                var seats = await PoolSeats.Read(db, PoolKind.Customers);
                var rows = seats.All.Count == 0 ? [] : await db.Customers.Where(c => c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).WithClock(db).Take(RecycleCustomers.Looked).ToListAsync();
                return (Soon: Soon(rows, seats, clock.Today()), Last: rows.Count < RecycleCustomers.Looked ? (Guid?)null : rows[^1].Id);
            });
            foreach (var batch in looked.Soon.Chunk(RecycleCustomers.Batch))
            {
                var done = await Remind(me, batch);
                if (done.Refusal is { } refusal)
                {
                    return refusal;
                }

                total += done.Value;
            }

            if (looked.Last is not { } next)
            {
                return total;
            }

            after = next;
        }
    }

    private Task<Outcome<int>> Remind(Me me, (OwnedCustomer Customer, PoolReturn Way, int Before)[] soon) => works.Do<int>(me, nameof(RemindOfReturns), async work =>
    {
        await work.Begin();
        var ids = soon.Select(s => s.Customer.Id).ToList();
        var known = (await work.Db.PoolReminders.Where(r => ids.Contains(r.CustomerId)).ToListAsync()).ToLookup(r => (r.CustomerId, r.ReturnsOn), r => r.Before);
        var told = 0;
        foreach (var (customer, way, before) in soon.Where(s => !known[(s.Customer.Id, s.Way.On)].Any(b => b <= s.Before)))
        {
            work.Db.PoolReminders.Add(new PoolReminder { CustomerId = customer.Id, ReturnsOn = way.On, Before = before, At = work.Now });
            work.Record("CustomerReturnsSoon", new Subject(nameof(Customer), customer.Id), null,
                [("Name", customer.Name), ("Owner", customer.OwnerId), ("On", way.On), ("Why", way.Why), ("Since", way.Since), ("Before", before)]);
            told++;
        }

        return told;
    });

    private static List<(OwnedCustomer Customer, PoolReturn Way, int Before)> Soon(List<OwnedCustomer> looked, PoolSeats seats, DateOnly today)
    {
        var found = new List<(OwnedCustomer, PoolReturn, int)>();
        foreach (var customer in looked)
        {
            if (PoolClock.Next(seats.HomeOf(customer.OwnerId, customer.DepartmentId), customer.Facts).Return is { } way && way.On > today
                && PoolClock.RemindBefore.Where(days => way.On <= today.AddDays(days)).DefaultIfEmpty(0).Min() is > 0 and var before)
            {
                found.Add((customer, way, before));
            }
        }

        return found;
    }
}
