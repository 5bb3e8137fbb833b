using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>A colleague to choose.</summary>
public sealed record ColleaguePick(Guid Id, string Name, string? Department);

/// <summary>The colleagues an opportunity can be given to or shared with: active, and let into sales by a role of theirs.</summary>
public sealed class Colleagues(Works works)
{
    /// <param name="giving">Only those this person may give opportunities to.</param>
    public Task<IReadOnlyList<ColleaguePick>> For(Me me, bool giving = false) => works.Read(async db =>
    {
        if (!me.May(Area.Sales, Function.Read))
        {
            return (IReadOnlyList<ColleaguePick>)[];
        }

        var people = db.InSales();
        if (giving && me.Sees(Area.Sales, Function.Assign) is { All: false } reach)
        {
            people = people.Where(p => reach.Owners.Contains(p.Id));
        }

        return await people.OrderBy(p => p.Name).Take(Limits.LargestPage)
            .Select(p => new ColleaguePick(p.Id, p.Name, db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault())).ToListAsync();
    });
}

internal static class SalesPeople
{
    /// <summary>Active people whom a role lets see opportunities.</summary>
    public static IQueryable<Person> InSales(this AppDb db) => db.People.Where(p => p.Active && p.Roles.Any(r =>
        db.Roles.Any(role => role.Id == r.RoleId && role.Grants.Any(g => g.Area == Area.Sales && g.Function == Function.Read && g.Scope != DataScope.None))));

    /// <summary>Giving or sharing to somebody who would not see it would be an empty gesture.</summary>
    public static async Task<Refusal?> MustSeeSales(this Work work, Guid personId, string field) =>
        await work.Db.InSales().AnyAsync(p => p.Id == personId) ? null : Refusal.For(field, "Sales.PersonNotInSales");
}
