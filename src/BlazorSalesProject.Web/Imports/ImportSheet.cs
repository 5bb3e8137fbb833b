using BlazorSalesProject.Data.Import;

namespace BlazorSalesProject.Web.Imports;

/// <summary>The mapping of one file while a person makes it.</summary>
internal sealed class ImportSheet
{
    public const string Constant = "=";
    public const string Template = "{}";
    public const string ColumnMark = "c:";

    public required ImportFileView File { get; init; }

    public required IReadOnlyList<ImportTableRow> Sample { get; init; }

    public ImportKind Kind { get; private set; }

    public ImportMode Mode { get; set; }

    public ImportOwner Owner { get; set; }

    public string? Currency { get; set; }

    public string? Dates { get; set; }

    public bool Excluded { get; set; }

    public IReadOnlyList<ImportLine> Lines { get; private set; } = [];

    public static ImportSheet Of(ImportFileView file, IReadOnlyList<ImportTableRow> sample)
    {
        var sheet = new ImportSheet { File = file, Sample = sample, Excluded = file.Excluded };
        sheet.Take(file.Mapping);
        return sheet;
    }

    public void Take(FileMapping mapping)
    {
        (Kind, Mode, Owner, Currency, Dates) = (mapping.Kind, mapping.Mode, mapping.Owner, mapping.Currency, mapping.Dates);
        Lines = [.. ImportFields.Of(Kind).Select(f => ImportLine.Of(f, mapping.Fields.FirstOrDefault(m => m.Field == f.Name)))];
    }

    /// <summary>Another kind: its fields are guessed anew from the headers.</summary>
    public void Become(ImportKind kind) => Take(new FileMapping { Kind = kind, Mode = Mode, Owner = Owner, Currency = Currency, Dates = Dates, Fields = ImportGuess.Match(kind, File.Headers) });

    /// <summary>The file as the importer would see it with the mapping as it is now.</summary>
    public ImportFile AsFile() => new()
    {
        Id = File.Id, Position = File.Position, FileName = File.FileName, Kind = Kind, Excluded = Excluded,
        Headers = System.Text.Json.JsonSerializer.Serialize(File.Headers), HeaderKey = ImportFile.KeyOf(File.Headers), Rows = File.Rows, Mapping = Mapping().Write(),
    };

    public FileMapping Mapping() => new()
    {
        File = File.FileName,
        Kind = Kind,
        Mode = Mode,
        Match = File.Mapping.Kind == Kind ? File.Mapping.Match : null,
        Owner = Owner,
        Currency = Currency,
        Dates = string.IsNullOrWhiteSpace(Dates) ? null : Dates.Trim(),
        Fields = [.. Lines.Select(l => l.Mapping()).OfType<FieldMapping>()],
    };
}

/// <summary>Where one field comes from while a person chooses it.</summary>
internal sealed class ImportLine
{
    private FieldMapping? _was;

    public required ImportField Field { get; init; }

    /// <summary>Empty, a column behind its mark, or the mark of a constant or a template.</summary>
    public string Source { get; set; } = "";

    /// <summary>The constant or the template.</summary>
    public string? Text { get; set; }

    public Dictionary<string, string> Values { get; private init; } = [];

    public bool EmptyWhenUnknown { get; set; }

    public static ImportLine Of(ImportField field, FieldMapping? mapping) => new()
    {
        Field = field,
        _was = mapping,
        Source = mapping switch { { Column.Length: > 0 } => ImportSheet.ColumnMark + mapping.Column, { Constant.Length: > 0 } => ImportSheet.Constant, { Template.Length: > 0 } => ImportSheet.Template, _ => "" },
        Text = mapping?.Constant ?? mapping?.Template,
        Values = mapping?.Values is { } values ? new Dictionary<string, string>(values) : [],
        EmptyWhenUnknown = mapping?.EmptyWhenUnknown ?? false,
    };

    public FieldMapping? Mapping() => Source switch
    {
        "" => null,
        ImportSheet.Constant => new FieldMapping { Field = Field.Name, Constant = Text ?? "" },
        ImportSheet.Template => new FieldMapping { Field = Field.Name, Template = Text ?? "" },
        _ => new FieldMapping
        {
            Field = Field.Name, Column = Source[ImportSheet.ColumnMark.Length..], Factor = _was?.Factor, Values = Values.Count == 0 ? null : Values, EmptyWhenUnknown = EmptyWhenUnknown,
        },
    };
}
