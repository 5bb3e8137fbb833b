using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Data.Import;

/// <summary>A mapping that fits a table: reads its rows into values, each with everything that is wrong with it.</summary>
public sealed partial class ImportPlan
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];
    private readonly List<Source> _sources = [];
    private readonly string[] _dates;

    private ImportPlan(FileMapping mapping) =>
        (Mapping, _dates) = (mapping, mapping.Dates is { Length: > 0 } own ? [own, .. Always] : [.. Always, "yyyy.M.d", "yyyy年M月d日"]);

    private static readonly string[] Always = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyyMMdd"];

    public FileMapping Mapping { get; }

    /// <summary>The field by which a record already here is recognised.</summary>
    public string Match { get; private init; } = "";

    public static Outcome<ImportPlan> Of(FileMapping mapping, IReadOnlyList<string> headers)
    {
        var match = mapping.Match ?? ImportFields.Matches(mapping.Kind)[0];
        if (!ImportFields.Matches(mapping.Kind).Contains(match))
        {
            return Refusal.Invalid("Imports.UnknownMatch", match);
        }

        if (mapping.Currency is { } currency && !Money.Currencies.Contains(currency))
        {
            return Refusal.For("Currency", "Kernel.UnknownCurrency");
        }

        if (mapping.Dates is { Length: > 0 } pattern && !Understandable(pattern))
        {
            return Refusal.For("Dates", "Imports.BadPattern", pattern);
        }

        var plan = new ImportPlan(mapping) { Match = match };
        foreach (var field in mapping.Fields)
        {
            if (ImportFields.Find(mapping.Kind, field.Field) is not { } known)
            {
                return Refusal.Invalid("Imports.UnknownField", field.Field, new Term($"Imports.Kind_{mapping.Kind}"));
            }

            if (plan._sources.Exists(s => s.Field.Name == known.Name))
            {
                return Refusal.For(known.Name, "Imports.FieldTwice", new Term($"Imports.Field_{known.Name}"));
            }

            if (new[] { field.Column, field.Constant, field.Template }.Count(x => x is { Length: > 0 }) != 1)
            {
                return Refusal.For(known.Name, "Imports.FieldNeedsOneSource", new Term($"Imports.Field_{known.Name}"));
            }

            var named = field.Column is { Length: > 0 } column ? [column] : field.Template is { } template ? Places().Matches(template).Select(m => m.Groups["column"].Value).ToArray() : [];
            if (Array.Find(named, n => Index(headers, n) < 0) is { } missing)
            {
                return Refusal.For(known.Name, "Imports.UnknownColumn", missing, new Term($"Imports.Field_{known.Name}"));
            }

            plan._sources.Add(new Source(known, field, [.. named.Select(n => Index(headers, n))]));
        }

        if (ImportFields.Of(mapping.Kind).FirstOrDefault(f => f.Required && !plan._sources.Exists(s => s.Field == f)) is { } needed)
        {
            return Refusal.For(needed.Name, "Imports.FieldMissing", new Term($"Imports.Field_{needed.Name}"), new Term($"Imports.Kind_{mapping.Kind}"));
        }

        return plan;
    }

    /// <summary>A pattern that writes a date and reads the same date back.</summary>
    private static bool Understandable(string pattern)
    {
        try
        {
            var day = new DateOnly(2017, 11, 28);
            return DateOnly.TryParseExact(day.ToString(pattern, CultureInfo.InvariantCulture), pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back) && back == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public bool Has(string field) => _sources.Exists(s => s.Field.Name == field);

    public bool EmptyWhenUnknown(string field) => _sources.Find(s => s.Field.Name == field)?.How.EmptyWhenUnknown == true;

    /// <summary>The mapped fields whose value is one of a list.</summary>
    public IReadOnlySet<string> CodeFields => _sources.Where(s => s.Field.Type == ImportType.Code).Select(s => s.Field.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>What stands in the columns that fill a field by themselves, value mappings applied.</summary>
    public IEnumerable<(string Field, string? Text)> Texts(ImportTableRow row) => row.Problem is not null
        ? []
        : _sources.Where(s => s.How.Column is { Length: > 0 }).Select(s => (s.Field.Name, Limits.Clean(TextOf(s, row.Cells))));

    public ImportValues Read(ImportTableRow row)
    {
        var values = new ImportValues(row);
        if (row.Problem is { } problem)
        {
            values.Refuse(problem);
            return values;
        }

        foreach (var source in _sources)
        {
            var text = Limits.Clean(TextOf(source, row.Cells));
            if (text is null)
            {
                if (source.Field.Required)
                {
                    values.Refuse(Refusal.Invalid("Imports.ValueMissing", new Term($"Imports.Field_{source.Field.Name}")));
                }

                values.Set(source.Field.Name, null);
                continue;
            }

            if (Understand(source, text) is { } understood)
            {
                values.Set(source.Field.Name, understood);
            }
            else
            {
                values.Refuse(Refusal.Invalid($"Imports.Not_{source.Field.Type}", new Term($"Imports.Field_{source.Field.Name}"), text.Length > 60 ? text[..60] + "…" : text));
            }
        }

        return values;
    }

    private string? TextOf(Source source, string?[] cells)
    {
        if (source.How.Constant is { Length: > 0 } constant)
        {
            return constant;
        }

        if (source.How.Template is { Length: > 0 } template)
        {
            var place = 0;
            var filled = Places().Replace(template, _ => Meant(source.Columns[place], cells[source.Columns[place++]]) ?? "");
            return Dangling().Replace(filled, "");
        }

        var cell = cells[source.Columns[0]];
        return cell is not null && source.How.Values?.GetValueOrDefault(cell.Trim()) is { } meant ? meant : cell;
    }

    /// <summary>A cell inside a template means what its column means where it fills a field.</summary>
    private string? Meant(int column, string? cell)
    {
        if (cell is null)
        {
            return null;
        }

        foreach (var source in _sources)
        {
            if (source.How.Column is { Length: > 0 } && source.Columns[0] == column && source.How.Values?.GetValueOrDefault(cell.Trim()) is { } meant)
            {
                return meant;
            }
        }

        return cell.Trim();
    }

    private object? Understand(Source source, string text)
    {
        switch (source.Field.Type)
        {
            case ImportType.Whole:
                return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var whole) && whole == Math.Floor(whole) && Math.Abs(whole) < int.MaxValue ? (int)whole : null;
            case ImportType.Amount:
                var plain = text.Normalize(NormalizationForm.FormKC).TrimStart('¥', '￥', '$', '€', '£').Replace(" ", "", StringComparison.Ordinal);
                return decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 1e15m && Math.Abs(source.How.Factor ?? 1) <= 1e9m
                    ? amount * (source.How.Factor ?? 1)
                    : null;
            case ImportType.Date:
                return Day(text);
            case ImportType.Code:
                return source.Field.Codes.FirstOrDefault(c => string.Equals(c, text, StringComparison.OrdinalIgnoreCase))
                    ?? (source.Field.CodeText.Length == 0 ? null : source.Field.Codes.FirstOrDefault(c => Array.Exists(Languages, l => string.Equals(Words.Find(source.Field.CodeText + c, l), text, StringComparison.OrdinalIgnoreCase))));
            default:
                return text;
        }
    }

    private DateOnly? Day(string text)
    {
        if (DateOnly.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return DateOnly.FromDateTime(moment);
        }

        // A date kept as a number of days, as spreadsheets do when the cell has no date style.
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days is > 18_000 and < 80_000
            ? DateOnly.FromDateTime(DateTime.FromOADate(days))
            : null;
    }

    private static int Index(IReadOnlyList<string> headers, string name)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i].Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"\{(?<column>[^{}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();

    // What stood between two parts of which one is empty.
    [GeneratedRegex(@"^[\s·\-/,|]+|[\s·\-/,|]+$", RegexOptions.None, 1000)]
    private static partial Regex Dangling();

    private sealed record Source(ImportField Field, FieldMapping How, int[] Columns);
}

/// <summary>What a row says, by field, and why it can't be taken, if so.</summary>
public sealed class ImportValues(ImportTableRow row)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public ImportTableRow Row { get; } = row;

    public List<Refusal> Refusals { get; } = [];

    public IReadOnlyDictionary<string, object?> All => _values;

    /// <summary>The file speaks of this field, perhaps by an empty cell.</summary>
    public bool Has(string field) => _values.ContainsKey(field);

    public string? Text(string field) => _values.GetValueOrDefault(field) as string;

    public int? Whole(string field) => _values.GetValueOrDefault(field) as int?;

    public decimal? Amount(string field) => _values.GetValueOrDefault(field) as decimal?;

    public DateOnly? Date(string field) => _values.GetValueOrDefault(field) as DateOnly?;

    internal void Set(string field, object? value) => _values[field] = value;

    internal void Refuse(Refusal refusal) => Refusals.AddRange([refusal, .. refusal.Others]);
}
