using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Files;

namespace BlazorSalesProject.Web.Imports;

/// <summary>A table file as the importer reads it.</summary>
internal sealed class FileImportTable(TableFile file) : IImportTable
{
    public IReadOnlyList<string> Headers => file.Headers;

    public int RowCount => file.RowCount;

    public IEnumerable<ImportTableRow> Rows(CancellationToken stop = default) => file.Rows(stop).Select(r => new ImportTableRow(r.Number, r.Cells, r.Problem));

    public void Dispose() => file.Dispose();

    public static Outcome<IImportTable> Open(string path, string fileName, CancellationToken stop = default)
    {
        var opened = TableFile.Open(path, fileName, stop);
        return opened.Value is { } file ? new Outcome<IImportTable>(new FileImportTable(file), null) : opened.Refusal!;
    }
}
