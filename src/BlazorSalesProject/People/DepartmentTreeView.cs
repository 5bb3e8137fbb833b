using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>A department in the tree, in the order it is drawn.</summary>
/// <param name="Depth">0 at the top.</param>
/// <param name="People">Active people in it.</param>
/// <param name="PeopleBelow">Active people in it and in everything below.</param>
public sealed record DepartmentNode(Guid Id, int Version, string Name, Guid? ParentId, int Depth, Guid? HeadId, string? Head, int People, int PeopleBelow, int Children);

/// <summary>The whole tree with heads and counts; a company has tens of departments.</summary>
public sealed class DepartmentTreeView(Works works)
{
    public Task<IReadOnlyList<DepartmentNode>> For(Me me) => works.Read(async db =>
    {
        if (!me.May(Area.People, Function.Read))
        {
            return [];
        }

        var all = await db.Departments.OrderBy(d => d.Name).Select(d => new
        {
            d.Id, d.Version, d.Name, d.ParentId, d.HeadId, Head = db.People.Where(p => p.Id == d.HeadId).Select(p => p.Name).FirstOrDefault(), People = db.People.Count(p => p.Active && p.DepartmentId == d.Id),
        }).ToListAsync();
        var below = all.ToLookup(d => d.ParentId);
        var nodes = new List<DepartmentNode>();
        int Add(Guid? parent, int depth)
        {
            var sum = 0;
            foreach (var d in below[parent])
            {
                var at = nodes.Count;
                nodes.Add(null!);
                var total = d.People + Add(d.Id, depth + 1);
                nodes[at] = new DepartmentNode(d.Id, d.Version, d.Name, d.ParentId, depth, d.HeadId, d.Head, d.People, total, below[d.Id].Count());
                sum += total;
            }

            return sum;
        }

        Add(null, 0);
        return (IReadOnlyList<DepartmentNode>)nodes;
    });
}
