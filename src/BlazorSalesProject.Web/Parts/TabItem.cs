namespace BlazorSalesProject.Web.Parts;

/// <summary>One tab: its key, its word, how many things are behind it, and its address if it has one.</summary>
public sealed record TabItem(string Key, string Label, int? Count = null, string? Href = null, string? Icon = null);
