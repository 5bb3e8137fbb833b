using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>A role that gives a right, and how far.</summary>
public sealed record RightSource(RoleChip Role, DataScope Scope);

/// <summary>A right of a person: the widest reach any role gives, how many people's records that is, and which roles give it.</summary>
/// <param name="People">Whose records it reaches, himself included; 0 while it reaches everybody's or nobody's.</param>
public sealed record EffectiveRight(Right Right, DataScope Scope, int People, IReadOnlyList<RightSource> From);

/// <summary>Everything a person may do at this moment and why.</summary>
/// <param name="CanSignIn">False without an account or while inactive: then the rights sleep.</param>
public sealed record RightsOf(Guid Id, string Name, string? Department, bool CanSignIn, IReadOnlyList<EffectiveRight> Rights)
{
    /// <summary>Whose own orders and projects he acts on today, because they are away.</summary>
    public IReadOnlyList<StandIn> StandsFor { get; init; } = [];

    /// <summary>He is away today and this one stands in.</summary>
    public AbsenceRow? Away { get; init; }

    public DataScope Scope(Area area, Function function) => Rights.FirstOrDefault(r => r.Right == new Right(area, function))?.Scope ?? DataScope.None;
}

/// <summary>Explains the rights of a person; by the same look-up that decides them.</summary>
public sealed class EffectiveRights(Works works, WhoIs whoIs, TimeProvider clock)
{
    /// <summary>Null when the person does not exist for the reader, or his rights are none of the reader's business.</summary>
    public async Task<RightsOf?> For(Me me, Guid personId)
    {
        if (!MayAsk(me, personId))
        {
            return null;
        }

        var now = await whoIs.Load(personId);
        return await works.Read(async db =>
        {
            if (await db.People.VisibleTo(me).SingleOrDefaultAsync(p => p.Id == personId) is not { } person)
            {
                return null;
            }

            var ids = person.Roles.Select(r => r.RoleId).ToList();
            var roles = await db.Roles.Where(r => ids.Contains(r.Id)).OrderBy(r => r.Name).ToListAsync();
            var rights = Right.All.Select(right =>
            {
                var from = roles.SelectMany(r => r.Grants.Where(g => g.Area == right.Area && g.Function == right.Function).Select(g => new RightSource(new RoleChip(r.Id, r.Code, r.Name), g.Scope)))
                    .OrderByDescending(s => s.Scope).ToList();
                return new EffectiveRight(right, from.Count == 0 ? DataScope.None : from[0].Scope, (now?.OwnRights ?? now?.Rights)?.GetValueOrDefault(right, Sight.Nothing).Owners.Count ?? 0, from);
            });
            return new RightsOf(personId, person.Name, await db.Departments.Where(d => d.Id == person.DepartmentId).Select(d => d.Name).FirstOrDefaultAsync(),
                person.Active && await db.Accounts.AnyAsync(a => a.PersonId == personId), [.. rights])
            {
                StandsFor = now?.StandsFor ?? [],
                Away = await StandIns.On(db, clock.Today()).Where(a => a.PersonId == personId).Select(a => new AbsenceRow(a.Id, a.PersonId, person.Name, a.FromOn, a.UntilOn, a.DelegateId,
                    db.People.Where(p => p.Id == a.DelegateId).Select(p => p.Name).First(), db.People.Any(p => p.Id == a.DelegateId && p.Active), a.Note, false)).FirstOrDefaultAsync(),
            };
        });
    }

    /// <summary>One's own, those of people one edits, and everybody's for administrators.</summary>
    internal static bool MayAsk(Me me, Guid personId) => personId == me.Id || me.MayConfigurePeople() || me.MayEditPerson(personId);
}
