using System.Collections.Concurrent;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>
/// Looks up who acts and what he may do now. An answer is kept for two seconds at most and dropped at once when people,
/// roles or departments change on any node, so a changed right reaches every open screen within five seconds.
/// </summary>
public sealed class WhoIs(IDbContextFactory<AppDb> factory, TimeProvider clock, Signals signals)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Guid, (long Version, long At, Task<Me?> Me)> _known = new();

    /// <summary>The person with present rights; null when he does not exist or is no longer active.</summary>
    public Task<Me?> Find(Guid personId)
    {
        var version = signals.Version(nameof(Person)) + signals.Version(nameof(Role)) + signals.Version(nameof(Department));
        var now = clock.GetTimestamp();
        if (_known.TryGetValue(personId, out var known) && known.Version == version && clock.GetElapsedTime(known.At, now) < Fresh && !known.Me.IsFaulted)
        {
            return known.Me;
        }

        var me = Load(personId);
        _known[personId] = (version, now, me);
        return me;
    }

    /// <summary>Looked up now, without the two seconds.</summary>
    public async Task<Me?> Load(Guid personId)
    {
        await using var db = await factory.CreateDbContextAsync();
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId && p.Active);
        if (person is null)
        {
            return null;
        }

        var roleIds = person.Roles.Select(r => r.RoleId).ToList();
        var grants = await db.Roles.AsNoTracking().Where(r => roleIds.Contains(r.Id)).SelectMany(r => r.Grants).ToListAsync();
        var widest = grants.GroupBy(g => new Right(g.Area, g.Function)).ToDictionary(g => g.Key, g => g.Max(x => x.Scope));
        var owners = new Dictionary<DataScope, Sight> { [DataScope.None] = Sight.Nothing, [DataScope.Self] = new(false, [person.Id]), [DataScope.All] = Sight.Everything };
        foreach (var scope in widest.Values.Distinct().Where(s => s is DataScope.Department or DataScope.DepartmentAndBelow))
        {
            owners[scope] = new Sight(false, await PeopleOf(db, person, scope));
        }

        return new Me(person.Id, person.Name, person.Kind, person.DepartmentId, widest.ToDictionary(w => w.Key, w => owners[w.Value])) { Language = person.Language };
    }

    private static async Task<IReadOnlyList<Guid>> PeopleOf(AppDb db, Person person, DataScope scope)
    {
        if (person.DepartmentId is not { } home)
        {
            return [person.Id];
        }

        IReadOnlyCollection<Guid> departments = scope == DataScope.Department ? [home] : await DepartmentTree.Below(db, home);
        var people = await db.People.Where(p => p.DepartmentId != null && departments.Contains(p.DepartmentId.Value)).Select(p => p.Id).ToListAsync();
        return people.Contains(person.Id) ? people : [.. people, person.Id];
    }
}
