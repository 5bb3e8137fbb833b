using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>A lead in a pool. What the pool hides is masked for everybody who does not administer it.</summary>
/// <param name="Closed">Why the reader can't take it now; null when he can.</param>
public sealed record PooledLeadRow(
    Guid Id, string Number, string Title, string? ContactName, string? Phone, string? Source, string? Region, string? Industry, DateTime PooledAt, string? Former, int FollowUps, string? Closed);

/// <summary>By which rule a pool gives away.</summary>
public sealed record RoutingCard(int Version, RoutingWay Way, IReadOnlyList<TerritoryRow> Territories);

/// <summary>Whose region it is.</summary>
public sealed record TerritoryRow(string Region, Guid PersonId, string Person);

/// <summary>A page of a pool of leads with what the reader may do there.</summary>
/// <param name="Page">The page really shown, from 1.</param>
public sealed record LeadPoolNow(
    IReadOnlyList<PoolTab> Pools, Guid PoolId, string Name, IReadOnlyList<PooledLeadRow> Rows, int Total, int Page, PoolAllowance Allowance, RoutingCard Routing, IReadOnlyList<PersonPick> Members,
    bool MayClaim, bool Administers);

/// <summary>线索公海: what lies in a pool, the oldest last. Null for whoever belongs to none.</summary>
public sealed class LeadPoolList(Works works, TimeProvider clock)
{
    private const string Hidden = "••••••";

    /// <param name="poolId">The pool; the first one that exists for the reader when not said.</param>
    /// <param name="page">From 1.</param>
    public Task<LeadPoolNow?> For(Me me, Guid? poolId = null, string? text = null, int page = 1) => works.Read(async db =>
    {
        var all = await PoolSeats.Read(db, PoolKind.Leads);
        var seats = all.Of(me, Area.Leads);
        if (seats.Count == 0)
        {
            return null;
        }

        var seat = seats.FirstOrDefault(s => s.Pool.Id == poolId) ?? seats.FirstOrDefault(s => s.Member) ?? seats[0];
        var (pool, today) = (seat.Pool, clock.Today());
        var ids = seats.Select(s => s.Pool.Id).ToList();
        var counts = await db.Leads.Open().Where(l => l.PoolId != null && ids.Contains(l.PoolId.Value)).GroupBy(l => l.PoolId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var found = db.Leads.Open().Where(l => l.PoolId == pool.Id);
        if (Limits.Clean(text) is { } wanted)
        {
            // Only by what everybody may read: a search that found hidden telephones would tell them.
            var key = Customers.CompanyName.Key(wanted);
            found = found.Where(l => l.Number.Contains(wanted) || (l.Company != null && l.Company.Contains(wanted)) || (l.Region != null && l.Region.Contains(wanted)) || (key != "" && l.CompanyKey != null && l.CompanyKey.Contains(key)));
        }

        var total = await found.CountAsync();
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
        var rows = await found.OrderByDescending(l => l.PooledAt).ThenByDescending(l => l.Id).Skip((shown - 1) * Limits.PageSize).Take(Limits.PageSize).Select(l => new
        {
            l.Id, l.Number, l.Company, l.ContactName, l.Phone, l.Source, l.Region, l.Industry, l.PooledAt, l.FormerOwnerId,
            Former = db.People.Where(p => p.Id == l.FormerOwnerId).Select(p => p.Name).FirstOrDefault(),
            FollowUps = db.FollowUps.Count(f => f.LeadId == l.Id),
        }).ToListAsync();
        var hidden = seat.Administers ? [] : pool.HiddenFields;
        string? Shown(string field, string? value) => value is not null && hidden.Contains(field) ? Hidden : value;
        var taken = await db.ClaimCounts.Where(c => c.PoolId == pool.Id && c.PersonId == me.Id && c.Day == today).Select(c => c.Taken).FirstOrDefaultAsync();
        return new LeadPoolNow(
            [.. seats.Select(s => new PoolTab(s.Pool.Id, s.Pool.Name, counts.GetValueOrDefault(s.Pool.Id)))], pool.Id, pool.Name,
            rows.ConvertAll(r => new PooledLeadRow(
                r.Id, r.Number, r.Company ?? Shown("contacts", r.ContactName) ?? r.Number, Shown("contacts", r.ContactName), Shown("phone", r.Phone), r.Source, r.Region, r.Industry, r.PooledAt!.Value, r.Former, r.FollowUps,
                PoolDoor.Closed(pool, r.PooledAt.Value, r.FormerOwnerId == me.Id, today)?.Sentence)),
            total, shown, new PoolAllowance(pool.DailyQuota, taken, pool.OwnedCap, await db.OwnedLeads(me.Id)), await Routing(db, pool.Id),
            seat.Administers ? await Members(db, all, pool) : [], me.MayClaimLeads(seat), seat.Administers);
    });

    private static async Task<RoutingCard> Routing(AppDb db, Guid poolId)
    {
        if (await db.LeadRoutings.SingleOrDefaultAsync(r => r.PoolId == poolId) is not { } routing)
        {
            return new RoutingCard(0, RoutingWay.ByHand, []);
        }

        var people = routing.Territories.Select(t => t.PersonId).ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        return new RoutingCard(routing.Version, routing.Way, [.. routing.Territories.OrderBy(t => t.Region, StringComparer.Ordinal).Select(t => new TerritoryRow(t.Region, t.PersonId, names.GetValueOrDefault(t.PersonId) ?? "?"))]);
    }

    private static async Task<IReadOnlyList<PersonPick>> Members(AppDb db, PoolSeats seats, Pool pool) =>
        [.. (await db.People.WhoWorkLeads(db).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.DepartmentId, Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() }).ToListAsync())
            .Where(p => seats.Belongs(pool, p.Id, p.DepartmentId)).Take(Limits.LargestPage).Select(p => new PersonPick(p.Id, p.Name, p.Department))];
}
