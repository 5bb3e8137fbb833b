using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Who may configure everything. There is always at least one who can sign in.</summary>
internal static class Administrators
{
    public static bool IsOf(Role role) => role.Grants.Exists(g => g is { Area: Area.People, Function: Function.Configure, Scope: DataScope.All });

    /// <summary>The roles that make an administrator.</summary>
    public static Task<List<Guid>> Roles(AppDb db) =>
        db.Roles.Where(r => r.Grants.Any(g => g.Area == Area.People && g.Function == Function.Configure && g.Scope == DataScope.All)).Select(r => r.Id).ToListAsync();

    /// <summary>
    /// Whether somebody else would still hold one of these roles. Takes the roles' rows first: two administrators who take each other's
    /// rights at the same moment must not both succeed.
    /// </summary>
    public static async Task<bool> Remain(Work work, IReadOnlyCollection<Guid> roles, Guid? without = null)
    {
        await work.Begin();
        await work.Db.Roles.Where(r => roles.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Note, r => r.Note));
        return await work.Db.People.AnyAsync(p => p.Active && p.Id != without && p.Roles.Any(r => roles.Contains(r.RoleId)) && work.Db.Accounts.Any(a => a.PersonId == p.Id));
    }
}
