using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>Where the rows of a table come from; every enumeration starts at the top again. The cell list is reused from row to row.</summary>
internal interface ITableSource
{
    /// <summary>Whether a row may end before the last column, as in a sheet, where empty cells are not written.</summary>
    bool ShortRowsAreWhole { get; }

    IEnumerable<SourceRow> Rows(CancellationToken stop);
}

/// <summary>A row as it stands in the file, header included, blank rows left out.</summary>
internal readonly record struct SourceRow(int Number, IReadOnlyList<string?> Cells, Refusal? Problem);
