using System.Globalization;
using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Files;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Imports;

/// <summary>
/// The command line <c>import &lt;folder&gt; [--mapping &lt;file&gt;]</c>: brings in the files a mapping names, in its order, as the application itself.
/// Ends with 0 only if everything landed; otherwise one sentence says what did not.
/// </summary>
internal static class ImportCommand
{
    private const int NotEverything = 1;
    private const int BadCall = 64;

    /// <summary>What is logged goes to the error output, and only what is wrong.</summary>
    public static void KeepTheSummaryClear(ILoggingBuilder logging)
    {
        logging.AddFilter(level => level >= LogLevel.Warning);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    public static async Task<int> Run(IServiceProvider services, string[] args)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? CultureInfo.GetCultureInfo("en-US") : Words.Default;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = language;
        var call = Read(args);
        if (call.Value is not { } asked)
        {
            return await Fail(BadCall, call.Refusal!.Sentence);
        }

        var parsed = ImportMapping.Parse(await File.ReadAllTextAsync(asked.Mapping));
        if (parsed.Value is not { } mapping)
        {
            return await Fail(BadCall, Say("Imports.InFile", asked.Mapping, parsed.Refusal!.Sentence));
        }

        var paths = new List<string>();
        var uploads = new List<ImportUpload>();
        foreach (var file in mapping.Files)
        {
            var name = Path.GetFileName(file.File ?? "");
            var path = Path.Combine(asked.Folder, name);
            if (name.Length == 0 || !File.Exists(path))
            {
                return await Fail(BadCall, Say("Imports.FileMissing", name, asked.Folder));
            }

            var opened = TableFile.Open(path, name);
            if (opened.Value is not { } table)
            {
                return await Fail(NotEverything, opened.Refusal!.Sentence);
            }

            using (table)
            {
                if (ImportPlan.Of(file, table.Headers).Refusal is { } misfit)
                {
                    return await Fail(BadCall, Say("Imports.InFile", name, misfit.Sentence));
                }

                paths.Add(path);
                uploads.Add(new ImportUpload(name, table.Headers, table.RowCount, file));
            }
        }

        var prepared = await services.GetRequiredService<PrepareImport>().Run(Me.System, uploads);
        var started = prepared.Ok ? await services.GetRequiredService<StartImport>().Run(Me.System, prepared.Value) : prepared;
        if (started.Refusal is { } refusal)
        {
            return await Fail(NotEverything, refusal.Sentence);
        }

        await services.GetRequiredService<Importer>().Run(prepared.Value, file => FileImportTable.Open(paths[file.Position - 1], file.FileName));
        return await Tell(services, prepared.Value);
    }

    private static async Task<int> Tell(IServiceProvider services, Guid runId)
    {
        var page = (await services.GetRequiredService<ImportPage>().For(Me.System, runId))!;
        foreach (var file in page.Files)
        {
            Console.WriteLine(Say("Imports.SummaryFile", file.FileName, file.Read, file.Created, file.Updated, file.Skipped, file.Rejected));
        }

        foreach (var sum in ImportPage.Together(page.Files))
        {
            var name = Say($"Sales.Stage_{sum.Column}");
            Console.WriteLine(Say("Imports.SummaryOutcome", name, sum.Count, new Money(sum.Minor, sum.Currency).Amount.ToString("#,##0.##", CultureInfo.InvariantCulture), sum.Currency));
        }

        if (page is { StartedAt: { } from, FinishedAt: { } to } && page.Read > 0)
        {
            var seconds = Math.Max(0.001, (to - from).TotalSeconds);
            Console.WriteLine(Say("Imports.SummarySpeed", page.Read, seconds.ToString("0.0", CultureInfo.InvariantCulture), (int)(page.Read / seconds)));
        }

        var rejected = page.Rejected;
        if (page.State != ImportState.Done)
        {
            return await Fail(NotEverything, page.Failure ?? Say($"Imports.State_{page.State}"));
        }

        if (rejected == 0)
        {
            return 0;
        }

        foreach (var file in page.Files.Where(f => f.Rejected > 0))
        {
            foreach (var row in (await services.GetRequiredService<ImportRows>().For(Me.System, runId, file.Id, RowOutcome.Rejected)).Rows.Take(10))
            {
                Console.WriteLine(Say("Imports.SummaryRow", file.FileName, row.Number, row.Reason));
            }
        }

        return await Fail(NotEverything, Say("Imports.SummaryRejected", rejected));
    }

    private static Outcome<Call> Read(string[] args)
    {
        var rest = args.Skip(1).ToList();
        string? mapping = null;
        var at = rest.IndexOf("--mapping");
        if (at >= 0)
        {
            if (at + 1 >= rest.Count)
            {
                return Refusal.Invalid("Imports.CommandUsage");
            }

            mapping = rest[at + 1];
            rest.RemoveRange(at, 2);
        }

        if (rest is not [var folder])
        {
            return Refusal.Invalid("Imports.CommandUsage");
        }

        if (!Directory.Exists(folder))
        {
            return Refusal.Invalid("Imports.FolderMissing", folder);
        }

        mapping ??= Path.Combine(folder, "mapping.json");
        return File.Exists(mapping) ? new Call(folder, mapping) : Refusal.Invalid("Imports.MappingMissing", mapping);
    }

    private static async Task<int> Fail(int code, string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return code;
    }

    private sealed record Call(string Folder, string Mapping);
}
