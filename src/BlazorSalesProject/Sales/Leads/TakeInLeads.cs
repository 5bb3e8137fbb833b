using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>What became of many leads handed in at once.</summary>
/// <param name="Created">New ones.</param>
/// <param name="Known">Those who asked again: the same phone or e-mail as an open lead.</param>
/// <param name="Assigned">New ones that went on to somebody by the pool's rule.</param>
public sealed record TakenIn(int Created, int Known, int Assigned);

/// <summary>Takes many leads into a pool in one go, all or none: what is known already is no second lead, and the pool's rule and caps hold as for any other.</summary>
public sealed class TakeInLeads(Works works)
{
    /// <param name="key">Made when the list was chosen: handing in twice takes in once.</param>
    public Task<Outcome<TakenIn>> Run(Me me, Guid key, Guid poolId, IReadOnlyList<LeadFacts> many) => works.Once<TakenIn>(me, nameof(TakeInLeads), key, new { poolId, many }, async work =>
    {
        work.Concerns(nameof(Pool), poolId);
        if (!me.May(Area.Leads, Function.Create))
        {
            return Refusal.Denied();
        }

        if ((await work.Db.LeadSeats(me)).FirstOrDefault(s => s.Pool.Id == poolId) is not { } seat)
        {
            return Refusal.NotFound("Leads.NoPool");
        }

        if (!seat.Administers)
        {
            return Refusal.Denied("Leads.MayNotDistribute", seat.Pool.Name);
        }

        if (many.Count is 0 or > Limits.LargestPage)
        {
            return Refusal.Invalid("Leads.ChooseSome", Limits.LargestPage);
        }

        var arrivals = await LeadArrivals.Open(work, seat.Pool);
        foreach (var facts in many)
        {
            if ((await work.Campaign(facts.CampaignId) ?? (await arrivals.Take(facts)).Refusal) is { } refusal)
            {
                return refusal;
            }
        }

        return arrivals.Sum;
    });
}

/// <summary>Leads arriving in a pool, whatever door they came through.</summary>
internal sealed class LeadArrivals
{
    private readonly Work _work;
    private readonly Pool _pool;
    private readonly LeadRouter _router;
    private readonly List<Lead> _new = [];

    private LeadArrivals(Work work, Pool pool, LeadRouter router) => (_work, _pool, _router) = (work, pool, router);

    public TakenIn Sum { get; private set; } = new(0, 0, 0);

    public static async Task<LeadArrivals> Open(Work work, Pool pool)
    {
        await work.Begin();
        // One after the other, so that two of the same phone at once don't make two leads.
        await work.Db.Pools.Where(p => p.Id == pool.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version));
        return new LeadArrivals(work, pool, await LeadRouter.Open(work, pool));
    }

    /// <summary>A new lead, or the open one of the same phone or e-mail, who asks again.</summary>
    public async Task<Outcome<Lead>> Take(LeadFacts facts)
    {
        var (phone, email) = (PhoneNumber.Key(facts.Phone), Lead.KeyOf(facts.Email));
        var known = _new.Find(l => (phone is not null && l.PhoneKey == phone) || (email is not null && l.EmailKey == email))
            ?? (phone is null && email is null ? null : await _work.Db.Leads.Open().Where(l => (phone != null && l.PhoneKey == phone) || (email != null && l.EmailKey == email)).OrderByDescending(l => l.CreatedAt).FirstOrDefaultAsync());
        if (known is not null)
        {
            known.AskedAgain(facts);
            Sum = Sum with { Known = Sum.Known + 1 };
            return known;
        }

        var made = Lead.CreateIn(_pool.Id, await _work.NextNumber("XS"), facts, _work.Now);
        if (made.Value is not { } lead)
        {
            return made;
        }

        _new.Add(lead);
        _work.Db.Leads.Add(lead);
        _work.Moved(_pool.Id, lead.Id, PoolDirection.In, "created", null);
        Sum = Sum with { Created = Sum.Created + 1 };
        if (await _router.Next(lead.Region) is { } person)
        {
            lead.GiveTo(person);
            _work.Moved(_pool.Id, lead.Id, PoolDirection.Out, PoolWays.Assigned, person);
            Sum = Sum with { Assigned = Sum.Assigned + 1 };
        }

        return lead;
    }
}
