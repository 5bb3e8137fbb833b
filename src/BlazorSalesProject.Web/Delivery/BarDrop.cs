using System.Text.Json;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>Where a bar of the plan was let go, as the script tells it.</summary>
/// <param name="Version">The version the bar showed when it was lifted.</param>
/// <param name="End">start, due, or all when the whole bar was carried.</param>
/// <param name="Days">Calendar days to the right; to the left when negative.</param>
public sealed record BarDrop(Guid Id, int Version, string? End, int Days)
{
    /// <summary>Null when it is not such a message, or further than any plan is drawn.</summary>
    public static BarDrop? Read(string? told)
    {
        try
        {
            return JsonSerializer.Deserialize<BarDrop>(told ?? "null", JsonSerializerOptions.Web) is { Days: not 0 and >= -GanttChart.Longest and <= GanttChart.Longest } drop ? drop : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
