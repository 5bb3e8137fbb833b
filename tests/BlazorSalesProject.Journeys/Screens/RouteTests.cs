using Microsoft.AspNetCore.Components;

namespace BlazorSalesProject.Journeys.Screens;

/// <summary>The tour visits every page there is.</summary>
public sealed class RouteTests
{
    /// <summary>Pages that need more than an address to be looked at; their own journeys do.</summary>
    private static readonly string[] Elsewhere = ["/login", "/error", "/missing", "/setup", "/invitation/{Token}", "/t/{Token}"];

    [Fact]
    public void Every_page_is_on_the_tour()
    {
        var routes = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()).Select(r => r.Template).Except(Elsewhere);
        var visited = Tour.All.Select(p => p.Split('?')[0].Replace("{customer}", "/customers/{Id:guid}", StringComparison.Ordinal).Replace("{lead}", "/leads/{Id:guid}", StringComparison.Ordinal).Replace("{opportunity}", "/opportunities/{Id:guid}", StringComparison.Ordinal)
            .Replace("{person}", "/admin/people/{Id:guid}", StringComparison.Ordinal).Replace("{order}", "/orders/{Id:guid}", StringComparison.Ordinal).Replace("{project}", "/projects/{Id:guid}", StringComparison.Ordinal)
            .Replace("{task}", "/tasks/{Id:guid}", StringComparison.Ordinal).Replace("{portal}", "/portal/tasks/{Id:guid}", StringComparison.Ordinal).Replace("{import}", "/imports/{Id:guid}", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(routes.Where(r => !visited.Contains(r)).Order(StringComparer.Ordinal));
    }
}
