using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Makes a department below another one, or at the top.</summary>
public sealed class CreateDepartment(Works works)
{
    public Task<Outcome<Guid>> Run(Me me, Guid key, string? name, Guid? parentId, Guid? headId) =>
        works.Once<Guid>(me, nameof(CreateDepartment), key, new { name, parentId, headId }, async work =>
        {
            if (!me.MayConfigurePeople())
            {
                return Refusal.Denied();
            }

            if (await ChangeDepartment.Wrong(work, null, name, parentId, headId) is { } wrong)
            {
                return wrong;
            }

            var outcome = Department.Create(name, parentId, headId);
            if (outcome.Value is not { } department)
            {
                return outcome.Refusal!;
            }

            work.Db.Departments.Add(department);
            return department.Id;
        });
}

/// <summary>Renames a department, moves it with everything below it, or gives it another head.</summary>
public sealed class ChangeDepartment(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? name, Guid? parentId, Guid? headId) => works.Do(me, nameof(ChangeDepartment), async work =>
    {
        work.Concerns(nameof(Department), id);
        if (!me.MayConfigurePeople())
        {
            return Refusal.Denied();
        }

        if (await work.Db.Departments.SingleOrDefaultAsync(d => d.Id == id) is not { } department)
        {
            return Refusal.NotFound();
        }

        if (await work.Stale(department, version) is { } stale)
        {
            return stale;
        }

        // Two moves at once could close a ring: they follow one another.
        await work.Begin();
        await work.Db.Departments.ExecuteUpdateAsync(set => set.SetProperty(d => d.Name, d => d.Name));
        return await Wrong(work, id, name, parentId, headId) ?? department.Change(name, parentId, headId, await DepartmentTree.Below(work.Db, id));
    });

    internal static async Task<Refusal?> Wrong(Work work, Guid? id, string? name, Guid? parentId, Guid? headId)
    {
        var clean = Limits.Clean(name);
        return Refusal.Together(
            parentId is { } parent && !await work.Db.Departments.AnyAsync(d => d.Id == parent) ? Refusal.For("Parent", "People.DepartmentGone") : null,
            headId is { } head && !await work.Db.People.AnyAsync(p => p.Id == head && p.Active && p.Kind == PersonKind.Staff) ? Refusal.For("Head", "People.HeadGone") : null,
            clean is not null && await work.Db.Departments.AnyAsync(d => d.Id != id && d.ParentId == parentId && d.Name == clean) ? Refusal.For("Name", "People.DepartmentNameTaken", clean) : null);
    }
}

/// <summary>Removes a department in which nobody and nothing is.</summary>
public sealed class RemoveDepartment(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(RemoveDepartment), async work =>
    {
        work.Concerns(nameof(Department), id);
        if (!me.MayConfigurePeople())
        {
            return Refusal.Denied();
        }

        if (await work.Db.Departments.SingleOrDefaultAsync(d => d.Id == id) is not { } department)
        {
            return Refusal.NotFound();
        }

        var (people, below) = (await work.Db.People.CountAsync(p => p.DepartmentId == id), await work.Db.Departments.CountAsync(d => d.ParentId == id));
        if (people + below > 0)
        {
            return Refusal.Invalid("People.DepartmentNotEmpty", department.Name, people, below);
        }

        department.Remove();
        work.Db.Departments.Remove(department);
        return null;
    });
}
