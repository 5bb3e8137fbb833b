namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>An open plan.</summary>
/// <param name="DueAt">UTC.</param>
public sealed record PlanRow(Guid Id, int Version, string Way, string What, DateTime DueAt, Guid PersonId, string Person);
