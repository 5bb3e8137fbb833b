using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>
/// One data row of a table file. <paramref name="Number"/> is the row a person sees when the file is open in a spreadsheet (the header is
/// usually 1); there is exactly one cell per header, null when empty; <paramref name="Problem"/> says why the row can't be read as it stands.
/// </summary>
public sealed record TableRow(int Number, string?[] Cells, Refusal? Problem = null);
