using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>A department; departments form a tree.</summary>
public sealed class Department : Entity
{
    private Department()
    {
    }

    public string Name { get; private set; } = "";

    public Guid? ParentId { get; private set; }

    /// <summary>The head, to whom escalations of the department go.</summary>
    public Guid? HeadId { get; internal set; }

    public Guid? ImportId { get; internal set; }

    public static Outcome<Department> Create(string? name, Guid? parentId, Guid? headId = null)
    {
        if (Limits.Check(nameof(Name), name, Limits.ShortText, required: true) is { } refusal)
        {
            return refusal;
        }

        var department = new Department { Name = Limits.Clean(name)!, ParentId = parentId, HeadId = headId };
        department.Happened("DepartmentCreated", ("Name", department.Name));
        return department;
    }

    /// <param name="below">This department and everything under it: it can't be moved below itself.</param>
    public Refusal? Change(string? name, Guid? parentId, Guid? headId, IReadOnlySet<Guid> below)
    {
        if (Limits.Check(nameof(Name), name, Limits.ShortText, required: true) is { } refusal)
        {
            return refusal;
        }

        if (parentId is { } parent && below.Contains(parent))
        {
            return Refusal.For("Parent", "People.DepartmentBelowItself", Name);
        }

        (Name, ParentId, HeadId) = (Limits.Clean(name)!, parentId, headId);
        Happened("DepartmentChanged");
        return null;
    }

    internal void Remove() => Happened("DepartmentRemoved", ("Name", Name));
}
