using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>What kind of file a table was read from.</summary>
public enum TableFormat
{
    Csv,
    Xlsx,
}

/// <summary>
/// A table somebody uploaded, checked from end to end: one header row and 1 to 1,000,000 data rows. Rows are read from the file as a stream each
/// time they are asked for, so a preview, a trial and the real run all see the same.
/// </summary>
public sealed class TableFile : IDisposable
{
    private readonly string stored;
    private readonly bool own;
    private readonly ITableSource rows;
    private readonly int headerRow;

    private TableFile(string path, bool own, string fileName, ITableSource source, string[] headers, int headerRow, int rowCount)
    {
        (stored, this.own, rows, this.headerRow) = (path, own, source, headerRow);
        (FileName, Headers, RowCount) = (fileName, headers, rowCount);
    }

    public string FileName { get; }

    public string[] Headers { get; }

    /// <summary>Data rows, blank ones not counted.</summary>
    public int RowCount { get; }

    public TableFormat Format => rows is CsvTable ? TableFormat.Csv : TableFormat.Xlsx;

    /// <summary>The encoding of a text file by its usual name, null for a workbook.</summary>
    public string? Encoding => (rows as CsvTable)?.Encoding.WebName.ToUpperInvariant();

    /// <summary>The separator of a text file, null for a workbook.</summary>
    public char? Separator => (rows as CsvTable)?.Separator;

    /// <summary>The sheet that is read (the first visible one), null for a text file.</summary>
    public string? Sheet => (rows as XlsxTable)?.Sheet;

    /// <summary>Checks a file on disk and opens it; <paramref name="fileName"/> is the name the person knows it by, never used as a path.</summary>
    public static Outcome<TableFile> Open(string path, string fileName, CancellationToken stop = default) => Open(path, fileName, own: false, stop);

    /// <summary>Takes an upload into a file of our own, cut off at the upload limit, checks it and opens it.</summary>
    public static async Task<Outcome<TableFile>> OpenAsync(Stream upload, string fileName, CancellationToken stop = default)
    {
        var path = Path.Combine(Path.GetTempPath(), "table-" + Guid.NewGuid().ToString("N"));
        var kept = false;
        try
        {
            await using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                var buffer = new byte[64 * 1024];
                for (int read; (read = await upload.ReadAsync(buffer, stop)) > 0;)
                {
                    await copy.WriteAsync(buffer.AsMemory(0, read), stop);
                    if (copy.Position > FileLimits.UploadBytes)
                    {
                        return TooBig(Shown(fileName));
                    }
                }
            }

            var opened = Open(path, fileName, own: true, stop);
            kept = opened.Ok;
            return opened;
        }
        finally
        {
            if (!kept)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The data rows from the top, as a stream.</summary>
    public IEnumerable<TableRow> Rows(CancellationToken stop = default)
    {
        foreach (var row in rows.Rows(stop))
        {
            if (row.Number > headerRow)
            {
                yield return TableHeader.Fit(row.Number, row.Cells, Headers, row.Problem, rows.ShortRowsAreWhole);
            }
        }
    }

    public void Dispose()
    {
        if (own)
        {
            File.Delete(stored);
        }
    }

    private static Outcome<TableFile> Open(string path, string fileName, bool own, CancellationToken stop)
    {
        var file = Shown(fileName);
        try
        {
            var source = Recognise(path, fileName, file);
            string[]? headers = null;
            var (headerRow, count) = (0, 0);
            foreach (var row in source.Rows(stop))
            {
                if (headers is null)
                {
                    (headers, headerRow) = (TableHeader.Read(row.Cells, file), row.Number);
                }
                else if (++count > FileLimits.Rows)
                {
                    return Refusal.Invalid("Files.TooManyRows", file, FileLimits.Rows);
                }
            }

            return headers is null ? Refusal.Invalid("Files.Empty", file)
                : count == 0 ? Refusal.Invalid("Files.NoRows", file)
                : new TableFile(path, own, fileName, source, headers, headerRow, count);
        }
        catch (TableRefused refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Content decides; the name only has to agree with it.</summary>
    private static ITableSource Recognise(string path, string fileName, string file)
    {
        var length = new FileInfo(path).Length;
        if (length == 0)
        {
            throw new TableRefused(Refusal.Invalid("Files.Empty", file));
        }

        if (length > FileLimits.UploadBytes)
        {
            throw new TableRefused(TooBig(file));
        }

        Span<byte> start = stackalloc byte[8];
        using (var stream = File.OpenRead(path))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        var zip = start is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];
        var ole = start is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        var extension = Path.GetExtension(fileName.TrimEnd('.', ' ')).ToUpperInvariant();
        switch (extension)
        {
            case ".XLSX" when ole:
                throw new TableRefused(Refusal.Invalid(XlsxArchive.IsEncrypted(path) ? "Files.Encrypted" : "Files.OldExcel", file));
            case ".XLSX" when !zip:
                throw new TableRefused(Refusal.Invalid("Files.NotAWorkbook", file));
            case ".XLSX":
                var workbook = new XlsxTable(path, file);
                workbook.Prepare();
                return workbook;
            case ".XLS":
                throw new TableRefused(Refusal.Invalid("Files.OldExcel", file));
            case ".XLSM" or ".XLTM" or ".XLSB":
                throw new TableRefused(Refusal.Invalid("Files.Macros", file));
            case ".CSV" or ".TSV" or ".TXT" when zip || ole:
                throw new TableRefused(Refusal.Invalid("Files.WorkbookNamedText", file));
            case ".CSV" or ".TSV" or ".TXT":
                var text = new CsvTable(path, file, TableText.Detect(path, file));
                text.Prepare();
                return text;
            default:
                throw new TableRefused(Refusal.Invalid("Files.WrongType", file));
        }
    }

    private static Refusal TooBig(string file) => Refusal.Invalid("Files.TooBig", file, FileLimits.UploadBytes / FileLimits.Megabyte);

    /// <summary>A name fit for a sentence: the last part, without control characters or direction marks, not endlessly long.</summary>
    private static string Shown(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format));
        return clean.Length <= 80 ? clean : TableHeader.Cut(clean, 60) + "…" + clean[^15..];
    }
}
