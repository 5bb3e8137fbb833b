using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>What a form asks about a person.</summary>
public sealed record PersonFacts(string? Name, PersonKind Kind)
{
    public Guid? DepartmentId { get; init; }

    public string? Title { get; init; }

    public string? Email { get; init; }

    public string? Mobile { get; init; }
}

/// <summary>Makes a person card; whether he can sign in is a matter of an invitation.</summary>
public sealed class CreatePerson(Works works)
{
    public Task<Outcome<Guid>> Run(Me me, Guid key, PersonFacts facts, IReadOnlyCollection<Guid>? roles = null) =>
        works.Once<Guid>(me, nameof(CreatePerson), key, new { facts, roles }, async work =>
        {
            if (!me.May(Area.People, Function.Edit) || (roles is { Count: > 0 } && !me.MayConfigurePeople()))
            {
                return Refusal.Denied();
            }

            if (!me.MayPlaceIn(facts.DepartmentId))
            {
                return Refusal.For("Department", "People.MayNotPlace");
            }

            if (await ChangePerson.BadDepartment(work, facts.DepartmentId) is { } wrong)
            {
                return wrong;
            }

            var outcome = Person.Create(facts.Name, facts.Kind, facts.DepartmentId, facts.Title, facts.Email, facts.Mobile);
            if (outcome.Value is not { } person)
            {
                return outcome.Refusal!;
            }

            if (roles is { Count: > 0 })
            {
                person.GiveRoles(await work.Db.Roles.Where(r => roles.Contains(r.Id)).Select(r => r.Id).ToListAsync());
            }

            work.Db.People.Add(person);
            return person.Id;
        });
}

/// <summary>Changes a person card.</summary>
public sealed class ChangePerson(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, PersonFacts facts) => works.Do(me, nameof(ChangePerson), async work =>
    {
        if (await work.Person(id) is not { } person)
        {
            return Refusal.NotFound();
        }

        if (!me.MayEditPerson(id))
        {
            return Refusal.Denied();
        }

        if (await work.Stale(person, version) is { } stale)
        {
            return stale;
        }

        if (facts.DepartmentId != person.DepartmentId && !me.MayPlaceIn(facts.DepartmentId))
        {
            return Refusal.For("Department", "People.MayNotPlace");
        }

        return await BadDepartment(work, facts.DepartmentId) ?? person.Change(facts.Name, facts.DepartmentId, facts.Title, facts.Email, facts.Mobile, facts.Kind);
    });

    internal static async Task<Refusal?> BadDepartment(Work work, Guid? departmentId) =>
        departmentId is { } id && !await work.Db.Departments.AnyAsync(d => d.Id == id) ? Refusal.For("Department", "People.DepartmentGone") : null;
}

/// <summary>Says what an hour of a person costs; projects add up their cost from it.</summary>
public sealed class SetHourlyRate(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, Money rate) => works.Do(me, nameof(SetHourlyRate), async work =>
        await work.Person(id) is not { } person ? Refusal.NotFound()
        : !me.MayConfigurePeople() ? Refusal.Denied()
        : await work.Stale(person, version) ?? person.Cost(rate));
}

/// <summary>Decides which roles a person holds; open pages follow within seconds.</summary>
public sealed class GiveRoles(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, IReadOnlyCollection<Guid> roleIds) => works.Do(me, nameof(GiveRoles), async work =>
    {
        if (await work.Person(id) is not { } person)
        {
            return Refusal.NotFound();
        }

        if (!me.MayConfigurePeople())
        {
            return Refusal.Denied();
        }

        if (await work.Stale(person, version) is { } stale)
        {
            return stale;
        }

        var known = await work.Db.Roles.Where(r => roleIds.Contains(r.Id)).Select(r => r.Id).ToListAsync();
        if (known.Count != roleIds.Distinct().Count())
        {
            return Refusal.For("Roles", "People.RoleGone");
        }

        var full = await Administrators.Roles(work.Db);
        if (person.Roles.Exists(r => full.Contains(r.RoleId)) && !known.Exists(full.Contains) && !await Administrators.Remain(work, full, without: id))
        {
            return Refusal.For("Roles", "People.LastAdministrator");
        }

        return person.GiveRoles(known);
    });
}

/// <summary>Somebody has left or is suspended: signed out everywhere at once, cannot sign in, stays on old records.</summary>
public sealed class DeactivatePerson(Works works, Sessions sessions)
{
    public async Task<Outcome> Run(Me me, Guid id)
    {
        var outcome = await works.Do(me, nameof(DeactivatePerson), async work =>
        {
            if (await work.Person(id) is not { } person)
            {
                return Refusal.NotFound();
            }

            if (id == me.Id)
            {
                return Refusal.Invalid("People.NotYourself");
            }

            if (!await work.MayManageAccount(person))
            {
                return Refusal.Denied();
            }

            var full = await Administrators.Roles(work.Db);
            if (person.Roles.Exists(r => full.Contains(r.RoleId)) && !await Administrators.Remain(work, full, without: id))
            {
                return Refusal.Invalid("People.LastAdministrator");
            }

            await InvitePerson.Revoke(work, id);
            return person.Deactivate();
        });
        if (outcome.Ok)
        {
            await sessions.EndAll(id);
        }

        return outcome;
    }
}

/// <summary>Lets a person in again, with the password and roles of before.</summary>
public sealed class ReactivatePerson(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(ReactivatePerson), async work =>
        await work.Person(id) is not { } person ? Refusal.NotFound()
        : !await work.MayManageAccount(person) ? Refusal.Denied()
        : person.Reactivate());
}

/// <summary>Chooses one's own language, of screens and mails.</summary>
public sealed class SwitchLanguage(Works works)
{
    public Task<Outcome> Run(Me me, string language) => works.Do(me, nameof(SwitchLanguage), async work =>
    {
        work.Concerns(nameof(Person), me.Id);
        if (await work.Db.People.SingleOrDefaultAsync(p => p.Id == me.Id && p.Active) is not { } person)
        {
            return Refusal.NotFound();
        }

        return person.Language == language ? null : person.Speak(language);
    });
}
