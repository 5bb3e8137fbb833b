using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>Person cards without account or role, and the departments they name.</summary>
internal sealed class PeopleLanding(ImportSetting setting, ImportPlan plan) : Landing(setting, plan)
{
    protected override string Record => nameof(Person);

    public override Refusal? MayStart() => Me.May(Area.Imports, Function.Create) ? null : Refusal.Denied();

    protected override string? KeyOf(ImportValues row) => row.Text(Plan.Match);

    protected override async Task LookUp(ImportBatch batch, IReadOnlyList<ImportValues> rows)
    {
        await Lookups.People(batch.Db, rows.Select(r => r.Text("manager")));
        await Lookups.Departments(batch.Db, rows.SelectMany(r => new[] { r.Text("department"), r.Text("parentDepartment") }));
    }

    protected override async Task<Dictionary<string, Guid>> AlreadyHere(ImportBatch batch, IReadOnlyList<string> keys)
    {
        var found = Plan.Match == "email"
            ? await batch.Db.People.Where(p => p.Email != null && EF.Parameter(keys).Contains(p.Email)).Select(p => new Named(p.Id, p.Email!)).ToListAsync()
            : await batch.Db.People.Where(p => EF.Parameter(keys).Contains(p.Name)).Select(p => new Named(p.Id, p.Name)).ToListAsync();
        return found.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
    }

    protected override async Task<Dictionary<Guid, Entity>> Load(ImportBatch batch, IReadOnlyList<Guid> ids)
    {
        var people = await batch.Db.People.AsTracking().Where(p => ids.Contains(p.Id)).ToListAsync();
        return people.Where(p => Me.May(Area.People, Function.Edit, p.Id)).ToDictionary(p => p.Id, p => (Entity)p);
    }

    protected override Outcome<Entity> Create(ImportBatch batch, ImportValues row, string number)
    {
        // The manager of an earlier row of this batch may be this very person.
        if (Lookups.People(row.Text("name")!) is [{ } made, ..] && batch.People.Find(p => p.Id == made.Id) is { } known)
        {
            return known;
        }

        var (department, refusal) = Department(batch, row);
        if (refusal is not null)
        {
            return refusal;
        }

        var outcome = Person.Create(row.Text("name"), PersonKind.Staff, department, row.Text("position"), row.Text("email"), row.Text("mobile"));
        return outcome.Value is { } person ? Keep(batch, person) : outcome.Refusal!;
    }

    protected override Refusal? Change(ImportBatch batch, Entity entity, ImportValues row)
    {
        var person = (Person)entity;
        var (department, refusal) = row.Has("department") ? Department(batch, row) : (person.DepartmentId, null);
        return refusal ?? person.Change(
            row.Text("name") ?? person.Name, department ?? person.DepartmentId,
            row.Has("position") ? row.Text("position") : person.Title, row.Has("email") ? row.Text("email") : person.Email, row.Has("mobile") ? row.Text("mobile") : person.Mobile);
    }

    private Person Keep(ImportBatch batch, Person person)
    {
        person.ImportId = Setting.RunId;
        batch.People.Add(person);
        Lookups.AddPerson(person.Id, person.Name);
        return person;
    }

    /// <summary>The department a row names, made with its head when it is not there yet.</summary>
    private (Guid? Department, Refusal? Refusal) Department(ImportBatch batch, ImportValues row)
    {
        if (row.Text("department") is not { } name)
        {
            return (null, null);
        }

        if (Lookups.Department(name) is { } known)
        {
            return (known, null);
        }

        Guid? parent = null;
        if (row.Text("parentDepartment") is { } above && above != name)
        {
            parent = Lookups.Department(above);
            if (parent is null)
            {
                var upper = Add(batch, row, above, null);
                if (upper.Refusal is not null)
                {
                    return (null, upper.Refusal);
                }

                parent = upper.Value!.Id;
            }
        }

        var outcome = Add(batch, row, name, parent);
        if (outcome.Value is not { } department)
        {
            return (null, outcome.Refusal);
        }

        if (row.Text("manager") is { } manager)
        {
            department.HeadId = Lookups.People(manager) is [{ } head, ..] ? head.Id : null;
            if (department.HeadId is null && Person.Create(manager, PersonKind.Staff, department.Id).Value is { } person)
            {
                department.HeadId = Keep(batch, person).Id;
                batch.Created(row, person);
            }
        }

        return (department.Id, null);
    }

    private Outcome<Department> Add(ImportBatch batch, ImportValues row, string name, Guid? parent)
    {
        var outcome = People.Department.Create(name, parent);
        if (outcome.Value is { } department)
        {
            department.ImportId = Setting.RunId;
            batch.Departments.Add(department);
            batch.Created(row, department);
            Lookups.AddDepartment(department.Id, department.Name);
        }

        return outcome;
    }
}
