namespace BlazorSalesProject.Web.Handover;

/// <summary>A milestone to be delivered by itself, or the asking that is to be sent back.</summary>
/// <param name="Id">The asking; null when there is none yet.</param>
public sealed record PartAim(Guid? Id, int Version, Guid TaskId, string Milestone);
