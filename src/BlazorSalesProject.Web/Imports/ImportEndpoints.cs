using System.Globalization;
using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Files;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Imports;

/// <summary>Files come in and go out by HTTP: the upload, the rows that were not taken, and a mapping as a file.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/imports/upload", Upload);
        app.MapGet("/imports/{id:guid}/files/{file:guid}/{outcome:regex(^(rejected|skipped)$)}.xlsx", NotTaken);
        app.MapGet("/imports/{id:guid}/mapping.json", Mapping);
    }

    /// <summary>Takes the files of one import and leads to its mapping, or back with a sentence for each file that can't be read.</summary>
    private static async Task<IResult> Upload(
        [FromForm] IFormFileCollection files, HttpContext http, WhoIs whoIs, LivingSessions sessions, PrepareImport prepare, MapImport map, ImportGuess guess, ImportPage page, ImportShelf shelf, ImportDesk desk)
    {
        var me = await CurrentMe.Of(http.User, whoIs, sessions);
        if (!me.May(Area.Imports, Function.Create))
        {
            return Back(desk, me, [Refusal.Denied()]);
        }

        ImportMapping? given = null;
        var refusals = new List<Refusal>();
        foreach (var file in files.Where(IsMapping))
        {
            using var reader = new StreamReader(file.OpenReadStream());
            var parsed = file.Length > Limits.ImportBytes / 50 ? Refusal.Invalid("Imports.MappingEmpty") : ImportMapping.Parse(await reader.ReadToEndAsync(http.RequestAborted));
            given = parsed.Value;
            if (parsed.Refusal is { } refusal)
            {
                refusals.Add(refusal);
            }
        }

        var taken = new List<(string Temporary, ImportUpload Upload)>();
        try
        {
            foreach (var file in files.Where(f => !IsMapping(f) && f.FileName.Length > 0))
            {
                var temporary = Path.Combine(Path.GetTempPath(), "import-" + Guid.NewGuid().ToString("N"));
                await using (var copy = File.Create(temporary))
                {
                    await file.CopyToAsync(copy, http.RequestAborted);
                }

                var name = Path.GetFileName(file.FileName);
                var opened = TableFile.Open(temporary, name, http.RequestAborted);
                if (opened.Value is not { } table)
                {
                    File.Delete(temporary);
                    refusals.Add(opened.Refusal!);
                    continue;
                }

                using (table)
                {
                    var sample = table.Rows().Take(50).Where(r => r.Problem is null).Select(r => r.Cells).ToList();
                    taken.Add((temporary, new ImportUpload(name, table.Headers, table.RowCount, await guess.For(me, name, table.Headers, sample, given))));
                }
            }

            if (refusals.Count > 0 || taken.Count == 0)
            {
                return Back(desk, me, refusals.Count > 0 ? refusals : [Refusal.Invalid("Imports.NoFile")]);
            }

            taken = [.. taken.OrderBy(t => Place(given, t.Upload)).ThenBy(t => t.Upload.Mapping.Kind)];
            var prepared = await prepare.Run(me, [.. taken.Select(t => t.Upload)]);
            if (prepared.Refusal is { } refused)
            {
                return Back(desk, me, [refused]);
            }

            Directory.CreateDirectory(shelf.Folder(prepared.Value));
            for (var i = 0; i < taken.Count; i++)
            {
                File.Move(taken[i].Temporary, shelf.PathOf(prepared.Value, i + 1));
            }

            var view = (await page.For(me, prepared.Value))!;
            var notMine = view.Files.Where(f => f.Kind == ImportKind.Products && !me.May(Area.Catalogue, Function.Edit)).ToList();
            if (notMine.Count > 0 && notMine.Count < view.Files.Count)
            {
                await map.Run(me, prepared.Value, [.. notMine.Select(f => new ImportChoice(f.Id, f.Mapping, Excluded: true))]);
            }

            return Results.LocalRedirect($"/imports/{prepared.Value}");
        }
        finally
        {
            foreach (var (temporary, _) in taken)
            {
                File.Delete(temporary);
            }
        }
    }

    private static async Task<IResult> NotTaken(Guid id, Guid file, string outcome, HttpContext http, WhoIs whoIs, LivingSessions sessions, ImportPage page, ImportRows rows)
    {
        var me = await CurrentMe.Of(http.User, whoIs, sessions);
        if ((await page.For(me, id))?.Files.FirstOrDefault(f => f.Id == file) is not { } found)
        {
            return Results.NotFound();
        }

        var what = outcome == "rejected" ? RowOutcome.Rejected : RowOutcome.Skipped;
        var name = $"{Path.GetFileNameWithoutExtension(found.FileName)}-{Say($"Imports.Outcome_{what}")}.xlsx";
        return Results.Stream(output => ErrorFile.WriteAsync(output, found.Headers, Errors(), http.RequestAborted), ExportXlsx.ContentType, name);

        async IAsyncEnumerable<RowError> Errors()
        {
            long after = 0;
            for (var more = true; more;)
            {
                var next = await rows.For(me, id, file, what, after);
                foreach (var row in next.Rows)
                {
                    var met = row.Collides is null ? "" : " " + Say("Imports.CollidesWith", row.Collides, row.Owner ?? "–");
                    yield return new RowError(new TableRow(row.Number, [.. row.Cells]), row.Reason + met);
                    after = row.Id;
                }

                more = next.More;
            }
        }
    }

    private static async Task<IResult> Mapping(Guid id, HttpContext http, WhoIs whoIs, LivingSessions sessions, ImportPage page)
    {
        var me = await CurrentMe.Of(http.User, whoIs, sessions);
        return await page.For(me, id) is { } run
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(new ImportMapping { Files = [.. run.Files.Where(f => !f.Excluded).Select(f => f.Mapping)] }.Write()), "application/json", "mapping.json")
            : Results.NotFound();
    }

    private static bool IsMapping(IFormFile file) => Path.GetExtension(file.FileName).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static int Place(ImportMapping? given, ImportUpload upload)
    {
        var at = given?.Files.ToList().FindIndex(f => string.Equals(f.File, upload.FileName, StringComparison.OrdinalIgnoreCase)) ?? -1;
        return at < 0 ? int.MaxValue : at;
    }

    private static IResult Back(ImportDesk desk, Me me, IReadOnlyList<Refusal> refusals) =>
        Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/imports/new?said={desk.Say(me.Id, refusals)}"));
}

/// <summary>Keeps what an upload was refused for until the page that follows has shown it.</summary>
internal sealed class ImportDesk
{
    private const int Most = 1000;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, (Guid Person, IReadOnlyList<Refusal> Refusals)> _said = new();

    public Guid Say(Guid person, IReadOnlyList<Refusal> refusals)
    {
        if (_said.Count > Most)
        {
            _said.Clear();
        }

        var id = Guid.NewGuid();
        _said[id] = (person, refusals);
        return id;
    }

    public IReadOnlyList<Refusal> Said(Guid person, Guid id) => _said.TryGetValue(id, out var said) && said.Person == person ? said.Refusals : [];
}
