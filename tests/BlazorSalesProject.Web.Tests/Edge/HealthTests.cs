using System.Net;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>What a node says of itself to the proxy and to the monitoring (DP-6, MN-7).</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_clock_away_from_the_databases_is_red_and_the_node_serves_on()
    {
        await using var host = new TestHost(Database.On(Database.PostgreSql));
        await using var ahead = host.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSingleton<TimeProvider>(new FixedClock(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1)))));
        using var client = ahead.CreateClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(new Uri("/health/clock", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_clock_that_agrees_is_green()
    {
        await using var host = new TestHost();
        using var client = host.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/clock", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_node_that_leaves_is_not_ready_and_takes_no_new_circuits()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.UseLeaving();
        app.MapFallback(() => "served");
        await app.StartAsync();
        using var client = app.GetTestClient();
        var health = new Leaving.Health(app.Lifetime);
        foreach (var (circuit, ready) in new[] { (HttpStatusCode.OK, HealthStatus.Healthy), (HttpStatusCode.ServiceUnavailable, HealthStatus.Unhealthy) })
        {
            Assert.Equal(ready, (await health.CheckHealthAsync(new HealthCheckContext())).Status);
            Assert.Equal(circuit, (await client.GetAsync(new Uri("/_blazor", UriKind.Relative))).StatusCode);
            Assert.Equal(circuit, (await client.GetAsync(new Uri("/hubs/notices", UriKind.Relative))).StatusCode);

            // What was begun may still be finished: pages and what they post.
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/customers", UriKind.Relative))).StatusCode);
            app.Lifetime.StopApplication();
        }
    }
}
