using BlazorSalesProject.Kernel;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Files;

/// <summary>A row that was not imported and why, in the reader's language.</summary>
public sealed record RowError(TableRow Row, string Reason);

/// <summary>
/// The rows an import could not take, as an xlsx a person can correct and import again: the columns of the original, then the row number in the
/// original and the reason. The two columns of an earlier error file are replaced, not repeated.
/// </summary>
public static class ErrorFile
{
    public static Task<int> WriteAsync(Stream output, IReadOnlyList<string> headers, IAsyncEnumerable<RowError> errors, CancellationToken stop = default)
    {
        var own = Own();
        var kept = Enumerable.Range(0, headers.Count).Where(index => !own.Contains(headers[index])).ToArray();
        List<ExportColumn> columns =
        [
            .. kept.Select(index => ExportColumn.Text(headers[index])),
            ExportColumn.Number(Say("Files.RowNumber")),
            ExportColumn.Text(Say("Files.Reason")),
        ];
        return ExportXlsx.WriteAsync(output, Say("Files.ErrorSheet"), columns, Rows(errors, kept), stop);
    }

    private static async IAsyncEnumerable<object?[]> Rows(IAsyncEnumerable<RowError> errors, int[] kept)
    {
        await foreach (var error in errors)
        {
            yield return [.. kept.Select(index => error.Row.Cells[index]), error.Row.Number, error.Reason];
        }
    }

    /// <summary>What the two columns are called in any language.</summary>
    private static HashSet<string> Own() =>
    [
        .. Languages.SelectMany(language => new[] { Find("Files.RowNumber", language), Find("Files.Reason", language) }).OfType<string>(),
    ];

    private static readonly System.Globalization.CultureInfo[] Languages = [new("zh-CN"), new("en")];
}
