namespace BlazorSalesProject.Web.Parts;

/// <summary>One of several: the value that is kept, the words that are read, a quiet note beside them.</summary>
public sealed record Choice(string Value, string Label, string? Note = null, string? Group = null);
