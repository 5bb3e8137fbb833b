using BlazorSalesProject.Delivery.Projects;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>A project as it was seen when its manager began to say how it does; no word leaves it to the rule.</summary>
public sealed record HealthAim(ProjectView Project, ProjectHealth? Word);
