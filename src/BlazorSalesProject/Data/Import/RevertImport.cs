using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Data.Import;

/// <summary>撤销导入: asks for a whole import to be taken back; the work itself is done in the background.</summary>
public sealed class RevertImport(Works works)
{
    public Task<Outcome> Run(Me me, Guid runId) => works.Do(me, nameof(RevertImport), async work =>
        await work.Draft(runId) is { } run ? run.Revert() : Refusal.NotFound());
}

/// <summary>
/// Takes an import back, the last row first: records it made go, fields it changed are put back. What a person changed
/// since, or what is in use by then, stays as it is and is marked.
/// </summary>
public sealed class Reverter(Works works, Signals signals, ILogger<Reverter> log)
{
    private const int BatchRows = 500;

    /// <param name="me">Who asked for it.</param>
    public async Task Run(Guid runId, Me me, CancellationToken stop = default)
    {
        var run = await works.Read(db => db.ImportRuns.Include(r => r.Files).SingleOrDefaultAsync(r => r.Id == runId));
        if (run?.State != ImportState.Reverting)
        {
            return;
        }

        foreach (var file in run.Files.OrderByDescending(f => f.Position))
        {
            for (var below = long.MaxValue; ;)
            {
                stop.ThrowIfCancellationRequested();
                var from = below;
                var rows = await works.Read(db => db.ImportRows.Where(r => r.FileId == file.Id && r.Id < from && !r.Kept && (r.Outcome == RowOutcome.Created || r.Outcome == RowOutcome.Updated))
                    .OrderByDescending(r => r.Id).Take(BatchRows).ToListAsync());
                if (rows.Count == 0)
                {
                    break;
                }

                below = rows[^1].Id;
                if (!(await Batch(me, run, rows)).Ok)
                {
                    // Something unforeseen points at one of them: the others still go.
                    foreach (var row in rows)
                    {
                        if (!(await Batch(me, run, [row])).Ok)
                        {
                            await works.Do(me, "KeepImported", async work =>
                            {
                                await work.Begin();
                                await work.Db.ImportRows.Where(r => r.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Kept, true));
                                return null;
                            });
                        }
                    }
                }

                signals.Raise([Signals.Topic(nameof(ImportRun), runId)]);
            }
        }

        var ended = await works.Do(me, "EndRevert", async work =>
        {
            var present = await work.Db.ImportRuns.Include(r => r.Files).SingleAsync(r => r.Id == runId);
            present.End(ImportState.Reverted, null, work.Now);
            return null;
        });
        if (ended.Refusal is { } refusal)
        {
            log.LogError("The end of taking back {Run} was not saved: {Reason}", runId, refusal.Key);
        }

        signals.Raise(["Opportunity", "Customer", "Product", "Person", "Department", nameof(ImportRun), Signals.Topic(nameof(ImportRun), runId)]);
    }

    private Task<Outcome> Batch(Me me, ImportRun run, IReadOnlyList<ImportRow> rows) => works.Do(me, nameof(RevertImport), async work =>
    {
        work.Quiet = true;
        work.Concerns(nameof(ImportRun), run.Id);
        await work.Begin();
        var kept = new List<long>();
        await PutBack(work, run, [.. rows.Where(r => r.Outcome == RowOutcome.Updated)], kept);
        var made = rows.Where(r => r is { Outcome: RowOutcome.Created, RecordId: not null }).ToList();
        var activities = new List<Activity>();
        for (var before = -1; before != activities.Count;)
        {
            before = activities.Count;
            foreach (var group in made.GroupBy(r => r.RecordKind))
            {
                foreach (var gone in await Remove(work.Db, run.Id, group.Key!, [.. group.Select(r => r.RecordId!.Value)]))
                {
                    activities.Add(work.Describe("ImportTakenBack", new Subject(group.Key!, gone), null, [("Import", run.Id)]));
                }
            }
        }

        var ids = made.Select(r => r.RecordId!.Value).ToList();
        var still = await Present(work.Db, ids);
        kept.AddRange(made.Where(r => still.Contains(r.RecordId!.Value)).Select(r => r.Id));
        await BulkInsert.Write(work.Db, activities);
        if (kept.Count > 0)
        {
            await work.Db.ImportRows.Where(r => kept.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Kept, true));
        }

        return null;
    });

    private static async Task PutBack(Work work, ImportRun run, IReadOnlyList<ImportRow> rows, List<long> kept)
    {
        var versions = new Dictionary<Guid, int>();
        foreach (var row in rows)
        {
            Entity? entity = row.RecordKind switch
            {
                nameof(Person) => await work.Db.People.FindAsync(row.RecordId),
                nameof(Product) => await work.Db.Products.FindAsync(row.RecordId),
                nameof(Customer) => await work.Db.Customers.FindAsync(row.RecordId),
                nameof(Opportunity) => await work.Db.Opportunities.FindAsync(row.RecordId),
                _ => null,
            };
            if (entity is null)
            {
                continue;
            }

            if (entity.Version != row.Version && !versions.ContainsKey(entity.Id))
            {
                kept.Add(row.Id);
                continue;
            }

            versions[entity.Id] = entity.Version;
            Before.Restore(work.Db.Entry(entity), row.Before!);
            if (entity.Happenings.Count == 0)
            {
                entity.Happened("ImportTakenBack", ("Import", run.Id));
            }
        }
    }

    /// <summary>Removes those nobody changed or uses, and says which.</summary>
    private static async Task<IReadOnlyList<Guid>> Remove(AppDb db, Guid runId, string kind, IReadOnlyList<Guid> ids)
    {
        switch (kind)
        {
            case nameof(Opportunity):
                return await Gone(db.Opportunities.Where(o => ids.Contains(o.Id) && o.Version == 1
                    && !db.FollowUps.Any(f => f.OpportunityId == o.Id) && !db.FollowUpPlans.Any(f => f.OpportunityId == o.Id) && !db.Advices.Any(a => a.OpportunityId == o.Id)));
            case nameof(Customer):
                return await Gone(db.Customers.Where(c => ids.Contains(c.Id) && c.Version == 1 && c.Contacts.Count == 0
                    && !db.Opportunities.Any(o => o.CustomerId == c.Id) && !db.Customers.Any(x => x.ParentId == c.Id)
                    && !db.FollowUps.Any(f => f.CustomerId == c.Id) && !db.FollowUpPlans.Any(f => f.CustomerId == c.Id)));
            case nameof(Product):
                return await Gone(db.Products.Where(p => ids.Contains(p.Id) && p.Version == 1 && !db.Opportunities.Any(o => o.ProductId == p.Id)));
            case nameof(Person):
                return await Gone(db.People.Where(p => ids.Contains(p.Id) && p.Version == 1 && !db.Accounts.Any(a => a.PersonId == p.Id) && p.Roles.Count == 0
                    && !db.Opportunities.Any(o => o.OwnerId == p.Id) && !db.Customers.Any(c => c.OwnerId == p.Id)
                    && !db.Departments.Any(d => d.HeadId == p.Id && (d.ImportId != runId || db.People.Any(x => x.DepartmentId == d.Id && x.Id != p.Id)))));
            case nameof(Department):
                return await Gone(db.Departments.Where(d => ids.Contains(d.Id) && d.Version == 1 && !db.People.Any(p => p.DepartmentId == d.Id) && !db.Departments.Any(x => x.ParentId == d.Id)));
            default:
                return [];
        }

        static async Task<IReadOnlyList<Guid>> Gone<T>(IQueryable<T> free)
            where T : Entity
        {
            var found = await free.Select(e => e.Id).ToListAsync();
            if (found.Count > 0)
            {
                await free.ExecuteDeleteAsync();
            }

            return found;
        }
    }

    private static async Task<HashSet<Guid>> Present(AppDb db, IReadOnlyList<Guid> ids) =>
    [
        .. await db.Opportunities.Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(),
        .. await db.Customers.Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(),
        .. await db.Products.Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(),
        .. await db.People.Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(),
        .. await db.Departments.Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(),
    ];
}
