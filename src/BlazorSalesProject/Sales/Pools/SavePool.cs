using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>Makes a public pool, or changes one. Rules that would send customers back at the next round are saved only when that was said yes to.</summary>
public sealed class SavePool(Works works)
{
    /// <summary>The field a refusal names when a yes is asked for.</summary>
    public const string AskField = "Confirmed";

    /// <param name="key">Made when the form was opened: pressing twice makes one.</param>
    /// <param name="id">The pool to change; null makes one after the others.</param>
    /// <param name="confirmed">So many going back at the next round are meant; another number asks again.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid? id, int version, PoolKind kind, PoolFacts facts, int? confirmed = null) =>
        works.Once<Guid>(me, nameof(SavePool), key, new { id, version, kind, facts, confirmed }, async work =>
        {
            if (!me.MayConfigurePools())
            {
                return Refusal.Denied();
            }

            Pool pool;
            if (id is { } known)
            {
                work.Concerns(nameof(Pool), known);
                if (await work.Db.Pools.SingleOrDefaultAsync(p => p.Id == known) is not { } found)
                {
                    return Refusal.NotFound();
                }

                if ((await work.Stale(found, version) ?? found.Change(facts)) is { } refusal)
                {
                    return refusal;
                }

                pool = found;
            }
            else
            {
                if (await work.Db.Pools.CountAsync() >= Pool.Most)
                {
                    return Refusal.Invalid("Pools.TooMany", Pool.Most);
                }

                var made = Pool.Make(kind, facts, (await work.Db.Pools.MaxAsync(p => (int?)p.Place) ?? 0) + 1);
                if (made.Value is not { } fresh)
                {
                    return made.Refusal!;
                }

                work.Db.Pools.Add(fresh);
                pool = fresh;
            }

            if (pool.Kind == PoolKind.Customers && await PoolTrial.Count(work.Db, pool, work.Today) is { Due: > 0 } trial && trial.Due != confirmed)
            {
                return Refusal.For(AskField, "Pools.WouldReturn", trial.Due, trial.Owned);
            }

            return pool.Id;
        });
}

/// <summary>What rules would do at the next round.</summary>
/// <param name="Due">How many customers would go back.</param>
/// <param name="Owned">Of how many that somebody owns.</param>
/// <param name="First">Some of them, the earliest first.</param>
public sealed record PoolTrial(int Due, int Owned, IReadOnlyList<PoolTrialRow> First)
{
    /// <summary>So many are listed at most.</summary>
    public const int Listed = 20;

    internal static async Task<PoolTrial> Count(AppDb db, Pool pool, DateOnly today)
    {
        var seats = (await PoolSeats.Read(db, PoolKind.Customers)).With(pool);
        var (due, owned, after) = (0, 0, Guid.Empty);
        var first = new List<(OwnedCustomer Customer, PoolReturn Way)>();
        while (true)
        {
            var looked = await db.Customers.AsNoTracking().Where(c => c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).WithClock(db).Take(RecycleCustomers.Looked).ToListAsync();
            foreach (var customer in looked)
            {
                owned++;
                if (seats.HomeOf(customer.OwnerId, customer.DepartmentId) is { } home && home.Id == pool.Id && PoolClock.Next(home, customer.Facts) is { Return: { } way } verdict && verdict.IsDue(today))
                {
                    due++;
                    first.Add((customer, way));
                }
            }

            first = [.. first.OrderBy(f => f.Way.On).ThenBy(f => f.Customer.Id).Take(Listed)];
            if (looked.Count < RecycleCustomers.Looked)
            {
                var owners = first.Select(f => f.Customer.OwnerId).ToList();
                var names = await db.People.Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
                return new PoolTrial(due, owned, [.. first.Select(f => new PoolTrialRow(f.Customer.Id, f.Customer.Name, names[f.Customer.OwnerId], f.Way))]);
            }

            after = looked[^1].Id;
        }
    }
}

/// <summary>A customer that would go back.</summary>
public sealed record PoolTrialRow(Guid Id, string Name, string Owner, PoolReturn Way);

/// <summary>Tries rules out before they hold: nothing is changed. Null for whoever may not configure pools.</summary>
public sealed class TryPoolRules(Works works, TimeProvider clock)
{
    /// <param name="id">The pool whose rules these would be; null is a new one.</param>
    public async Task<Outcome<PoolTrial>?> For(Me me, Guid? id, PoolFacts facts) => !me.MayConfigurePools() ? null : await works.Read<Outcome<PoolTrial>?>(async db =>
    {
        Pool pool;
        if (id is { } known && await db.Pools.SingleOrDefaultAsync(p => p.Id == known) is { } found)
        {
            if (found.Change(facts) is { } refusal)
            {
                return refusal;
            }

            pool = found;
        }
        else
        {
            var made = Pool.Make(PoolKind.Customers, facts, int.MaxValue);
            if (made.Value is null)
            {
                return made.Refusal!;
            }

            pool = made.Value;
        }

        return await PoolTrial.Count(db, pool, clock.Today());
    });
}

/// <summary>A pool as its settings show it.</summary>
public sealed record PoolLine(Guid Id, int Version, PoolKind Kind, PoolFacts Facts, IReadOnlyList<string> Members, int Inside);

/// <summary>All pools with their rules, for those who configure the application; null for others.</summary>
public sealed class PoolSettings(Works works)
{
    public async Task<IReadOnlyList<PoolLine>?> For(Me me) => !me.MayConfigurePools() ? null : await works.Read(async db =>
    {
        var pools = await db.Pools.OrderBy(p => p.Kind).ThenBy(p => p.Place).ThenBy(p => p.Id).Take(Pool.Most).ToListAsync();
        var (people, departments) = (pools.SelectMany(p => p.Members).Select(m => m.PersonId).OfType<Guid>().ToList(), pools.SelectMany(p => p.Members).Select(m => m.DepartmentId).OfType<Guid>().ToList());
        var names = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).Concat(db.Departments.Where(d => departments.Contains(d.Id)).Select(d => new { d.Id, d.Name })).ToDictionaryAsync(n => n.Id, n => n.Name);
        var inside = await db.Customers.Where(c => c.PoolId != null).GroupBy(c => c.PoolId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return (IReadOnlyList<PoolLine>)pools.ConvertAll(p => new PoolLine(p.Id, p.Version, p.Kind, p.FactsNow(), [.. p.FactsNow().Members.Select(m => names.GetValueOrDefault(m.PersonId ?? m.DepartmentId!.Value, "?"))], inside.GetValueOrDefault(p.Id)));
    });
}
