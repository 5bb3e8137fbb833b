using System.Globalization;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>A mapping to start from: the one given, the one used last for such a file, a template that fits, or one guessed from the headers.</summary>
public sealed class ImportGuess(Works works)
{
    private static readonly string[] Patterns = ["yyyy-M-d", "yyyy/M/d", "M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy.M.d", "yyyy年M月d日", "M-d-yyyy", "yyyyMMdd"];

    /// <param name="sample">The first rows, to see how dates are written.</param>
    /// <param name="given">A mapping brought along with the files.</param>
    public async Task<FileMapping> For(Me me, string fileName, IReadOnlyList<string> headers, IReadOnlyList<string?[]> sample, ImportMapping? given)
    {
        var known = Fitting(given, fileName, headers);
        var key = ImportFile.KeyOf(headers);
        known ??= await works.Read(async db =>
        {
            var last = await db.ImportFiles.Where(f => f.HeaderKey == key && !f.Excluded && db.ImportRuns.Any(r => r.Id == f.RunId && r.StarterId == me.Id && r.State != ImportState.Draft))
                .OrderByDescending(f => f.Id).Select(f => f.Mapping).FirstOrDefaultAsync();
            if (last is not null && FileMapping.Read(last) is var mapping && ImportPlan.Of(mapping, headers).Ok)
            {
                return mapping;
            }

            foreach (var template in await db.ImportTemplates.Where(t => t.OwnerId == me.Id || t.Shared).OrderBy(t => t.OwnerId != me.Id).ThenBy(t => t.Name).Take(Limits.LargestPage).Select(t => t.Mapping).ToListAsync())
            {
                if (Fitting(ImportMapping.Parse(template).Value, fileName, headers) is { } fits)
                {
                    return fits;
                }
            }

            return null;
        });
        return Within(me, (known ?? FromHeaders(fileName, headers, sample)) with { File = fileName });
    }

    /// <summary>The mapping of such a file within a larger one, the name counting first, then whether its columns are there.</summary>
    public static FileMapping? Fitting(ImportMapping? mapping, string fileName, IReadOnlyList<string> headers) =>
        mapping?.Files.OrderByDescending(f => string.Equals(f.File, fileName, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(f => ImportPlan.Of(f, headers).Ok);

    /// <summary>Guessed from headers in Chinese or English; the kind with the most hits wins.</summary>
    public static FileMapping FromHeaders(string fileName, IReadOnlyList<string> headers, IReadOnlyList<string?[]> sample)
    {
        var best = Enum.GetValues<ImportKind>().Select(kind => (Kind: kind, Fields: Match(kind, headers))).OrderByDescending(g => g.Fields.Count).First();
        var kind = best.Kind;
        var fields = best.Fields.ToList();
        var dates = headers.Select((h, i) => (Header: h, Index: i))
            .Where(h => fields.Exists(f => f.Column == h.Header && ImportFields.Find(kind, f.Field)!.Type == ImportType.Date))
            .SelectMany(h => sample.Select(r => r[h.Index])).OfType<string>().Where(c => c.Length > 0).ToList();
        if (kind == ImportKind.Opportunities && !fields.Exists(f => f.Field == "title"))
        {
            string[] parts = [.. new[] { "product", "customer" }.Select(n => fields.Find(f => f.Field == n)?.Column).OfType<string>().Select(c => $"{{{c}}}")];
            if (parts.Length > 0)
            {
                fields.Insert(0, new FieldMapping { Field = "title", Template = string.Join(" · ", parts) });
            }
        }

        return new FileMapping { File = fileName, Kind = kind, Fields = fields, Dates = dates.Count == 0 ? null : Patterns.FirstOrDefault(p => dates.TrueForAll(d => DateOnly.TryParseExact(d.Trim(), p, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))) };
    }

    /// <summary>The columns that look like fields of a kind.</summary>
    public static IReadOnlyList<FieldMapping> Match(ImportKind kind, IReadOnlyList<string> headers)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new List<FieldMapping>();
        foreach (var field in ImportFields.Of(kind))
        {
            var header = headers.FirstOrDefault(h => !taken.Contains(h) && Plain(h) is var plain && (string.Equals(plain, field.Name, StringComparison.OrdinalIgnoreCase) || field.Alike.Contains(plain)));
            if (header is not null && taken.Add(header))
            {
                found.Add(new FieldMapping { Field = field.Name, Column = header });
            }
        }

        return found;
    }

    /// <summary>What this person may not do is chosen otherwise from the start.</summary>
    private static FileMapping Within(Me me, FileMapping mapping) => mapping with
    {
        Owner = me.May(Area.Sales, Function.Assign) ? mapping.Owner : ImportOwner.Me,
        Fields = [.. mapping.Fields.Select(f => f.Field == "product" && !me.May(Area.Catalogue, Function.Edit) ? f with { EmptyWhenUnknown = true } : f)],
    };

    private static string Plain(string header) => string.Concat(header.ToLowerInvariant().Where(char.IsLetterOrDigit));
}

/// <summary>A value of a file that means nothing here yet.</summary>
/// <param name="Suggestions">What it may mean, the likeliest first.</param>
public sealed record UnknownValue(Guid FileId, string Field, string Value, int Rows, IReadOnlyList<string> Suggestions);

/// <summary>Looks through the files for values that are neither codes nor records, here or in another file of the same import.</summary>
public sealed class ImportUnknowns(Works works, TimeProvider clock)
{
    private const int Most = 50;
    private const int RowsLookedAt = 100_000;
    private const double Similar = 0.5;

    public async Task<IReadOnlyList<UnknownValue>> For(Me me, IReadOnlyList<ImportFile> files, Func<ImportFile, Outcome<IImportTable>> open)
    {
        var lookups = new Lookups(me, true);
        var names = new Dictionary<string, HashSet<string>> { ["product"] = [], ["customer"] = [], ["owner"] = [] };
        var unknown = new List<UnknownValue>();
        foreach (var file in files.Where(f => !f.Excluded).OrderBy(f => f.Position))
        {
            var mapping = file.MappingNow();
            var opened = open(file);
            if (opened.Value is not { } table)
            {
                continue;
            }

            using (table)
            {
                if (ImportPlan.Of(mapping, table.Headers).Value is not { } plan)
                {
                    continue;
                }

                var counts = new Dictionary<(string Field, string Value), int>();
                var code = plan.CodeFields;
                foreach (var row in table.Rows().Take(RowsLookedAt).Select(plan.Read))
                {
                    Learn(mapping.Kind, row, lookups, names);
                    foreach (var (field, text) in plan.Texts(row.Row).Where(t => t.Text is not null))
                    {
                        var isUnknown = code.Contains(field) ? row.Has(field) is false || row.All.GetValueOrDefault(field) is null : field is "product" or "customer" or "owner" && !(field == "owner" && mapping.Owner == ImportOwner.Me);
                        if (isUnknown)
                        {
                            counts[(field, text!)] = counts.GetValueOrDefault((field, text!)) + 1;
                        }
                    }
                }

                await works.Read(async db =>
                {
                    await lookups.Customers(db, counts.Keys.Where(k => k.Field == "customer").Select(k => (string?)k.Value), clock.Today());
                    await lookups.Products(db, counts.Keys.Where(k => k.Field == "product").Select(k => (string?)k.Value));
                    await lookups.People(db, counts.Keys.Where(k => k.Field == "owner").Select(k => (string?)k.Value));
                    names["product"].UnionWith(await db.Products.OrderBy(p => p.Name).Take(2000).Select(p => p.Name).ToListAsync());
                    return true;
                });
                foreach (var ((field, value), rows) in counts.OrderByDescending(c => c.Value))
                {
                    var here = field switch
                    {
                        "customer" => lookups.Customer(value) is not null,
                        "product" => lookups.Product(value) is not null,
                        "owner" => lookups.People(value).Count > 0,
                        _ => false,
                    };
                    if (!here && unknown.Count < Most)
                    {
                        unknown.Add(new UnknownValue(file.Id, field, value, rows, code.Contains(field) ? [] : Suggest(value, names[field])));
                    }
                }
            }
        }

        return unknown;
    }

    private static void Learn(ImportKind kind, ImportValues row, Lookups lookups, Dictionary<string, HashSet<string>> names)
    {
        if (row.Text("name") is not { } name)
        {
            return;
        }

        switch (kind)
        {
            case ImportKind.Customers:
                lookups.AddCustomer(Guid.Empty, name);
                names["customer"].Add(name);
                break;
            case ImportKind.Products:
                lookups.AddProduct(Guid.Empty, Catalogue.Product.Key(name));
                names["product"].Add(name);
                break;
            case ImportKind.People:
                lookups.AddPerson(Guid.Empty, name);
                names["owner"].Add(name);
                break;
        }
    }

    private static IReadOnlyList<string> Suggest(string value, HashSet<string> among)
    {
        var key = Customers.CompanyName.Key(value);
        return [.. among.Select(n => (Name: n, Like: Customers.CompanyName.Likeness(key, Customers.CompanyName.Key(n)))).Where(n => n.Like >= Similar).OrderByDescending(n => n.Like).Take(5).Select(n => n.Name)];
    }
}

/// <summary>A template to choose.</summary>
public sealed record ImportTemplatePick(Guid Id, string Name, bool Shared, bool Mine, ImportMapping Mapping);

/// <summary>The templates of a person: his own and those others share.</summary>
public sealed class ImportTemplates(Works works)
{
    public Task<IReadOnlyList<ImportTemplatePick>> For(Me me) => works.Read<IReadOnlyList<ImportTemplatePick>>(async db =>
    {
        if (!me.May(Area.Imports, Function.Create))
        {
            return [];
        }

        var found = await db.ImportTemplates.Where(t => t.OwnerId == me.Id || t.Shared).OrderBy(t => t.OwnerId != me.Id).ThenBy(t => t.Name).Take(Limits.LargestPage).ToListAsync();
        return [.. found.Select(t => new ImportTemplatePick(t.Id, t.Name, t.Shared, t.OwnerId == me.Id, ImportMapping.Parse(t.Mapping).Value ?? new ImportMapping()))];
    });
}

/// <summary>Keeps a mapping under a name; the same name again replaces one's own.</summary>
public sealed class SaveImportTemplate(Works works)
{
    public Task<Outcome> Run(Me me, string? name, ImportMapping mapping, bool shared) => works.Do(me, nameof(SaveImportTemplate), async work =>
    {
        if (me.IsSystem || !me.May(Area.Imports, Function.Create))
        {
            return Refusal.Denied();
        }

        var clean = Limits.Clean(name);
        if (await work.Db.ImportTemplates.SingleOrDefaultAsync(t => t.OwnerId == me.Id && t.Name == clean) is { } known)
        {
            return known.Change(name, mapping, shared);
        }

        var outcome = ImportTemplate.Create(me.Id, name, mapping, shared);
        if (outcome.Value is { } template)
        {
            work.Db.ImportTemplates.Add(template);
        }

        return outcome.Refusal;
    });
}
