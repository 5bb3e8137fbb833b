using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>Which imports wait to be worked on, and which were left lying.</summary>
public sealed class ImportTurns(Works works, TimeProvider clock)
{
    /// <summary>A running import that gave no sign of life for so long is taken for dead.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<(Guid Id, ImportState State)>> Waiting() => works.Read<IReadOnlyList<(Guid, ImportState)>>(async db =>
        [.. (await db.ImportRuns.Where(r => r.State == ImportState.Waiting || r.State == ImportState.Reverting).OrderBy(r => r.CreatedAt).Select(r => new { r.Id, r.State }).Take(20).ToListAsync()).Select(r => (r.Id, r.State))]);

    /// <summary>Says of runs nobody works on any more that they were interrupted: whole batches of them are in.</summary>
    /// <param name="alone">No other node works on this database, so whatever runs was left by a node that is gone.</param>
    public Task Interrupt(bool alone) => works.Do(Me.System, "InterruptImports", async work =>
    {
        var before = clock.Now() - Silence;
        var left = await work.Db.ImportRuns.Include(r => r.Files).Where(r => r.State == ImportState.Running && (alone || r.BeatAt == null || r.BeatAt < before)).ToListAsync();
        foreach (var run in left)
        {
            run.End(ImportState.Interrupted, null, work.Now);
        }

        return null;
    });
}
