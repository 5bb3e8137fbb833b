using System.Text;
using BlazorSalesProject.Kernel;
using CsvHelper;

namespace BlazorSalesProject.Web.Files;

/// <summary>A table in a text file: separated by comma, semicolon, tab or bar; read as a stream, one record at a time.</summary>
internal sealed class CsvTable(string path, string file, Encoding encoding) : ITableSource
{
    private const string Separators = ",;\t|";

    public Encoding Encoding => encoding;

    public char Separator { get; private set; } = ',';

    /// <summary>Excel's own first line "sep=;" is not a row of the table.</summary>
    private bool hinted;

    public void Prepare()
    {
        using var reader = new StreamReader(path, encoding);
        var counts = new int[Separators.Length];
        var quoted = false;
        var line = new StringBuilder();
        for (var next = reader.Read(); next >= 0 && line.Length < FileLimits.RecordBytes; next = reader.Read())
        {
            var character = (char)next;
            quoted ^= character == '"';
            if (!quoted && character is '\r' or '\n')
            {
                if (line.ToString().AsSpan().Trim(" \t,;").Length > 0)
                {
                    break;
                }

                Array.Clear(counts);
                line.Clear();
                continue;
            }

            line.Append(character);
            if (!quoted && Separators.IndexOf(character, StringComparison.Ordinal) is >= 0 and var separator)
            {
                counts[separator]++;
            }
        }

        var header = line.ToString();
        hinted = header.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && header.Length == 5 && Separators.Contains(header[4], StringComparison.Ordinal);
        Separator = hinted ? header[4] : Separators[Array.IndexOf(counts, counts.Max())];
    }

    public IEnumerable<SourceRow> Rows(CancellationToken stop)
    {
        var broken = new Dictionary<long, CsvMalformedReason>();
        using var stream = File.OpenRead(path);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Encoding = encoding,
            Separator = Separator,
            HasHeader = false,
            DetectSeparatorHint = false,
            SkipEmptyLines = false,
            TrimWhitespace = false,
            MaxRecordSize = FileLimits.RecordBytes,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => broken[record.RecordNumber] = record.Reason,
        });
        var cells = new List<string?>();
        var skip = hinted;
        for (var number = 1; Next(reader, number); number++)
        {
            stop.ThrowIfCancellationRequested();
            var reason = broken.Remove(number, out var found) ? found : (CsvMalformedReason?)null;
            if (reason is CsvMalformedReason.UnterminatedQuote)
            {
                throw new TableRefused(Refusal.Invalid("Files.OpenQuote", file, number));
            }

            cells.Clear();
            var filled = false;
            for (var field = 0; field < reader.FieldCount; field++)
            {
                var cell = FormulaGuard.Restore(reader.GetString(field));
                filled |= cell.Length > 0;
                cells.Add(cell);
            }

            if (skip)
            {
                skip = false;
            }
            else if (filled)
            {
                yield return new(number, cells, reason is CsvMalformedReason.TextAfterClosingQuote ? Refusal.Invalid("Files.RowQuotes") : null);
            }
        }
    }

    public bool ShortRowsAreWhole => false;

    private bool Next(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            throw new TableRefused(Refusal.Invalid("Files.OpenQuote", file, number));
        }
    }
}
