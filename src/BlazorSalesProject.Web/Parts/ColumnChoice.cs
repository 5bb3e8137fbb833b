namespace BlazorSalesProject.Web.Parts;

/// <summary>A column a table can show; a fixed one always stands first and cannot be hidden.</summary>
public sealed record ColumnChoice(string Key, string Label, bool Fixed = false);
