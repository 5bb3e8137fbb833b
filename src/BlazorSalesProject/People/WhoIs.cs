using System.Collections.Concurrent;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>
/// Looks up who acts and what he may do now. An answer is kept until people, roles, departments or absences change, or the day does: their versions
/// are compared every two seconds at most, at once after a signal, with one question for everybody who is asked about.
/// </summary>
public sealed class WhoIs(IDbContextFactory<AppDb> factory, TimeProvider clock, Signals signals)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Guid, (string State, Task<Me?> Me)> _known = new();
    private volatile Checked? _checked;

    /// <summary>The person with present rights; null when he does not exist or is no longer active.</summary>
    public async Task<Me?> Find(Guid personId)
    {
        var state = await State();
        if (_known.TryGetValue(personId, out var known) && known.State == state && !known.Me.IsFaulted)
        {
            return await known.Me;
        }

        var me = Load(personId);
        _known[personId] = (state, me);
        return await me;
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

        var me = new Me(person.Id, person.Name, person.Kind, person.DepartmentId, widest.ToDictionary(w => w.Key, w => owners[w.Value])) { Language = person.Language };
        return await StandIns.Add(db, me, clock.Today());
    }

    /// <summary>Changes whenever anything does that rights depend on.</summary>
    private Task<string> State()
    {
        var version = signals.Version(nameof(Person)) + signals.Version(nameof(Role)) + signals.Version(nameof(Department)) + signals.Version(nameof(Absence));
        var now = clock.GetTimestamp();
        var known = _checked;
        if (known is null || known.Version != version || clock.GetElapsedTime(known.At, now) >= Fresh || known.State.IsFaulted)
        {
            _checked = known = new Checked(version, now, ReadState());
        }

        return known.State;
    }

    private async Task<string> ReadState()
    {
        await using var db = await factory.CreateDbContextAsync();
        var sums = await db.People.GroupBy(_ => "people").Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(x => (long)x.Version) })
            .Concat(db.Roles.GroupBy(_ => "roles").Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(x => (long)x.Version) }))
            .Concat(db.Departments.GroupBy(_ => "departments").Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(x => (long)x.Version) }))
            .Concat(db.Absences.GroupBy(_ => "absences").Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(x => (long)x.Version) }))
            .ToListAsync();

        // Absences begin and end with the business date, without anybody doing anything.
        return $"{clock.Today():yyyy-MM-dd} " + string.Join(' ', sums.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}:{s.Count}:{s.Sum}"));
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

    private sealed record Checked(long Version, long At, Task<string> State);
}
