using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>What a person is in a pool.</summary>
internal sealed record PoolSeat(Pool Pool, bool Member, bool Administers);

/// <summary>Who sits where: the pools as they are now, and which of them somebody belongs to.</summary>
internal sealed class PoolSeats
{
    private readonly List<Pool> _pools;
    private readonly Dictionary<Guid, Guid?> _parents;

    private PoolSeats(List<Pool> pools, Dictionary<Guid, Guid?> parents) => (_pools, _parents) = (pools, parents);

    public IReadOnlyList<Pool> All => _pools;

    /// <summary>The pools in use of one kind, in their order.</summary>
    public static async Task<PoolSeats> Read(AppDb db, PoolKind kind) => new(
        await db.Pools.AsNoTracking().Where(p => p.Kind == kind && p.Active).OrderBy(p => p.Place).ThenBy(p => p.Id).Take(Pool.Most).ToListAsync(),
        await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.ParentId));

    /// <summary>The same with one pool as it would be, for looking at rules before they hold.</summary>
    public PoolSeats With(Pool pool) => new([.. _pools.Where(p => p.Id != pool.Id).Append(pool).Where(p => p.Active).OrderBy(p => p.Place).ThenBy(p => p.Id)], _parents);

    /// <summary>The pool whose rules hold for what this person owns; null when he belongs to none.</summary>
    public Pool? HomeOf(Guid personId, Guid? departmentId)
    {
        var above = Above(departmentId);
        return _pools.Find(p => p.Members.Exists(m => Is(m, personId, above)));
    }

    /// <summary>Whether somebody is a member of this pool, by name or by his department.</summary>
    public bool Belongs(Pool pool, Guid personId, Guid? departmentId) => pool.Members.Exists(m => Is(m, personId, Above(departmentId)));

    /// <summary>The pools that exist for this person: he is a member, administers them, or reads every customer.</summary>
    public IReadOnlyList<PoolSeat> Of(Me me, Area area = Area.Customers)
    {
        if (me.Kind != PersonKind.Staff || !me.May(area, Function.Read))
        {
            return [];
        }

        var (above, everywhere, reads) = (Above(me.DepartmentId), me.MayConfigurePools(), me.Sees(area).All);
        return [.. _pools.Select(p =>
        {
            var own = p.Members.Where(m => Is(m, me.Id, above)).ToList();
            return new PoolSeat(p, own.Count > 0, everywhere || own.Exists(m => m.Administers));
        }).Where(s => s.Member || s.Administers || reads)];
    }

    private HashSet<Guid> Above(Guid? departmentId)
    {
        var found = new HashSet<Guid>();
        for (var at = departmentId; at is { } id && found.Add(id); at = _parents.GetValueOrDefault(id))
        {
        }

        return found;
    }

    private static bool Is(PoolMember member, Guid personId, HashSet<Guid> departments) => member.PersonId == personId || (member.DepartmentId is { } d && departments.Contains(d));
}

/// <summary>What a person may do with pools; asked by the verb and by the button.</summary>
public static class PoolRights
{
    public static bool MayConfigurePools(this Me me) => me.May(Area.Settings, Function.Configure);

    /// <summary>Takes for himself: a member who may work on customers of his own.</summary>
    internal static bool MayClaimFrom(this Me me, PoolSeat seat) => seat.Member && me.May(Area.Customers, Function.Edit, me.Id);
}
