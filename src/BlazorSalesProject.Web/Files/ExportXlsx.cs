using System.IO.Compression;
using System.Text;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// The one writer of xlsx files (reliability rule D-14): one sheet with a frozen bold header and a filter, typed cells, no formulas at all. Rows
/// are written as they come, so memory does not grow with their number. See docs/decisions for why it is our own.
/// </summary>
public static class ExportXlsx
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>
    /// Writes the header and the rows, one value per column; answers how many rows were written. The sheet's name is made valid if it is not.
    /// Throws when there are more rows than a sheet can hold: the caller counts before.
    /// </summary>
    public static async Task<int> WriteAsync(
        Stream output, string sheetName, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken stop = default)
    {
        var sheet = new XlsxSheetText(columns);
        await using var pending = new PendingStream();
        var count = 0;
        using (var zip = new ZipArchive(pending, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, xml) in XlsxFrame.Parts(sheetName))
            {
                using var content = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
                content.Write(Encoding.UTF8.GetBytes(xml));
            }

            using var body = zip.CreateEntry(XlsxFrame.Sheet, CompressionLevel.Fastest).Open();
            sheet.Begin();
            await foreach (var row in rows.WithCancellation(stop))
            {
                if (++count > FileLimits.SheetRows)
                {
                    throw new InvalidOperationException($"A sheet has at most {FileLimits.SheetRows} rows.");
                }

                sheet.Row(row);
                if (sheet.IsLong)
                {
                    body.Write(sheet.Take().Span);
                    await pending.SendTo(output, stop);
                }
            }

            sheet.End();
            body.Write(sheet.Take().Span);
        }

        await pending.SendTo(output, stop);
        return count;
    }
}
