using BlazorSalesProject.Data.Import;

namespace BlazorSalesProject.Tests.Imports;

/// <summary>A table as rows of text: the first line holds the headers.</summary>
internal sealed class TableInMemory(string name, string text) : IImportTable
{
    private readonly string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string Name => name;

    public IReadOnlyList<string> Headers => lines[0].Split(',');

    public int RowCount => lines.Length - 1;

    public IEnumerable<ImportTableRow> Rows(CancellationToken stop = default) =>
        lines.Skip(1).Select((line, i) => new ImportTableRow(i + 2, [.. line.Split(',').Select(cell => cell.Length == 0 ? null : cell)]));

    public void Dispose()
    {
        // Nothing is held.
    }
}
