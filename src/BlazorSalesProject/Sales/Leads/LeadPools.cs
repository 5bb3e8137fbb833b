using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>A lead that lies in a pool, as a verb meets it.</summary>
internal sealed record PooledLead(Guid Id, string Title, PoolSeat Seat, DateTime PooledAt, Guid? FormerOwnerId);

/// <summary>How verbs take leads out of the pools and put them there.</summary>
internal static class LeadPools
{
    public static async Task<IReadOnlyList<PoolSeat>> LeadSeats(this AppDb db, Me me) => (await PoolSeats.Read(db, PoolKind.Leads)).Of(me, Area.Leads);

    /// <summary>Takes for himself: a member who may work on leads of his own.</summary>
    public static bool MayClaimLeads(this Me me, PoolSeat seat) => seat.Member && me.May(Area.Leads, Function.Edit, me.Id);

    /// <summary>A lead in a pool that exists for the actor; otherwise what became of it, as far as he may know.</summary>
    public static async Task<Outcome<PooledLead>> PooledLead(this Work work, Guid id)
    {
        work.Concerns(nameof(Lead), id);
        var seats = await work.Db.LeadSeats(work.Me);
        var found = await work.Db.Leads.Open().Where(l => l.Id == id && l.PoolId != null).Select(l => new { Title = l.Company ?? l.ContactName ?? l.Number, l.PoolId, l.PooledAt, l.FormerOwnerId }).SingleOrDefaultAsync();
        return found is not null && seats.FirstOrDefault(s => s.Pool.Id == found.PoolId) is { } seat
            ? new PooledLead(id, found.Title, seat, found.PooledAt!.Value, found.FormerOwnerId)
            : await work.GoneLead(id, seats);
    }

    /// <summary>It was taken a moment ago: says by whom and when to those who saw it lie there.</summary>
    public static async Task<Refusal> GoneLead(this Work work, Guid id, IReadOnlyList<PoolSeat> seats)
    {
        var refusal = await work.Gone(id, seats);
        return refusal.Kind == RefusalKind.NotFound ? Refusal.NotFound("Leads.NotFound") : refusal;
    }

    /// <summary>How many open leads somebody has.</summary>
    public static Task<int> OwnedLeads(this AppDb db, Guid personId) => db.Leads.Open().CountAsync(l => l.OwnerId == personId);

    /// <summary>Moves it to its new owner if it still lies there: one conditional statement decides between any number of people. False when somebody was faster.</summary>
    public static async Task<bool> TakeOut(this Work work, PooledLead lead, Guid ownerId, string how)
    {
        await work.Begin();
        var poolId = lead.Seat.Pool.Id;
        if (await work.Db.Leads.Open().Where(l => l.Id == lead.Id && l.PoolId == poolId && l.OwnerId == null).ExecuteUpdateAsync(set => set
                .SetProperty(l => l.OwnerId, ownerId).SetProperty(l => l.PoolId, (Guid?)null).SetProperty(l => l.PooledAt, (DateTime?)null).SetProperty(l => l.Version, l => l.Version + 1)) == 0)
        {
            return false;
        }

        work.Moved(poolId, lead.Id, PoolDirection.Out, how, ownerId);
        work.Record(how == PoolWays.Claimed ? "LeadClaimed" : "LeadAssigned", new Subject(nameof(Lead), lead.Id), null,
            [("Title", lead.Title), ("Pool", poolId), ("From", lead.FormerOwnerId), ("To", ownerId)]);
        return true;
    }

    public static void Moved(this Work work, Guid poolId, Guid leadId, PoolDirection direction, string how, Guid? personId) =>
        work.Db.PoolMoves.Add(new PoolMove { PoolId = poolId, RecordId = leadId, Direction = direction, How = how, PersonId = personId, ById = work.Me.IsSystem ? null : work.Me.Id, At = work.Now });
}
