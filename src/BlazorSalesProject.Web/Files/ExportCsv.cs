using System.Text;
using BlazorSalesProject.Kernel;
using CsvHelper;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// The one writer of csv files (reliability rule D-14): UTF-8 with a mark, so that a spreadsheet shows Chinese; every text passes
/// <see cref="FormulaGuard"/>; numbers stay numbers. Rows are written as they come.
/// </summary>
public static class ExportCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions Form = new() { Separator = ',', NewLine = "\r\n" };

    /// <summary>Writes the header and the rows, one value per column; answers how many rows were written.</summary>
    public static async Task<int> WriteAsync(
        Stream output, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken stop = default)
    {
        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), stop);
        await using var writer = CsvWriter.Create(output, Form, leaveOpen: true);
        foreach (var column in columns)
        {
            WriteText(writer, column.Header);
        }

        await writer.EndRecordAsync(stop);
        var count = 0;
        await foreach (var row in rows.WithCancellation(stop))
        {
            for (var index = 0; index < columns.Count; index++)
            {
                Write(writer, columns[index], row[index]);
            }

            await writer.EndRecordAsync(stop);
            count++;
        }

        await writer.FlushAsync(stop);
        return count;
    }

    private static void Write(CsvWriter writer, ExportColumn column, object? value)
    {
        switch (column.Kind)
        {
            case var _ when value is null:
                writer.WriteField("");
                break;
            case ExportKind.Text:
                WriteText(writer, (string)value);
                break;
            case ExportKind.Number or ExportKind.Money:
                var (number, decimals) = ExportValue.Figure(column, value);
                writer.WriteField(ExportValue.Plain(number, decimals));
                break;
            case ExportKind.Date:
                writer.WriteField(ExportValue.Plain((DateOnly)value));
                break;
            case ExportKind.Time:
                writer.WriteField(ExportValue.Plain(ExportValue.Local((DateTime)value)));
                break;
            case ExportKind.YesNo:
                writer.WriteField((bool)value ? Say("Files.Yes") : Say("Files.No"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(column));
        }
    }

    /// <summary>A risky text is quoted as well: some readers trim what stands bare, and a NUL is text only inside quotes.</summary>
    private static void WriteText(CsvWriter writer, string text)
    {
        var bare = text.Length > 0 && !FormulaGuard.IsRisky(text) && !text.Contains('\0', StringComparison.Ordinal);
        writer.WriteField(FormulaGuard.Neutralise(text), bare ? CsvQuoting.WhenNeededOrWhitespace : text.Length == 0 ? CsvQuoting.WhenNeeded : CsvQuoting.Always);
    }
}
