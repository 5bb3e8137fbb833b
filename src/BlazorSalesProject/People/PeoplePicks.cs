using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>A person to choose.</summary>
public sealed record PersonPick(Guid Id, string Name, string? Department);

/// <summary>People to choose from within the reach of a right: owners to filter by, colleagues to share with, people to assign to.</summary>
public sealed class PeoplePicks(Works works)
{
    /// <param name="within">Whose names may be offered; the address-book reach (People.Read) when not said.</param>
    public Task<IReadOnlyList<PersonPick>> For(Me me, Right? within = null, string? text = null) => works.Read(async db =>
    {
        var sight = within is { } right ? me.Sees(right.Area, right.Function) : me.Sees(Area.People);
        var people = db.People.Where(p => p.Active && p.Kind == PersonKind.Staff);
        if (!sight.All)
        {
            var owners = sight.Owners;
            people = people.Where(p => owners.Contains(p.Id));
        }

        if (Limits.Clean(text)?.ToLowerInvariant() is { } wanted)
        {
            people = people.Where(p => p.SearchText.Contains(wanted));
        }

        return (IReadOnlyList<PersonPick>)await people.OrderBy(p => p.Name).Take(Limits.LargestPage)
            .Select(p => new PersonPick(p.Id, p.Name, db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault())).ToListAsync();
    });
}

/// <summary>A department to choose.</summary>
public sealed record DepartmentPick(Guid Id, string Name, Guid? ParentId);

/// <summary>The departments, for whoever may read people; a company has tens of them.</summary>
public sealed class DepartmentPicks(Works works)
{
    public Task<IReadOnlyList<DepartmentPick>> For(Me me) => works.Read(async db =>
        me.Sees(Area.People).IsNothing
            ? []
            : (IReadOnlyList<DepartmentPick>)await db.Departments.OrderBy(d => d.Name).Take(1000).Select(d => new DepartmentPick(d.Id, d.Name, d.ParentId)).ToListAsync());
}
