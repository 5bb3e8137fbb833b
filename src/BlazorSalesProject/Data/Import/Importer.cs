using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Data.Import;

/// <summary>Currency of amounts without one.</summary>
public sealed record CompanyCurrency(string Code)
{
    public static readonly CompanyCurrency Standard = new("CNY");
}

/// <summary>
/// Brings in the files of a run, a batch of rows per transaction: others write between two batches, and what a crash
/// leaves is whole batches. Acts as whoever started it, with the rights he has at that moment.
/// </summary>
public sealed class Importer(Works works, WhoIs whoIs, PipelineSettings pipelines, Signals signals, TimeProvider clock, IEnumerable<CompanyCurrency> currency, ILogger<Importer> log)
{
    public const int BatchRows = 1000;

    private readonly string _currency = (currency.FirstOrDefault() ?? CompanyCurrency.Standard).Code;

    /// <summary>Works on a waiting run until its end; does nothing when another took it first.</summary>
    /// <param name="open">Opens the table of a file; its refusal ends the run.</param>
    public async Task Run(Guid runId, Func<ImportFile, Outcome<IImportTable>> open, CancellationToken stop = default)
    {
        if (!await Take(runId))
        {
            return;
        }

        var run = await works.Read(db => db.ImportRuns.Include(r => r.Files).SingleAsync(r => r.Id == runId));
        var (state, failure) = (ImportState.Done, (Refusal?)null);
        try
        {
            (state, failure) = await Files(run, open, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            state = ImportState.Interrupted;
        }
        catch (Exception e) when (e is IOException or DbUpdateException or InvalidOperationException or System.Data.Common.DbException)
        {
            log.LogError(e, "Import {Run} failed", runId);
            (state, failure) = (ImportState.Failed, Refusal.Invalid("Imports.Broke"));
        }

        await End(runId, run.StarterId, state, failure);
        signals.Raise(["Opportunity", "Customer", "Product", "Person", "Department", nameof(ImportRun), Signals.Topic(nameof(ImportRun), runId)]);
    }

    /// <summary>What the files would come to, without writing anything; rows of the outcomes that need a look are kept, a limited number of them.</summary>
    public async Task<Outcome<IReadOnlyList<ImportTrial>>> Try(Me me, IReadOnlyList<ImportFile> files, Func<ImportFile, Outcome<IImportTable>> open, int keep, Action<int>? progress = null, CancellationToken stop = default)
    {
        var setting = new ImportSetting(me, Guid.Empty, await pipelines.Stages(), _currency, true, new Lookups(me, true));
        var trials = new List<ImportTrial>();
        var done = 0;
        foreach (var file in files.Where(f => !f.Excluded).OrderBy(f => f.Position))
        {
            var opened = open(file);
            if (opened.Value is not { } table)
            {
                return opened.Refusal!;
            }

            using (table)
            {
                var planned = ImportPlan.Of(file.MappingNow(), table.Headers);
                if (planned.Value is not { } plan)
                {
                    return planned.Refusal!;
                }

                var landing = Landing.Of(setting, plan);
                if (landing.MayStart() is { } denied)
                {
                    return denied;
                }

                var tally = new Tally();
                var kept = new List<ImportRow>();
                await Batches(table, plan, landing, async rows =>
                {
                    var later = await works.Read(async db =>
                    {
                        var batch = new ImportBatch(db, file.Id, clock.Now());
                        var waiting = await landing.Land(batch, rows, tally, (series, count) => Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Repeat($"{series}-0000-0000", count)]));
                        kept.AddRange(batch.Rows.Where(r => r.Outcome is RowOutcome.Rejected or RowOutcome.Skipped).Take(Math.Max(0, keep - kept.Count)));
                        return waiting;
                    });
                    done += rows.Count - later.Count;
                    progress?.Invoke(done);
                    return later;
                }, stop);
                trials.Add(new ImportTrial(file.Id, tally.Read, tally.Created, tally.Updated, tally.Skipped, tally.Rejected, tally.AsSums(), kept));
            }
        }

        return trials;
    }

    private async Task<(ImportState State, Refusal? Failure)> Files(ImportRun run, Func<ImportFile, Outcome<IImportTable>> open, CancellationToken stop)
    {
        var first = await Starter(run);
        if (first is null)
        {
            return (ImportState.Failed, Refusal.Denied("Imports.StarterGone"));
        }

        var lookups = new Lookups(first, false);
        foreach (var file in run.Files.Where(f => !f.Excluded).OrderBy(f => f.Position))
        {
            var opened = open(file);
            if (opened.Value is not { } table)
            {
                return (ImportState.Failed, opened.Refusal);
            }

            using (table)
            {
                var planned = ImportPlan.Of(file.MappingNow(), table.Headers);
                if (planned.Value is not { } plan)
                {
                    return (ImportState.Failed, planned.Refusal);
                }

                var setting = new ImportSetting(first, run.Id, await pipelines.Stages(), _currency, false, lookups);
                var landing = Landing.Of(setting, plan);
                if (landing.MayStart() is { } denied)
                {
                    return (ImportState.Failed, denied);
                }

                Refusal? trouble = null;
                var cancelled = false;
                await Batches(table, plan, landing, async rows =>
                {
                    if (await works.Read(db => db.ImportRuns.AnyAsync(r => r.Id == run.Id && r.CancelAsked)))
                    {
                        cancelled = true;
                        return null;
                    }

                    if (await Starter(run) is not { } me || landing.MayStart() is not null || me.Rights.Count == 0)
                    {
                        trouble = Refusal.Denied("Imports.StarterGone");
                        return null;
                    }

                    var outcome = await Batch(me, run, file, landing, rows);
                    trouble = outcome.Refusal;
                    signals.Raise([Signals.Topic(nameof(ImportRun), run.Id)]);
                    return outcome.Value;
                }, stop);
                if (cancelled)
                {
                    return (ImportState.Cancelled, null);
                }

                if (trouble is not null)
                {
                    return (ImportState.Failed, trouble);
                }
            }
        }

        return (ImportState.Done, null);
    }

    private async Task<Outcome<IReadOnlyList<ImportValues>>> Batch(Me me, ImportRun run, ImportFile file, Landing landing, IReadOnlyList<ImportValues> rows)
    {
        var tally = new Tally();
        var outcome = await works.Do<IReadOnlyList<ImportValues>>(me, "Import", async work =>
        {
            work.Quiet = true;
            work.Concerns(nameof(ImportRun), run.Id);
            var batch = new ImportBatch(work.Db, file.Id, work.Now);
            var later = await landing.Land(batch, rows, tally, work.NextNumbers);
            await work.Begin();
            await batch.Write(work);
            foreach (var sum in file.OutcomeSums())
            {
                var known = tally.Sums.GetValueOrDefault((sum.Column, sum.Currency));
                tally.Sums[(sum.Column, sum.Currency)] = (known.Count + sum.Count, known.Minor + sum.Minor);
            }

            var sums = System.Text.Json.JsonSerializer.Serialize(tally.AsSums());
            await work.Db.ImportFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(set => set
                .SetProperty(f => f.Read, f => f.Read + tally.Read).SetProperty(f => f.Created, f => f.Created + tally.Created).SetProperty(f => f.Updated, f => f.Updated + tally.Updated)
                .SetProperty(f => f.Skipped, f => f.Skipped + tally.Skipped).SetProperty(f => f.Rejected, f => f.Rejected + tally.Rejected).SetProperty(f => f.Sums, sums));
            await work.Db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.BeatAt, work.Now));
            return new Outcome<IReadOnlyList<ImportValues>>(later, null);
        });
        if (outcome.Ok)
        {
            file.Sums = System.Text.Json.JsonSerializer.Serialize(tally.AsSums());
        }

        return outcome;
    }

    /// <summary>Hands out the rows a batch at a time, then again those that had to wait for others; null stops it.</summary>
    private static async Task Batches(IImportTable table, ImportPlan plan, Landing landing, Func<IReadOnlyList<ImportValues>, Task<IReadOnlyList<ImportValues>?>> land, CancellationToken stop)
    {
        var waiting = new List<ImportValues>();
        foreach (var rows in table.Rows(stop).Chunk(BatchRows))
        {
            stop.ThrowIfCancellationRequested();
            if (await land([.. rows.Select(plan.Read)]) is not { } later)
            {
                return;
            }

            waiting.AddRange(later);
        }

        while (waiting.Count > 0)
        {
            var before = waiting.Count;
            var still = new List<ImportValues>();
            foreach (var rows in waiting.Chunk(BatchRows))
            {
                stop.ThrowIfCancellationRequested();
                if (await land(rows) is not { } later)
                {
                    return;
                }

                still.AddRange(later);
            }

            landing.LastCall = still.Count == before;
            waiting = still;
        }
    }

    private async Task<Me?> Starter(ImportRun run) => run.StarterId is { } id ? await whoIs.Find(id) : Me.System;

    private async Task<bool> Take(Guid runId)
    {
        var now = clock.Now();
        var taken = await works.Do<bool>(Me.System, "TakeImport", async work =>
        {
            await work.Begin();
            var mine = await work.Db.ImportRuns.Where(r => r.Id == runId && r.State == ImportState.Waiting && !r.CancelAsked)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Running).SetProperty(r => r.StartedAt, now).SetProperty(r => r.BeatAt, now));
            work.Touch(Signals.Topic(nameof(ImportRun), runId));
            return mine == 1;
        });
        return taken.Value;
    }

    private async Task End(Guid runId, Guid? starterId, ImportState state, Refusal? failure)
    {
        var me = starterId is { } id ? await whoIs.Find(id) ?? Me.System : Me.System;
        var ended = await works.Do(me, "EndImport", async work =>
        {
            var run = await work.Db.ImportRuns.Include(r => r.Files).SingleAsync(r => r.Id == runId);
            run.End(state, failure, work.Now);
            return null;
        });
        if (ended.Refusal is { } refusal)
        {
            log.LogError("The end of import {Run} was not saved: {Reason}", runId, refusal.Key);
        }
    }
}

/// <summary>What a file would come to.</summary>
public sealed record ImportTrial(Guid FileId, int Read, int Created, int Updated, int Skipped, int Rejected, IReadOnlyList<OutcomeSum> Sums, IReadOnlyList<ImportRow> Rows);
