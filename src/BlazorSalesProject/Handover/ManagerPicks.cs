using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>Somebody an order can be given to.</summary>
public sealed record ManagerPick(Guid Id, string Name, string? Department);

/// <summary>People who may run projects, for those who place or mend orders.</summary>
public sealed class ManagerPicks(Works works)
{
    public Task<IReadOnlyList<ManagerPick>> For(Me me) => works.Read<IReadOnlyList<ManagerPick>>(async db =>
    {
        if (!me.May(Area.Orders, Function.Create) && !me.May(Area.Orders, Function.Edit))
        {
            return [];
        }

        // Whatever the reach of the right, one's own projects are always within it.
        var running = await db.Roles.Where(r => r.Grants.Any(g => g.Area == Area.Projects && g.Function == Function.Edit && g.Scope != DataScope.None)).Select(r => r.Id).ToListAsync();
        return await db.People.Where(p => p.Active && p.Kind == PersonKind.Staff && p.Roles.Any(r => running.Contains(r.RoleId))).OrderBy(p => p.Name).Take(Limits.LargestPage)
            .Select(p => new ManagerPick(p.Id, p.Name, db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault())).ToListAsync();
    });
}
