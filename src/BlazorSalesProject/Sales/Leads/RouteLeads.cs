using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>Sets by which rule a pool of leads gives away; for its administrators.</summary>
public sealed class SetLeadRouting(Works works)
{
    /// <param name="version">The version the form was opened with; 0 when there was none.</param>
    public Task<Outcome> Run(Me me, Guid poolId, int version, RoutingWay way, IReadOnlyList<TerritoryFacts> territories) => works.Do(me, nameof(SetLeadRouting), async work =>
    {
        work.Concerns(nameof(Pool), poolId);
        if ((await work.Db.LeadSeats(me)).FirstOrDefault(s => s.Pool.Id == poolId) is not { } seat)
        {
            return Refusal.NotFound("Leads.NoPool");
        }

        if (!seat.Administers)
        {
            return Refusal.Denied("Leads.MayNotDistribute", seat.Pool.Name);
        }

        var people = territories.Select(t => t.PersonId).Distinct().ToList();
        if (await work.Db.People.WhoWorkLeads(work.Db).CountAsync(p => people.Contains(p.Id)) != people.Count)
        {
            return Refusal.For("Territories", "Leads.PersonSeesNone");
        }

        if (await work.Db.LeadRoutings.SingleOrDefaultAsync(r => r.PoolId == poolId) is { } known)
        {
            return await work.Stale(known, version) ?? known.Change(way, territories);
        }

        var made = LeadRouting.For(poolId, way, territories);
        if (made.Value is { } routing)
        {
            work.Db.LeadRoutings.Add(routing);
        }

        return made.Refusal;
    });
}

/// <summary>按规则分配: gives away what lies in a pool by the pool's rule, the oldest first, as far as caps allow.</summary>
public sealed class RouteLeads(Works works)
{
    /// <returns>How many found somebody; a full batch means that there may be more.</returns>
    public Task<Outcome<int>> Run(Me me, Guid poolId) => works.Do<int>(me, nameof(RouteLeads), async work =>
    {
        work.Concerns(nameof(Pool), poolId);
        if ((await work.Db.LeadSeats(me)).FirstOrDefault(s => s.Pool.Id == poolId) is not { } seat)
        {
            return Refusal.NotFound("Leads.NoPool");
        }

        if (!seat.Administers)
        {
            return Refusal.Denied("Leads.MayNotDistribute", seat.Pool.Name);
        }

        var router = await LeadRouter.Open(work, seat.Pool);
        if (!router.HasRule)
        {
            return Refusal.Invalid("Leads.NoRule", seat.Pool.Name);
        }

        var given = 0;
        foreach (var lead in await work.Db.Leads.Open().Where(l => l.PoolId == poolId).OrderBy(l => l.PooledAt).ThenBy(l => l.Id).Take(Limits.LargestPage)
            .Select(l => new { l.Id, Title = l.Company ?? l.ContactName ?? l.Number, l.Region, l.PooledAt, l.FormerOwnerId }).ToListAsync())
        {
            if (await router.Next(lead.Region) is { } person && await work.TakeOut(new PooledLead(lead.Id, lead.Title, seat, lead.PooledAt!.Value, lead.FormerOwnerId), person, PoolWays.Assigned))
            {
                given++;
            }
        }

        return given;
    });
}

/// <summary>A pool's rule at work: whose turn it is, with caps, one router of a pool after the other.</summary>
internal sealed class LeadRouter
{
    private readonly Work _work;
    private readonly Pool _pool;
    private readonly LeadRouting? _routing;
    private readonly List<(Guid Person, int Open)> _members = [];

    private LeadRouter(Work work, Pool pool, LeadRouting? routing) => (_work, _pool, _routing) = (work, pool, routing);

    public bool HasRule => _routing is { Way: not RoutingWay.ByHand };

    public static async Task<LeadRouter> Open(Work work, Pool pool)
    {
        await work.Begin();
        await work.Db.LeadRoutings.Where(r => r.PoolId == pool.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.LastPersonId, r => r.LastPersonId));
        var router = new LeadRouter(work, pool, await work.Db.LeadRoutings.AsNoTracking().SingleOrDefaultAsync(r => r.PoolId == pool.Id));
        if (!router.HasRule)
        {
            return router;
        }

        var seats = await PoolSeats.Read(work.Db, PoolKind.Leads);
        var people = (await work.Db.People.WhoWorkLeads(work.Db).Select(p => new { p.Id, p.DepartmentId }).ToListAsync()).Where(p => seats.Belongs(pool, p.Id, p.DepartmentId)).Select(p => p.Id).Order().ToList();
        foreach (var person in people)
        {
            // In a steady order, so that two pools with the same members can't wait for one another for ever.
            await work.HoldPerson(person);
        }

        var open = await work.Db.Leads.Open().Where(l => l.OwnerId != null && people.Contains(l.OwnerId.Value)).GroupBy(l => l.OwnerId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        router._members.AddRange(people.Select(p => (p, open.GetValueOrDefault(p))));
        return router;
    }

    /// <summary>Who gets the next lead; he counts as having it from now on.</summary>
    public async Task<Guid?> Next(string? region)
    {
        if (_routing?.Next(_members.FindAll(m => _pool.OwnedCap is not { } cap || m.Open < cap), region) is not { } person)
        {
            return null;
        }

        var at = _members.FindIndex(m => m.Person == person);
        _members[at] = (person, _members[at].Open + 1);
        _routing.Took(person);
        await _work.Db.LeadRoutings.Where(r => r.Id == _routing.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.LastPersonId, person));
        return person;
    }
}
