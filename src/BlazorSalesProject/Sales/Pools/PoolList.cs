using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>What the list of a pool is narrowed to; lives in the address.</summary>
public sealed record PoolFilter
{
    /// <summary>The pool; the first one that exists for the reader when not said.</summary>
    public Guid? PoolId { get; init; }

    public string? Text { get; init; }

    public string? Level { get; init; }

    /// <summary>Why it lies there: a code of <see cref="PoolClock"/>.</summary>
    public string? By { get; init; }

    /// <summary>Only what the reader can take now.</summary>
    public bool Free { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public bool IsNarrow => Text is not null || Level is not null || By is not null || Free;

    /// <summary>Reads what an address says; what makes no sense is left out.</summary>
    public static PoolFilter Parse(IReadOnlyDictionary<string, string?> query)
    {
        string? One(string name, int longest) => Limits.Clean(query.GetValueOrDefault(name)) is { } text && text.Length <= longest ? text : null;
        return new PoolFilter
        {
            PoolId = Guid.TryParse(query.GetValueOrDefault("pool"), out var pool) ? pool : null,
            Text = One("q", Limits.SearchText),
            Level = One("level", 20),
            By = One("by", 20),
            Free = One("free", 1) == "1",
            Page = int.TryParse(query.GetValueOrDefault("page"), out var page) ? Math.Clamp(page, 1, 1_000_000) : 1,
        };
    }

    /// <summary>The other way round: only what is set.</summary>
    public IReadOnlyDictionary<string, string?> ToQuery() => new Dictionary<string, string?>
    {
        ["pool"] = PoolId?.ToString(),
        ["q"] = Text,
        ["level"] = Level,
        ["by"] = By,
        ["free"] = Free ? "1" : null,
        ["page"] = Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    }.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value);
}

/// <summary>A customer in a pool. What the pool hides is masked for everybody who does not administer it.</summary>
/// <param name="PooledBy">Why it lies here, as a code; its words are texts Pools.By_code.</param>
/// <param name="Followed">When something last happened with it, UTC.</param>
/// <param name="Closed">Why the reader can't take it now; null when he can.</param>
public sealed record PoolRow(
    Guid Id, int Version, string Number, string Name, string? Level, string? Industry, string? Region, string? Phone, string? Contact, DateTime PooledAt, string PooledBy,
    string? Former, DateTime? Followed, int Opportunities, string? Closed);

/// <summary>A pool to choose, with how much lies in it.</summary>
public sealed record PoolTab(Guid Id, string Name, int Count);

/// <summary>What a person may still take today.</summary>
/// <param name="Quota">A day; null is without limit.</param>
/// <param name="Cap">How many he may own; null is without limit.</param>
public sealed record PoolAllowance(int? Quota, int Taken, int? Cap, int Owned);

/// <summary>A page of a pool with what the reader may do there.</summary>
/// <param name="Page">The page really shown, from 1.</param>
public sealed record PoolListPage(
    IReadOnlyList<PoolTab> Pools, Guid PoolId, string Name, IReadOnlyList<PoolRow> Rows, int Total, int Page, IReadOnlyList<string> Levels, PoolAllowance Allowance, bool MayClaim, bool Administers);

/// <summary>公海: what lies in a pool, newest first. Null for whoever belongs to none.</summary>
public sealed class PoolList(Works works, TimeProvider clock)
{
    private const string Hidden = "••••••";

    public Task<PoolListPage?> For(Me me, PoolFilter filter) => works.Read(async db =>
    {
        var seats = (await PoolSeats.Read(db, PoolKind.Customers)).Of(me);
        if (seats.Count == 0)
        {
            return null;
        }

        var seat = seats.FirstOrDefault(s => s.Pool.Id == filter.PoolId) ?? seats.FirstOrDefault(s => s.Member) ?? seats[0];
        var (pool, today) = (seat.Pool, clock.Today());
        var ids = seats.Select(s => s.Pool.Id).ToList();
        var counts = await db.Customers.Where(c => c.PoolId != null && ids.Contains(c.PoolId.Value)).GroupBy(c => c.PoolId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var lying = db.Customers.Where(c => c.PoolId == pool.Id && c.OwnerId == null);
        var levels = await lying.Where(c => c.Level != null).Select(c => c.Level!).Distinct().OrderBy(l => l).Take(Limits.PageSize).ToListAsync();
        var found = Narrow(lying, filter, pool, me, today);
        var total = await found.CountAsync();
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
        var rows = await found.OrderByDescending(c => c.PooledAt).ThenByDescending(c => c.Id).Skip((page - 1) * Limits.PageSize).Take(Limits.PageSize).Select(c => new
        {
            c.Id, c.Version, c.Number, c.Name, c.Level, c.Industry, c.Region, c.Phone, c.PooledAt, c.PooledBy, c.FormerOwnerId, c.TouchedAt,
            Former = db.People.Where(p => p.Id == c.FormerOwnerId).Select(p => p.Name).FirstOrDefault(),
            Contact = db.Contacts.Where(x => x.CustomerId == c.Id).OrderByDescending(x => x.IsPrimary).ThenBy(x => x.CreatedAt).Select(x => x.Name).FirstOrDefault(),
            Opportunities = db.Opportunities.Count(o => o.CustomerId == c.Id),
        }).ToListAsync();
        var open = seat.Administers ? [] : pool.HiddenFields;
        string? Shown(string field, string? value) => value is not null && open.Contains(field) ? Hidden : value;
        var taken = await db.ClaimCounts.Where(c => c.PoolId == pool.Id && c.PersonId == me.Id && c.Day == today).Select(c => c.Taken).FirstOrDefaultAsync();
        return new PoolListPage(
            [.. seats.Select(s => new PoolTab(s.Pool.Id, s.Pool.Name, counts.GetValueOrDefault(s.Pool.Id)))], pool.Id, pool.Name,
            rows.ConvertAll(r => new PoolRow(
                r.Id, r.Version, r.Number, r.Name, r.Level, r.Industry, r.Region, Shown("phone", r.Phone), Shown("contacts", r.Contact), r.PooledAt!.Value, r.PooledBy ?? PoolClock.Returned,
                r.Former, r.TouchedAt, r.Opportunities, PoolDoor.Closed(pool, r.PooledAt.Value, r.FormerOwnerId == me.Id, today)?.Sentence)),
            total, page, levels, new PoolAllowance(pool.DailyQuota, taken, pool.OwnedCap, await db.Owned(pool, me.Id)), me.MayClaimFrom(seat), seat.Administers);
    });

    // Only by what everybody may read: a search that found hidden telephones would tell them.
    private static IQueryable<Customer> Narrow(IQueryable<Customer> lying, PoolFilter filter, Pool pool, Me me, DateOnly today)
    {
        var found = lying;
        if (filter.Text is { } text)
        {
            var (wanted, key) = (text.ToUpperInvariant(), CompanyName.Key(text));
            found = found.Where(c => c.Number.Contains(wanted) || c.Name.Contains(text) || (key != "" && c.NameKey.Contains(key)));
        }

        if (filter.Level is { } level)
        {
            found = found.Where(c => c.Level == level);
        }

        if (filter.By is { } by)
        {
            found = found.Where(c => c.PooledBy == by);
        }

        if (filter.Free)
        {
            var (free, again) = (Clock.StartOf(today.AddDays(1 - pool.ProtectDays)), Clock.StartOf(today.AddDays(1 - pool.CoolDownDays)));
            found = found.Where(c => c.PooledAt < free && (c.FormerOwnerId != me.Id || c.PooledAt < again));
        }

        return found;
    }
}

/// <summary>What went in and out of a pool for a member.</summary>
/// <param name="Claimed">领取.</param>
/// <param name="Assigned">分配.</param>
/// <param name="GivenBack">Given back by hand.</param>
/// <param name="Lapsed">Taken back by the clock, or after a loss.</param>
/// <param name="Owned">What he has now, as the pool counts.</param>
public sealed record PoolShare(Guid PersonId, string Name, string? Department, int Claimed, int Assigned, int GivenBack, int Lapsed, int Owned)
{
    public int Received => Claimed + Assigned;
}

/// <summary>进出与公平: who took and lost what in the chosen days, and what everybody has.</summary>
/// <param name="From">First business date.</param>
/// <param name="Until">Last business date, included.</param>
public sealed record PoolReport(IReadOnlyList<PoolShare> Shares, DateOnly From, DateOnly Until, int Lying, int In, int Out)
{
    /// <summary>The part of everything given out that went to the one who got most; null when nothing was.</summary>
    public int? LargestPercent => Shares.Sum(s => s.Received) is > 0 and var all ? (int)Math.Round(Shares.Max(s => s.Received) * 100m / all, MidpointRounding.AwayFromZero) : null;
}

/// <summary>The figures of a pool, open to all who belong to it; null for others.</summary>
public sealed class PoolStatistics(Works works, TimeProvider clock)
{
    public const int LongestDays = 366;

    public Task<PoolReport?> For(Me me, Guid poolId, DateOnly? from = null, DateOnly? until = null) => works.Read(async db =>
    {
        var seats = await PoolSeats.Read(db, PoolKind.Customers);
        if (seats.Of(me).FirstOrDefault(s => s.Pool.Id == poolId) is not { Pool: { } pool })
        {
            return null;
        }

        var last = until is { } u && u < clock.Today() ? u : clock.Today();
        var first = from is { } f && f <= last && last.DayNumber - f.DayNumber < LongestDays ? f : last.AddDays(-29);
        var (begin, end) = (Clock.StartOf(first), Clock.StartOf(last.AddDays(1)));
        var moves = await db.PoolMoves.Where(m => m.PoolId == poolId && m.At >= begin && m.At < end).GroupBy(m => new { m.PersonId, m.Direction, m.How }).Select(g => new { g.Key.PersonId, g.Key.Direction, g.Key.How, Count = g.Count() }).ToListAsync();
        var moved = moves.Select(m => m.PersonId).OfType<Guid>().ToHashSet();
        var staff = await db.People.Where(p => p.Kind == PersonKind.Staff).Select(p => new { p.Id, p.Name, p.Active, p.DepartmentId, Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() }).ToListAsync();
        var shown = staff.Where(p => moved.Contains(p.Id) || (p.Active && seats.HomeOf(p.Id, p.DepartmentId)?.Id == poolId)).ToList();
        var ids = shown.ConvertAll(p => p.Id);
        var owned = await db.Customers.Where(c => c.OwnerId != null && ids.Contains(c.OwnerId.Value) && c.Kind == PartyKind.Customer
            && (!pool.DealtDontCount || !db.Opportunities.Any(o => o.CustomerId == c.Id && o.State == OpportunityState.Won))).GroupBy(c => c.OwnerId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        int Count(Guid person, PoolDirection direction, Func<string, bool> how) => moves.Where(m => m.PersonId == person && m.Direction == direction && how(m.How)).Sum(m => m.Count);
        return new PoolReport(
            [.. shown.Select(p => new PoolShare(
                p.Id, p.Name, p.Department, Count(p.Id, PoolDirection.Out, h => h == PoolWays.Claimed), Count(p.Id, PoolDirection.Out, h => h == PoolWays.Assigned),
                Count(p.Id, PoolDirection.In, h => h == PoolClock.Returned), Count(p.Id, PoolDirection.In, h => h != PoolClock.Returned), owned.GetValueOrDefault(p.Id))).OrderByDescending(s => s.Received).ThenBy(s => s.Name, StringComparer.Ordinal)],
            first, last, await db.Customers.CountAsync(c => c.PoolId == poolId), moves.Where(m => m.Direction == PoolDirection.In).Sum(m => m.Count), moves.Where(m => m.Direction == PoolDirection.Out).Sum(m => m.Count));
    });
}
