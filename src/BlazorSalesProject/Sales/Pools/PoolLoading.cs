using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>A customer that lies in a pool, as a verb meets it.</summary>
internal sealed record Pooled(Guid Id, string Name, PoolSeat Seat, DateTime PooledAt, Guid? FormerOwnerId);

/// <summary>A customer somebody owns, with what the clock looks at.</summary>
internal sealed record OwnedCustomer(Guid Id, string Name, Guid OwnerId, Guid? DepartmentId, ClockFacts Facts);

/// <summary>How verbs and views of the pools get hold of customers.</summary>
internal static class PoolLoading
{
    /// <summary>A customer in a pool that exists for the actor; otherwise what became of it, as far as he may know.</summary>
    public static async Task<Outcome<Pooled>> Pooled(this Work work, Guid id)
    {
        work.Concerns(nameof(Customer), id);
        var seats = (await PoolSeats.Read(work.Db, PoolKind.Customers)).Of(work.Me);
        var found = await work.Db.Customers.Where(c => c.Id == id && c.PoolId != null && c.OwnerId == null).Select(c => new { c.Name, c.PoolId, c.PooledAt, c.FormerOwnerId }).SingleOrDefaultAsync();
        return found is not null && seats.FirstOrDefault(s => s.Pool.Id == found.PoolId) is { } seat
            ? new Pooled(id, found.Name, seat, found.PooledAt!.Value, found.FormerOwnerId)
            : await work.Gone(id, seats);
    }

    /// <summary>It was taken a moment ago: says by whom and when to those who saw it lie there.</summary>
    public static async Task<Refusal> Gone(this Work work, Guid id, IReadOnlyList<PoolSeat> seats)
    {
        var pools = seats.Select(s => s.Pool.Id).ToList();
        var last = await work.Db.PoolMoves.Where(m => m.RecordId == id && m.Direction == PoolDirection.Out && pools.Contains(m.PoolId)).OrderByDescending(m => m.At)
            .Select(m => new { m.At, m.How, Name = work.Db.People.Where(p => p.Id == m.PersonId).Select(p => p.Name).FirstOrDefault() }).FirstOrDefaultAsync();
        return last?.Name is null
            ? Refusal.NotFound("Customers.CustomerNotFound")
            : Refusal.Conflict(last.How == PoolWays.Claimed ? "Pools.ClaimedBy" : "Pools.AssignedTo", last.Name, Clock.Local(last.At).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Takes one from today's quota by one conditional statement; false when nothing is left of it.</summary>
    public static async Task<bool> TakeQuota(this Work work, Pool pool)
    {
        await work.Begin();
        var (poolId, person, day, quota) = (pool.Id, work.Me.Id, work.Today, pool.DailyQuota);
        await work.Db.Database.ExecuteSqlAsync($"""INSERT INTO "ClaimCounts" ("PoolId", "PersonId", "Day", "Taken") VALUES ({poolId}, {person}, {day}, 0) ON CONFLICT DO NOTHING""");
        return await work.Db.ClaimCounts.Where(c => c.PoolId == poolId && c.PersonId == person && c.Day == day && (quota == null || c.Taken < quota))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Taken, c => c.Taken + 1)) == 1;
    }

    /// <summary>How many customers somebody owns, as the pool counts them.</summary>
    public static Task<int> Owned(this AppDb db, Pool pool, Guid personId)
    {
        var owned = db.Customers.Where(c => c.OwnerId == personId && c.Kind == PartyKind.Customer);
        return (pool.DealtDontCount ? owned.Where(c => !db.Opportunities.Any(o => o.CustomerId == c.Id && o.State == OpportunityState.Won)) : owned).CountAsync();
    }

    /// <summary>
    /// Moves it to its new owner if it still lies there: one conditional statement decides between any number of people. Its open opportunities go
    /// with it, and what its former owner closed stays readable. False when somebody was faster.
    /// </summary>
    public static async Task<bool> TakeOut(this Work work, Pooled pooled, Guid ownerId, string how)
    {
        await work.Begin();
        var poolId = pooled.Seat.Pool.Id;
        if (await work.Db.Customers.Where(c => c.Id == pooled.Id && c.PoolId == poolId && c.OwnerId == null).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.OwnerId, ownerId).SetProperty(c => c.OwnedSince, work.Now).SetProperty(c => c.PoolId, (Guid?)null).SetProperty(c => c.PooledAt, (DateTime?)null)
                .SetProperty(c => c.PooledBy, (string?)null).SetProperty(c => c.Version, c => c.Version + 1)) == 0)
        {
            return false;
        }

        work.Db.PoolMoves.Add(new PoolMove { PoolId = poolId, RecordId = pooled.Id, Direction = PoolDirection.Out, How = how, PersonId = ownerId, ById = work.Me.IsSystem ? null : work.Me.Id, At = work.Now });
        work.Record(how == PoolWays.Claimed ? "CustomerClaimed" : "CustomerAssigned", new Subject(nameof(Customer), pooled.Id), null,
            [("Name", pooled.Name), ("Pool", poolId), ("From", pooled.FormerOwnerId), ("To", ownerId)]);
        var left = await work.Db.Opportunities.Where(o => o.CustomerId == pooled.Id && o.OwnerId == pooled.FormerOwnerId && o.OwnerId != ownerId).Include(o => o.Owners.Where(s => s.Until == null)).AsSingleQuery().ToListAsync();
        foreach (var opportunity in left)
        {
            if (opportunity.State == OpportunityState.Open)
            {
                opportunity.GiveTo(ownerId, work.Now);
            }
            else
            {
                opportunity.ShareWith(ownerId, canWrite: false, until: null, work.Today);
            }
        }

        return true;
    }

    /// <summary>Puts a customer into a pool and notes the way.</summary>
    public static Refusal? PutInto(this Work work, Customer customer, Pool pool, string how, string? note = null, DateOnly? since = null)
    {
        var owner = customer.OwnerId;
        if (customer.PutInto(pool.Id, how, note, since, work.Now) is { } refusal)
        {
            return refusal;
        }

        work.Db.PoolMoves.Add(new PoolMove { PoolId = pool.Id, RecordId = customer.Id, Direction = PoolDirection.In, How = how, PersonId = owner, ById = work.Me.IsSystem ? null : work.Me.Id, At = work.Now });
        return null;
    }

    /// <summary>Customers somebody owns, with what the clock needs; read as they are at this moment.</summary>
    public static IQueryable<OwnedCustomer> WithClock(this IQueryable<Customer> customers, AppDb db) => customers.Where(c => c.OwnerId != null && c.Kind == PartyKind.Customer).Select(c => new OwnedCustomer(
        c.Id, c.Name, c.OwnerId!.Value, db.People.Where(p => p.Id == c.OwnerId).Select(p => p.DepartmentId).FirstOrDefault(), new ClockFacts
        {
            Level = c.Level,
            OwnedSince = c.OwnedSince ?? c.CreatedAt,
            TouchedAt = c.TouchedAt,
            Locked = c.LockedAt != null,
            LastOpportunityAt = db.Opportunities.Where(o => o.CustomerId == c.Id).Max(o => (DateTime?)o.CreatedAt),
            HasOpenOpportunity = db.Opportunities.Any(o => o.CustomerId == c.Id && o.State == OpportunityState.Open),
            LastDealOn = db.Opportunities.Where(o => o.CustomerId == c.Id && o.State == OpportunityState.Won).Max(o => o.ClosedOn),
            HasRunningOrder = db.Orders.Any(o => o.CustomerId == c.Id && o.State != OrderState.Completed && o.State != OrderState.Cancelled),
            StageSince = db.Opportunities.Where(o => o.CustomerId == c.Id && o.State == OpportunityState.Open && o.WaitingUntil == null).Min(o => (DateTime?)o.EnteredAt),
            WaitingUntil = db.Opportunities.Where(o => o.CustomerId == c.Id && o.State == OpportunityState.Open && o.WaitingUntil != null).Min(o => o.WaitingUntil),
        }));
}

/// <summary>How something left a pool.</summary>
public static class PoolWays
{
    public const string Claimed = "claimed";
    public const string Assigned = "assigned";
}
