using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Somebody who is away and whom another stands in for, with what that gives: his own records, no others.</summary>
/// <param name="Until">Business date, included.</param>
public sealed record StandIn(Guid Id, string Name, DateOnly Until, IReadOnlySet<Right> Rights);

/// <summary>Who stands in for whom on a business date. If the delegate is away as well, whoever stands in for him does so for both.</summary>
internal static class StandIns
{
    /// <summary>The areas a delegate acts in.</summary>
    public static readonly IReadOnlySet<Area> Areas = new HashSet<Area> { Area.Orders, Area.Projects };

    /// <summary>A person with the rights of those he stands in for today added to his own.</summary>
    public static async Task<Me> Add(AppDb db, Me me, DateOnly today)
    {
        if (me.Kind != PersonKind.Staff || await AwayFor(db, me.Id, today) is not { Count: > 0 } away)
        {
            return me;
        }

        var ids = away.Keys.ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && p.Active && p.Kind == PersonKind.Staff).ToListAsync();
        var rights = me.Rights.ToDictionary();
        var places = new List<StandIn>();
        foreach (var person in people.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var roles = person.Roles.Select(r => r.RoleId).ToList();
            var grants = await db.Roles.AsNoTracking().Where(r => roles.Contains(r.Id)).SelectMany(r => r.Grants).ToListAsync();

            // Making something new is nobody's record, so it is nothing one does in another's place.
            var his = grants.Where(g => g.Scope != DataScope.None && Areas.Contains(g.Area) && g.Function is not (Function.Create or Function.Configure)).Select(g => new Right(g.Area, g.Function)).ToHashSet();
            foreach (var right in his.Where(r => !rights.GetValueOrDefault(r, Sight.Nothing).Includes(person.Id)))
            {
                rights[right] = new Sight(false, [.. rights.GetValueOrDefault(right, Sight.Nothing).Owners, person.Id]);
            }

            if (his.Count > 0)
            {
                places.Add(new StandIn(person.Id, person.Name, away[person.Id], his));
            }
        }

        return me with { Rights = rights, OwnRights = me.Rights, StandsFor = places };
    }

    /// <summary>Everybody this person stands in for today, directly or for one who does, and until when.</summary>
    public static async Task<Dictionary<Guid, DateOnly>> AwayFor(AppDb db, Guid personId, DateOnly today)
    {
        var found = new Dictionary<Guid, DateOnly>();
        for (List<Guid> next = [personId]; next.Count > 0;)
        {
            var rows = await On(db, today).Where(a => next.Contains(a.DelegateId)).Select(a => new { a.PersonId, a.DelegateId, a.UntilOn }).ToListAsync();
            next = [];
            foreach (var row in rows.Where(r => r.PersonId != personId && !found.ContainsKey(r.PersonId)))
            {
                found[row.PersonId] = found.TryGetValue(row.DelegateId, out var until) && until < row.UntilOn ? until : row.UntilOn;
                next.Add(row.PersonId);
            }
        }

        return found;
    }

    /// <summary>Everybody who stands in for this person today, directly or for one who does.</summary>
    public static async Task<IReadOnlyList<Guid>> DelegatesOf(AppDb db, Guid personId, DateOnly today)
    {
        var found = new List<Guid>();
        for (List<Guid> next = [personId]; next.Count > 0;)
        {
            next = await On(db, today).Where(a => next.Contains(a.PersonId)).Select(a => a.DelegateId).Distinct().ToListAsync();
            next.RemoveAll(d => d == personId || found.Contains(d));
            found.AddRange(next);
        }

        return found;
    }

    public static IQueryable<Absence> On(AppDb db, DateOnly today) => db.Absences.Where(a => a.EndedAt == null && a.FromOn <= today && today <= a.UntilOn);
}
