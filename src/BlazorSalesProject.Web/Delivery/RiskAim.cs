using BlazorSalesProject.Delivery.Projects;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>The risk a form is opened for; null for a new one.</summary>
public sealed record RiskAim(RiskRow? Row);
