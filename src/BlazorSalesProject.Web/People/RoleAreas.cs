using BlazorSalesProject.People;

namespace BlazorSalesProject.Web.People;

/// <summary>The rows and columns of the matrix of rights, in the order of the business's own list.</summary>
internal static class RoleAreas
{
    public static IReadOnlyList<Area> All { get; } = [.. Right.All.Select(r => r.Area).Distinct()];

    public static IReadOnlyList<Function> Functions { get; } = [.. Enum.GetValues<Function>()];

    /// <summary>Areas whose records have no owner: only everything or nothing makes sense there.</summary>
    public static bool HasOwners(Area area) => area is Area.Customers or Area.Leads or Area.Sales or Area.Orders or Area.Projects or Area.People or Area.Imports;
}
