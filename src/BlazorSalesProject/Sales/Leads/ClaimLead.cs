using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>领取: takes a lead out of its public pool for oneself, within quota and cap; of any number of people at once one gets it, and only he pays for it.</summary>
public sealed class ClaimLead(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(ClaimLead), async work =>
    {
        var found = await work.PooledLead(id);
        if (found.Value is not { } lead)
        {
            return found.Refusal;
        }

        var pool = lead.Seat.Pool;
        if (!me.MayClaimLeads(lead.Seat))
        {
            return Refusal.Denied("Leads.MayNotClaim", pool.Name);
        }

        // A person's own claims follow one another: two at once can't both see the last free place.
        await work.HoldPerson(me.Id);
        return PoolDoor.Closed(pool, lead.PooledAt, lead.FormerOwnerId == me.Id, work.Today)
            ?? (!await work.TakeQuota(pool) ? Refusal.Invalid("Leads.QuotaUsed", pool.DailyQuota) : null)
            ?? (pool.OwnedCap is { } cap && await work.Db.OwnedLeads(me.Id) >= cap ? Refusal.Invalid("Leads.CapReached", cap) : null)
            ?? (await work.TakeOut(lead, me.Id, PoolWays.Claimed) ? null : await work.GoneLead(id, [lead.Seat]));
    });
}

/// <summary>退回公海: gives a lead back by hand, with the reason.</summary>
public sealed class ReturnLead(Works works)
{
    /// <param name="version">The version the person looked at.</param>
    /// <param name="poolId">Which pool; null is the one its owner belongs to.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Guid? poolId, string? reason) => works.Do(me, nameof(ReturnLead), async work =>
    {
        if (await work.Lead(id) is not { } lead)
        {
            return Refusal.NotFound("Leads.NotFound");
        }

        if (!me.MayEdit(lead))
        {
            return Refusal.Denied("Leads.MayNotEdit", lead.Title);
        }

        var seats = await PoolSeats.Read(work.Db, PoolKind.Leads);
        var owner = lead.OwnerId;
        var home = owner is null ? null : seats.HomeOf(owner.Value, await work.Db.People.Where(p => p.Id == owner).Select(p => p.DepartmentId).SingleAsync());
        var pool = poolId is null ? home : seats.Of(me, Area.Leads).FirstOrDefault(s => s.Pool.Id == poolId)?.Pool;
        if ((await work.Stale(lead, version) ?? (pool is null ? Refusal.For("Pool", "Leads.NoPool") : lead.PutInto(pool.Id, reason, work.Now))) is { } refusal)
        {
            return refusal;
        }

        work.Moved(pool!.Id, id, PoolDirection.In, "returned", owner);
        return null;
    });
}

/// <summary>分配: an administrator of the pool gives leads to a member; the member's cap holds, his quota does not.</summary>
public sealed class DistributeLeads(Works works)
{
    /// <param name="key">Made when the dialog was opened: pressing twice gives once.</param>
    public Task<Outcome<Distribution>> Run(Me me, Guid key, IReadOnlyList<Guid> ids, Guid personId) => works.Once<Distribution>(me, nameof(DistributeLeads), key, new { ids, personId }, async work =>
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count is 0 or > Limits.LargestPage)
        {
            return Refusal.Invalid("Leads.ChooseSome", Limits.LargestPage);
        }

        var person = await work.Db.People.WhoWorkLeads(work.Db).SingleOrDefaultAsync(p => p.Id == personId);
        var seats = await PoolSeats.Read(work.Db, PoolKind.Leads);
        await work.HoldPerson(personId);
        var (given, gone) = (0, 0);
        foreach (var id in wanted)
        {
            var found = await work.PooledLead(id);
            if (found.Value is not { } lead)
            {
                if (found.Refusal!.Kind == RefusalKind.NotFound)
                {
                    return found.Refusal;
                }

                gone++;
                continue;
            }

            var pool = lead.Seat.Pool;
            if (!lead.Seat.Administers)
            {
                return Refusal.Denied("Leads.MayNotDistribute", pool.Name);
            }

            if (person is null || !seats.Belongs(pool, personId, person.DepartmentId))
            {
                return Refusal.For("Person", "Leads.NotAMember", pool.Name);
            }

            if (pool.OwnedCap is { } cap && await work.Db.OwnedLeads(personId) >= cap)
            {
                return Refusal.For("Person", "Leads.TheirCapReached", person.Name, cap);
            }

            if (await work.TakeOut(lead, personId, PoolWays.Assigned))
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
