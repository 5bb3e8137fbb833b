using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>A file of an import, for the screen.</summary>
public sealed record ImportFileView(
    Guid Id, int Position, string FileName, ImportKind Kind, bool Excluded, IReadOnlyList<string> Headers, int Rows, FileMapping Mapping,
    int Read, int Created, int Updated, int Skipped, int Rejected, IReadOnlyList<OutcomeSum> Sums);

/// <summary>An import with its files.</summary>
/// <param name="Failure">Why it failed, in the reader's language.</param>
/// <param name="Kept">Records a revert left as they are, because somebody changed or uses them since.</param>
public sealed record ImportView(
    Guid Id, string Name, string? Starter, bool Mine, ImportState State, DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt, bool CancelAsked, string? Failure, int Kept,
    IReadOnlyList<ImportFileView> Files)
{
    public int Rows => Files.Where(f => !f.Excluded).Sum(f => f.Rows);

    public int Read => Files.Sum(f => f.Read);

    public int Created => Files.Sum(f => f.Created);

    public int Updated => Files.Sum(f => f.Updated);

    public int Skipped => Files.Sum(f => f.Skipped);

    public int Rejected => Files.Sum(f => f.Rejected);

    public bool IsOver => State is ImportState.Done or ImportState.Failed or ImportState.Cancelled or ImportState.Interrupted or ImportState.Reverted;
}

/// <summary>One import as it stands now.</summary>
public sealed class ImportPage(Works works)
{
    /// <returns>Null when it does not exist for this person.</returns>
    public Task<ImportView?> For(Me me, Guid id) => works.Read(async db =>
    {
        var run = await db.ImportRuns.VisibleTo(me).Include(r => r.Files).SingleOrDefaultAsync(r => r.Id == id);
        if (run is null)
        {
            return null;
        }

        var ids = run.Files.Select(f => f.Id).ToList();
        var kept = run.State == ImportState.Reverted ? await db.ImportRows.CountAsync(r => ids.Contains(r.FileId) && r.Kept) : 0;
        return new ImportView(
            run.Id, run.Name, await db.People.Where(p => p.Id == run.StarterId).Select(p => p.Name).FirstOrDefaultAsync(), run.StarterId == me.Id, run.State, run.CreatedAt, run.StartedAt, run.FinishedAt, run.CancelAsked,
            run.Failure is null ? null : Reasons.Say(run.Failure), kept,
            [.. run.Files.OrderBy(f => f.Position).Select(f => new ImportFileView(
                f.Id, f.Position, f.FileName, f.Kind, f.Excluded, f.HeaderNames(), f.Rows, f.MappingNow(), f.Read, f.Created, f.Updated, f.Skipped, f.Rejected, f.OutcomeSums()))]);
    });

    /// <summary>The sums of several files as one, won and lost first, then the stages in their order.</summary>
    public static IReadOnlyList<OutcomeSum> Together(IEnumerable<ImportFileView> files) => Together(files.SelectMany(f => f.Sums));

    public static IReadOnlyList<OutcomeSum> Together(IEnumerable<OutcomeSum> sums)
    {
        List<string> order = [Pipeline.Won, Pipeline.Lost, .. Pipeline.Standard().Select(s => s.Code)];
        return [.. sums.GroupBy(s => (s.Column, s.Currency)).Select(g => new OutcomeSum(g.Key.Column, g.Key.Currency, g.Sum(s => s.Count), g.Sum(s => s.Minor))).OrderBy(s => order.IndexOf(s.Column))];
    }
}

/// <summary>An import in the list.</summary>
public sealed record ImportListRow(Guid Id, string Name, string? Starter, ImportState State, DateTime CreatedAt, int Rows, int Read, int Created, int Updated, int Skipped, int Rejected);

/// <summary>The imports a person sees, newest first.</summary>
public sealed class ImportList(Works works)
{
    /// <param name="page">From 1.</param>
    public Task<(IReadOnlyList<ImportListRow> Rows, int Total)> For(Me me, int page = 1) => works.Read<(IReadOnlyList<ImportListRow>, int)>(async db =>
    {
        var visible = db.ImportRuns.VisibleTo(me);
        var rows = await visible.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Skip((Math.Clamp(page, 1, 100_000) - 1) * Limits.PageSize).Take(Limits.PageSize)
            .Select(r => new ImportListRow(r.Id, r.Name, db.People.Where(p => p.Id == r.StarterId).Select(p => p.Name).FirstOrDefault(), r.State, r.CreatedAt,
                r.Files.Where(f => !f.Excluded).Sum(f => f.Rows), r.Files.Sum(f => f.Read), r.Files.Sum(f => f.Created), r.Files.Sum(f => f.Updated), r.Files.Sum(f => f.Skipped), r.Files.Sum(f => f.Rejected)))
            .ToListAsync();
        return (rows, await visible.CountAsync());
    });
}

/// <summary>A row that was not taken, and why, in the reader's language.</summary>
/// <param name="Collides">The record it collides with: its name, or its first sign when the reader does not see it.</param>
/// <param name="Href">Leads to it when the reader sees it.</param>
public sealed record ImportRowView(long Id, int Number, RowOutcome Outcome, string Reason, IReadOnlyList<string?> Cells, string? Collides, string? Owner, string? Href);

/// <summary>The rows of a file that came to one end, a page at a time.</summary>
public sealed class ImportRows(Works works, TimeProvider clock)
{
    /// <param name="after">The last row seen.</param>
    public Task<(IReadOnlyList<ImportRowView> Rows, bool More)> For(Me me, Guid runId, Guid fileId, RowOutcome outcome, long after = 0) => works.Read<(IReadOnlyList<ImportRowView>, bool)>(async db =>
    {
        if (!await db.ImportRuns.VisibleTo(me).AnyAsync(r => r.Id == runId && r.Files.Any(f => f.Id == fileId)))
        {
            return ([], false);
        }

        var rows = await db.ImportRows.Where(r => r.FileId == fileId && r.Outcome == outcome && r.Id > after).OrderBy(r => r.Id).Take(Limits.LargestPage + 1).ToListAsync();
        var page = rows.Take(Limits.LargestPage).ToList();
        return (await Views(db, me, page, clock.Today()), rows.Count > page.Count);
    });

    internal static async Task<IReadOnlyList<ImportRowView>> Views(AppDb db, Me me, IReadOnlyList<ImportRow> rows, DateOnly today)
    {
        var ids = rows.Select(r => r.RecordId).OfType<Guid>().Distinct().ToList();
        var met = new Dictionary<Guid, (string Name, string? Owner, string? Href)>();
        async Task Look<T>(IQueryable<T> all, IQueryable<T> seen, Func<IQueryable<T>, IQueryable<Met>> project, string? path)
        {
            var open = (await project(seen).Select(m => m.Id).ToListAsync()).ToHashSet();
            foreach (var one in await project(all).ToListAsync())
            {
                met[one.Id] = open.Contains(one.Id) ? (one.Name, one.Owner, path is null ? null : $"{path}/{one.Id}") : (CompanyName.Mask(one.Name), one.Owner, null);
            }
        }

        if (ids.Count > 0)
        {
            var customers = db.Customers.Where(c => ids.Contains(c.Id));
            await Look(customers, customers.VisibleTo(me, today), q => q.Select(c => new Met(c.Id, c.Name, db.People.Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault())), "/customers");
            var opportunities = db.Opportunities.Where(o => ids.Contains(o.Id));
            await Look(opportunities, opportunities.VisibleTo(me, today), q => q.Select(o => new Met(o.Id, o.Title, db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).FirstOrDefault())), "/opportunities");
            var products = db.Products.Where(p => ids.Contains(p.Id));
            await Look(products, products, q => q.Select(p => new Met(p.Id, p.Name, null)), null);
            var people = db.People.Where(p => ids.Contains(p.Id));
            await Look(people, people, q => q.Select(p => new Met(p.Id, p.Name, null)), null);
        }

        return [.. rows.Select(r =>
        {
            var found = r.RecordId is { } id && met.TryGetValue(id, out var m) ? m : default;
            return new ImportRowView(r.Id, r.Number, r.Outcome, Reasons.Say(r.Reasons), r.Cells is null ? [] : System.Text.Json.JsonSerializer.Deserialize<string?[]>(r.Cells)!, found.Name, found.Owner, found.Href);
        })];
    }

    private sealed record Met(Guid Id, string Name, string? Owner);
}

/// <summary>Rows a trial would not take, for the screen.</summary>
public sealed class ImportDraftRows(Works works, TimeProvider clock)
{
    public Task<IReadOnlyList<ImportRowView>> For(Me me, IReadOnlyList<ImportRow> rows) => works.Read(db => ImportRows.Views(db, me, [.. rows.Take(Limits.LargestPage)], clock.Today()));
}
