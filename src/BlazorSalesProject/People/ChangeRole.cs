using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>One right with its reach, as a form hands it over.</summary>
public sealed record GrantFacts(Area Area, Function Function, DataScope Scope);

/// <summary>Makes a role.</summary>
public sealed class CreateRole(Works works)
{
    public Task<Outcome<Guid>> Run(Me me, Guid key, string? name, string? note, IReadOnlyList<GrantFacts> grants) =>
        works.Once<Guid>(me, nameof(CreateRole), key, new { name, note, grants }, async work =>
        {
            if (!me.MayConfigurePeople())
            {
                return Refusal.Denied();
            }

            if (await ChangeRole.NameTaken(work, null, name) is { } taken)
            {
                return taken;
            }

            var outcome = Role.Create(name, note, ChangeRole.Grants(grants));
            if (outcome.Value is not { } role)
            {
                return outcome.Refusal!;
            }

            work.Db.Roles.Add(role);
            return role.Id;
        });
}

/// <summary>Changes what a role may do and how far; whoever holds it feels it within seconds.</summary>
public sealed class ChangeRole(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? name, string? note, IReadOnlyList<GrantFacts> grants) => works.Do(me, nameof(ChangeRole), async work =>
    {
        work.Concerns(nameof(Role), id);
        if (!me.MayConfigurePeople())
        {
            return Refusal.Denied();
        }

        if (await work.Db.Roles.SingleOrDefaultAsync(r => r.Id == id) is not { } role)
        {
            return Refusal.NotFound();
        }

        if (await work.Stale(role, version) is { } stale)
        {
            return stale;
        }

        if (await NameTaken(work, id, name) is { } taken)
        {
            return taken;
        }

        var wasFull = Administrators.IsOf(role);
        var refusal = role.Change(name, note, Grants(grants));
        if (refusal is null && wasFull && !Administrators.IsOf(role))
        {
            var others = (await Administrators.Roles(work.Db)).Where(r => r != id).ToList();
            if (!await Administrators.Remain(work, others))
            {
                return Refusal.Invalid("People.LastAdministrator");
            }
        }

        return refusal;
    });

    internal static IEnumerable<Grant> Grants(IEnumerable<GrantFacts> grants) => grants.Select(g => new Grant { Area = g.Area, Function = g.Function, Scope = g.Scope });

    internal static async Task<Refusal?> NameTaken(Work work, Guid? id, string? name) =>
        Limits.Clean(name) is { } clean && await work.Db.Roles.AnyAsync(r => r.Id != id && r.Name == clean) ? Refusal.For("Name", "People.RoleNameTaken", clean) : null;
}

/// <summary>Removes a role nobody holds; the roles the application brings along stay.</summary>
public sealed class RemoveRole(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(RemoveRole), async work =>
    {
        work.Concerns(nameof(Role), id);
        if (!me.MayConfigurePeople())
        {
            return Refusal.Denied();
        }

        if (await work.Db.Roles.SingleOrDefaultAsync(r => r.Id == id) is not { } role)
        {
            return Refusal.NotFound();
        }

        if (role.Code is not null)
        {
            return Refusal.Invalid("People.RoleBuiltIn", role.Name);
        }

        var holders = await work.Db.People.CountAsync(p => p.Roles.Any(r => r.RoleId == id));
        if (holders > 0)
        {
            return Refusal.Invalid("People.RoleHeld", role.Name, holders);
        }

        role.Remove();
        work.Db.Roles.Remove(role);
        return null;
    });
}
