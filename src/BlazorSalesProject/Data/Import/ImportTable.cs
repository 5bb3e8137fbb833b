using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Data.Import;

/// <summary>A table to be imported, wherever it comes from; its rows can be read again and again, as a stream.</summary>
public interface IImportTable : IDisposable
{
    IReadOnlyList<string> Headers { get; }

    /// <summary>Data rows, the header not counted.</summary>
    int RowCount { get; }

    IEnumerable<ImportTableRow> Rows(CancellationToken stop = default);
}

/// <summary>One row as it stands in the file: one cell per header, null when empty. A problem means it can't be read at all.</summary>
/// <param name="Number">As a spreadsheet shows it.</param>
public sealed record ImportTableRow(int Number, string?[] Cells, Refusal? Problem = null);
