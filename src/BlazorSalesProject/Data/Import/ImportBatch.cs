using System.Text.Json;
using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>Who imports and what holds for the whole import.</summary>
internal sealed record ImportSetting(Me Me, Guid RunId, IReadOnlyList<Stage> Stages, string CompanyCurrency, bool Trial, Lookups Lookups);

/// <summary>What the rows of one batch make, kept together until it is written in one transaction.</summary>
internal sealed class ImportBatch(AppDb db, Guid fileId, DateTime now)
{
    private readonly List<(Entity Entity, ImportRow Row)> _updates = [];

    public AppDb Db { get; } = db;

    public DateTime Now { get; } = now;

    public DateOnly Today => Clock.BusinessDate(Now);

    public List<Department> Departments { get; } = [];

    public List<Person> People { get; } = [];

    public List<Product> Products { get; } = [];

    public List<Customer> Customers { get; } = [];

    public List<Opportunity> Opportunities { get; } = [];

    public List<ImportRow> Rows { get; } = [];

    /// <summary>Where the opportunities of this batch ended.</summary>
    public List<(string Column, Money Amount)> Ended { get; } = [];

    public void Created(ImportValues row, Entity entity) => Rows.Add(new ImportRow
    {
        FileId = fileId, Number = row.Row.Number, Outcome = RowOutcome.Created, RecordKind = entity.Subject.Kind, RecordId = entity.Id, Version = 1,
    });

    public void Refused(ImportValues row, IEnumerable<Refusal> why) => Rows.Add(new ImportRow
    {
        FileId = fileId, Number = row.Row.Number, Outcome = RowOutcome.Rejected, Reasons = Import.Reasons.Write(why), Cells = JsonSerializer.Serialize(row.Row.Cells),
    });

    /// <summary>It collides with this record; who reads it learns its name only if he sees it.</summary>
    public void Duplicate(ImportValues row, string recordKind, Guid id, RowOutcome outcome, Refusal why) => Rows.Add(new ImportRow
    {
        FileId = fileId, Number = row.Row.Number, Outcome = outcome, RecordKind = recordKind, RecordId = id == Guid.Empty ? null : id, Reasons = Import.Reasons.Write([why]), Cells = JsonSerializer.Serialize(row.Row.Cells),
    });

    /// <summary>The record took over what the row says; true when that changed anything.</summary>
    public bool Updated(ImportValues row, Entity entity)
    {
        var entry = Db.Entry(entity);
        entry.DetectChanges();
        var before = Before.Of(entry);
        if (before is null)
        {
            entity.Forget();
            return false;
        }

        Rows.Add(new ImportRow
        {
            FileId = fileId, Number = row.Row.Number, Outcome = RowOutcome.Updated, RecordKind = entity.Subject.Kind, RecordId = entity.Id, Version = entity.Version + 1, Before = before,
        });
        _updates.Add((entity, Rows[^1]));
        return true;
    }

    /// <summary>Writes everything that is new, with an activity each; what was changed is saved by the work itself.</summary>
    public async Task Write(Work work)
    {
        Entity[] made = [.. Departments, .. People, .. Products, .. Customers, .. Opportunities];
        var activities = new List<Activity>(made.Length);
        foreach (var entity in made)
        {
            (entity.CreatedAt, entity.Version) = (work.Now, 1);
            foreach (var happening in entity.Happenings)
            {
                activities.Add(work.Describe(happening.Kind, entity.Subject, entity.About, happening.Facts));
            }

            entity.Forget();
        }

        await BulkInsert.Write(Db, Departments);
        await BulkInsert.Write(Db, People);
        await BulkInsert.Write(Db, Products);
        await BulkInsert.Write(Db, Customers);
        await BulkInsert.Write(Db, Opportunities);
        await BulkInsert.Write(Db, [.. Opportunities.SelectMany(o => o.Stages)]);
        await BulkInsert.Write(Db, [.. Opportunities.SelectMany(o => o.Owners)]);
        await BulkInsert.Write(Db, activities);
        await BulkInsert.Write(Db, Rows);
    }
}
