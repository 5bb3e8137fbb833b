using System.Text.Json;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Data.Import;

/// <summary>Where an import stands. Names are texts Imports.State_….</summary>
public enum ImportState
{
    /// <summary>The files are here, their mapping is being made.</summary>
    Draft,

    /// <summary>Waits for its turn.</summary>
    Waiting,
    Running,
    Done,

    /// <summary>Something was wrong with the whole; what was saved until then stays and can be taken back.</summary>
    Failed,
    Cancelled,

    /// <summary>The application stopped meanwhile; whole batches are saved, and can be taken back.</summary>
    Interrupted,
    Reverting,
    Reverted,
}

/// <summary>What became of a row. Names are texts Imports.Outcome_….</summary>
public enum RowOutcome
{
    Created,
    Updated,

    /// <summary>Already here, left as it was.</summary>
    Skipped,
    Rejected,
}

/// <summary>One import: one or several files that one person brought in together.</summary>
public sealed class ImportRun : Entity
{
    private ImportRun()
    {
    }

    /// <summary>Who imports; null for the application itself (the command line).</summary>
    public Guid? StarterId { get; private init; }

    /// <summary>The files by name, as the list shows it.</summary>
    public string Name { get; private init; } = "";

    public ImportState State { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime? StartedAt { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime? FinishedAt { get; internal set; }

    /// <summary>UTC; the last sign of life of whoever works on it.</summary>
    public DateTime? BeatAt { get; internal set; }

    /// <summary>Somebody wants it to stop after the present batch.</summary>
    public bool CancelAsked { get; internal set; }

    /// <summary>Why it failed, see <see cref="Reasons"/>.</summary>
    public string? Failure { get; private set; }

    public List<ImportFile> Files { get; private set; } = [];

    public bool IsOver => State is ImportState.Done or ImportState.Failed or ImportState.Cancelled or ImportState.Interrupted or ImportState.Reverted;

    public static Outcome<ImportRun> Begin(Guid? starterId, IReadOnlyList<ImportFile> files)
    {
        if (files.Count is 0 or > MostFiles)
        {
            return Refusal.Invalid("Imports.FileCount", MostFiles);
        }

        var name = string.Join(", ", files.Select(f => f.FileName));
        var run = new ImportRun { StarterId = starterId, Name = name.Length > Limits.Name ? name[..(Limits.Name - 1)] + "…" : name };
        run.Files.AddRange(files);
        run.Happened("ImportPrepared", ("Name", run.Name));
        return run;
    }

    public const int MostFiles = 10;

    /// <summary>Its turn may come.</summary>
    public Refusal? Queue()
    {
        if (State != ImportState.Draft)
        {
            return Refusal.Conflict("Imports.AlreadyStarted");
        }

        State = ImportState.Waiting;
        Happened("ImportStarted", ("Name", Name), ("Rows", Files.Sum(f => f.Rows)));
        return null;
    }

    public Refusal? Cancel()
    {
        if (State is not (ImportState.Waiting or ImportState.Running))
        {
            return Refusal.Invalid("Imports.NotRunning");
        }

        CancelAsked = true;
        if (State == ImportState.Waiting)
        {
            State = ImportState.Cancelled;
        }

        Happened("ImportCancelAsked");
        return null;
    }

    public Refusal? Revert()
    {
        if (State is not (ImportState.Done or ImportState.Failed or ImportState.Cancelled or ImportState.Interrupted))
        {
            return Refusal.Invalid("Imports.NotRevertible");
        }

        State = ImportState.Reverting;
        Happened("ImportRevertAsked", ("Name", Name));
        return null;
    }

    /// <summary>The end, whichever way. The facts are what a notice tells.</summary>
    internal void End(ImportState state, Refusal? failure, DateTime now)
    {
        State = state;
        FinishedAt = now;
        Failure = failure is null ? null : Reasons.Write([failure]);
        Happened(
            state switch { ImportState.Done => "ImportFinished", ImportState.Cancelled => "ImportCancelled", ImportState.Interrupted => "ImportInterrupted", ImportState.Reverted => "ImportReverted", _ => "ImportFailed" },
            ("Starter", StarterId), ("Name", Name), ("Read", Files.Sum(f => f.Read)), ("Created", Files.Sum(f => f.Created)), ("Updated", Files.Sum(f => f.Updated)),
            ("Skipped", Files.Sum(f => f.Skipped)), ("Rejected", Files.Sum(f => f.Rejected)));
    }

    internal void Remove() => Happened("ImportDraftRemoved", ("Name", Name));
}

/// <summary>A file of an import: how it is read and how far it came.</summary>
public sealed class ImportFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid RunId { get; private set; }

    /// <summary>1 is brought in first.</summary>
    public int Position { get; set; }

    /// <summary>As the person knows it; never used as a path.</summary>
    public required string FileName { get; init; }

    public ImportKind Kind { get; set; }

    /// <summary>Left out by the person: it stays unread.</summary>
    public bool Excluded { get; set; }

    /// <summary>The column headers, as JSON.</summary>
    public required string Headers { get; init; }

    /// <summary>Equal for files with the same columns: the mapping used last is offered again.</summary>
    public required string HeaderKey { get; init; }

    /// <summary>Data rows of the file.</summary>
    public int Rows { get; init; }

    /// <summary>The <see cref="FileMapping"/>, as JSON.</summary>
    public string Mapping { get; set; } = "";

    public int Read { get; set; }

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Skipped { get; set; }

    public int Rejected { get; set; }

    /// <summary>How many and how much per outcome of the opportunities read, as JSON of <see cref="OutcomeSum"/>.</summary>
    public string Sums { get; set; } = "[]";

    public IReadOnlyList<string> HeaderNames() => JsonSerializer.Deserialize<string[]>(Headers) ?? [];

    public IReadOnlyList<OutcomeSum> OutcomeSums() => JsonSerializer.Deserialize<OutcomeSum[]>(Sums) ?? [];

    public FileMapping MappingNow() => FileMapping.Read(Mapping);

    public static string KeyOf(IReadOnlyList<string> headers) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(h => h.Trim().ToLowerInvariant())))))[..32];
}

/// <summary>How many opportunities ended in one column and how much they are worth, in one currency.</summary>
public sealed record OutcomeSum(string Column, string Currency, int Count, long Minor);

/// <summary>What became of one row: the record made or changed with its state before, or why nothing was done.</summary>
public sealed class ImportRow
{
    public long Id { get; private set; }

    public Guid FileId { get; init; }

    /// <summary>As a spreadsheet shows it.</summary>
    public int Number { get; init; }

    public RowOutcome Outcome { get; init; }

    public string? RecordKind { get; init; }

    public Guid? RecordId { get; init; }

    /// <summary>The record's version after this row; another one later means that a person changed it since.</summary>
    public int? Version { get; init; }

    /// <summary>The changed fields as they were, as JSON.</summary>
    public string? Before { get; init; }

    /// <summary>See <see cref="Import.Reasons"/>.</summary>
    public string? Reasons { get; init; }

    /// <summary>The cells of a row that was not taken, as JSON.</summary>
    public string? Cells { get; init; }

    /// <summary>Taking back left it as it is: changed or in use since.</summary>
    public bool Kept { get; set; }
}

/// <summary>A mapping kept under a name, for oneself or for all.</summary>
public sealed class ImportTemplate : Entity
{
    private ImportTemplate()
    {
    }

    public Guid OwnerId { get; private init; }

    public string Name { get; private set; } = "";

    public bool Shared { get; private set; }

    /// <summary>The <see cref="ImportMapping"/>, as JSON.</summary>
    public string Mapping { get; private set; } = "";

    public static Outcome<ImportTemplate> Create(Guid ownerId, string? name, ImportMapping mapping, bool shared)
    {
        var template = new ImportTemplate { OwnerId = ownerId };
        return template.Change(name, mapping, shared) is { } refusal ? refusal : template;
    }

    public Refusal? Change(string? name, ImportMapping mapping, bool shared)
    {
        if (Limits.Check(nameof(Name), name, Limits.ShortText, required: true) is { } refusal)
        {
            return refusal;
        }

        (Name, Shared, Mapping) = (Limits.Clean(name)!, shared, (mapping with { Name = Limits.Clean(name) }).Write());
        Happened("ImportTemplateSaved", ("Name", Name), ("Shared", shared));
        return null;
    }

    internal void Remove() => Happened("ImportTemplateRemoved", ("Name", Name));
}

/// <summary>Reasons as they are kept: key and arguments, so that they are read in the language of whoever reads them.</summary>
public static class Reasons
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<Refusal> refusals) => JsonSerializer.Serialize(refusals.Select(r => new Kept(r.Key, [.. r.Arguments.Select(Argument)])), Json);

    public static IReadOnlyList<Refusal> Read(string? json) => json is null ? [] : [.. JsonSerializer.Deserialize<Kept[]>(json)!.Select(k => Refusal.Invalid(k.Key, [.. k.Arguments.Select(Value)]))];

    /// <summary>All of them as sentences in the current culture.</summary>
    public static string Say(string? json) => string.Join(" ", Read(json).Select(r => r.Sentence));

    // A term is kept with a mark in front, a number as a number: both are written by the reader's language.
    private static string? Argument(object? value) => value switch
    {
        Term term => "@" + term.Key,
        null => null,
        int or long => "#" + Changes.Text(value),
        _ => "'" + Changes.Text(value),
    };

    private static object? Value(string? kept) => kept switch
    {
        ['@', .. var key] => new Term(key),
        ['#', .. var number] => long.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
        ['\'', .. var text] => text,
        _ => kept,
    };

    private sealed record Kept(string Key, string?[] Arguments);
}
