using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Walks the department tree; companies have tens of departments, so it is read whole.</summary>
internal static class DepartmentTree
{
    /// <summary>The department itself and everything under it.</summary>
    public static async Task<HashSet<Guid>> Below(AppDb db, Guid root)
    {
        var children = (await db.Departments.AsNoTracking().Select(d => new { d.Id, d.ParentId }).ToListAsync()).ToLookup(d => d.ParentId, d => d.Id);
        var found = new HashSet<Guid>();
        var open = new Stack<Guid>([root]);
        while (open.TryPop(out var id))
        {
            if (found.Add(id))
            {
                foreach (var child in children[id])
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }
}
