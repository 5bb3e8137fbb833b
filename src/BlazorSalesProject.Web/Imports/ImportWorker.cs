using BlazorSalesProject.Data;
using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Configuration;

namespace BlazorSalesProject.Web.Imports;

/// <summary>Works on waiting imports, one at a time per node; looks again when one is started and every half minute.</summary>
internal sealed class ImportWorker(ImportTurns turns, Importer importer, Reverter reverter, ImportShelf shelf, Signals signals, Settings settings, TimeProvider clock, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var bell = new SemaphoreSlim(0);
        using var listening = signals.Listen([nameof(ImportRun)], _ => bell.Release());
        await turns.Interrupt(settings.Provider == DatabaseProvider.Sqlite);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var (id, state) in await turns.Waiting())
                {
                    if (state == ImportState.Reverting)
                    {
                        await reverter.Run(id, Me.System, stoppingToken);
                    }
                    else
                    {
                        await importer.Run(id, file => shelf.Open(id, file.Position, file.FileName), stoppingToken);
                    }
                }

                await Wait(bell, stoppingToken);
                if (settings.Provider != DatabaseProvider.Sqlite)
                {
                    await turns.Interrupt(alone: false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or System.Data.Common.DbException)
            {
                log.LogError(e, "Waiting imports could not be worked on");
                await Wait(bell, stoppingToken);
            }
        }
    }

    private async Task Wait(SemaphoreSlim bell, CancellationToken stop)
    {
        using var round = new CancellationTokenSource(Round, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(round.Token, stop);
        try
        {
            await bell.WaitAsync(either.Token);
            while (bell.CurrentCount > 0)
            {
                await bell.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nobody rang: time to look anyway.
        }
    }
}

/// <summary>Where uploaded files lie until they are read in: a folder per import, files by their position.</summary>
internal sealed class ImportShelf(Settings settings)
{
    public string Folder(Guid runId) => Path.Combine(settings.StoragePath, "imports", runId.ToString("N"));

    public string PathOf(Guid runId, int position) => Path.Combine(Folder(runId), position.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Clear(Guid runId)
    {
        if (Directory.Exists(Folder(runId)))
        {
            Directory.Delete(Folder(runId), recursive: true);
        }
    }

    public Outcome<IImportTable> Open(Guid runId, int position, string fileName)
    {
        var path = PathOf(runId, position);
        return File.Exists(path) ? FileImportTable.Open(path, fileName) : Refusal.Invalid("Imports.FileGone", fileName);
    }
}
