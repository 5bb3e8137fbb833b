using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>A file somebody brought, before anything of it is read in.</summary>
public sealed record ImportUpload(string FileName, IReadOnlyList<string> Headers, int Rows, FileMapping Mapping);

/// <summary>Lays files down for an import: nothing is read in yet, the mapping can still be changed.</summary>
public sealed class PrepareImport(Works works)
{
    /// <returns>The run with its files, in the order they are brought in.</returns>
    public Task<Outcome<Guid>> Run(Me me, IReadOnlyList<ImportUpload> uploads) => works.Do<Guid>(me, nameof(PrepareImport), work =>
    {
        if (!me.May(Area.Imports, Function.Create))
        {
            return Task.FromResult<Outcome<Guid>>(Refusal.Denied());
        }

        var outcome = ImportRun.Begin(me.IsSystem ? null : me.Id, [.. uploads.Select((u, i) => new ImportFile
        {
            Position = i + 1,
            FileName = u.FileName.Length > Limits.Name ? u.FileName[^Limits.Name..] : u.FileName,
            Kind = u.Mapping.Kind,
            Headers = System.Text.Json.JsonSerializer.Serialize(u.Headers),
            HeaderKey = ImportFile.KeyOf(u.Headers),
            Rows = u.Rows,
            Mapping = u.Mapping.Write(),
        })]);
        if (outcome.Value is not { } run)
        {
            return Task.FromResult<Outcome<Guid>>(outcome.Refusal!);
        }

        work.Db.ImportRuns.Add(run);
        return Task.FromResult<Outcome<Guid>>(run.Id);
    });
}

/// <summary>How one file of a run is to be read.</summary>
public sealed record ImportChoice(Guid FileId, FileMapping Mapping, bool Excluded);

/// <summary>Keeps the mapping of a run that has not started.</summary>
public sealed class MapImport(Works works)
{
    public Task<Outcome> Run(Me me, Guid runId, IReadOnlyList<ImportChoice> choices) => works.Do(me, nameof(MapImport), async work =>
    {
        if (await work.Draft(runId) is not { } run)
        {
            return Refusal.NotFound();
        }

        if (run.State != ImportState.Draft)
        {
            return Refusal.Conflict("Imports.AlreadyStarted");
        }

        foreach (var (choice, file) in choices.Join(run.Files, c => c.FileId, f => f.Id, (c, f) => (c, f)))
        {
            (file.Mapping, file.Kind, file.Excluded) = (choice.Mapping.Write(), choice.Mapping.Kind, choice.Excluded);
        }

        run.Happened("ImportMapped");
        return null;
    });
}

/// <summary>Checks the mappings against the files and lets the run wait for its turn.</summary>
public sealed class StartImport(Works works)
{
    public Task<Outcome> Run(Me me, Guid runId) => works.Do(me, nameof(StartImport), async work =>
    {
        if (await work.Draft(runId) is not { } run)
        {
            return Refusal.NotFound();
        }

        if (!me.May(Area.Imports, Function.Create))
        {
            return Refusal.Denied();
        }

        if (run.Files.TrueForAll(f => f.Excluded))
        {
            return Refusal.Invalid("Imports.NothingChosen");
        }

        foreach (var file in run.Files.Where(f => !f.Excluded))
        {
            var plan = ImportPlan.Of(file.MappingNow(), file.HeaderNames());
            if ((plan.Refusal ?? Landing.Of(new ImportSetting(me, run.Id, [], "", true, new Lookups(me, true)), plan.Value!).MayStart()) is { } refusal)
            {
                return refusal;
            }
        }

        return run.Queue();
    });
}

/// <summary>Asks a run to stop after the present batch; what is in stays and can be taken back.</summary>
public sealed class CancelImport(Works works)
{
    public Task<Outcome> Run(Me me, Guid runId) => works.Do(me, nameof(CancelImport), async work =>
        await work.Draft(runId) is { } run ? run.Cancel() : Refusal.NotFound());
}

/// <summary>Throws a run away that never started.</summary>
public sealed class RemoveImportDraft(Works works)
{
    public Task<Outcome> Run(Me me, Guid runId) => works.Do(me, nameof(RemoveImportDraft), async work =>
    {
        if (await work.Draft(runId) is not { } run)
        {
            return Refusal.NotFound();
        }

        if (run.State != ImportState.Draft)
        {
            return Refusal.Conflict("Imports.AlreadyStarted");
        }

        run.Remove();
        work.Db.ImportRuns.Remove(run);
        return null;
    });
}

/// <summary>How verbs get hold of a run: one's own, or any within the reach of Imports.Create.</summary>
internal static class ImportLoading
{
    public static async Task<ImportRun?> Draft(this Work work, Guid runId)
    {
        work.Concerns(nameof(ImportRun), runId);
        return await work.Db.ImportRuns.VisibleTo(work.Me, Function.Create).Include(r => r.Files).SingleOrDefaultAsync(r => r.Id == runId);
    }
}

/// <summary>Named filters on imports.</summary>
public static class ImportScopes
{
    /// <summary>What exists for this person: his own and those of people in the reach of the right; the application's own for those who see all.</summary>
    public static IQueryable<ImportRun> VisibleTo(this IQueryable<ImportRun> runs, Me me, Function function = Function.Read)
    {
        var sight = me.Sees(Area.Imports, function);
        return sight.All ? runs
            : sight.IsNothing ? runs.Where(_ => false)
            : runs.Where(r => r.StarterId != null && sight.Owners.Contains(r.StarterId.Value));
    }
}
