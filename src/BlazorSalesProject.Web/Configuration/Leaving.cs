using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>
/// A node that is told to stop says so at once: it is not ready any more and takes no new circuits, so that browsers find another node
/// instead of coming back to the one that leaves (rule D-15).
/// </summary>
internal static class Leaving
{
    public static void UseLeaving(this WebApplication app) => app.Use((http, next) =>
    {
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested
            || (!http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal)))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });

    /// <summary>Not ready while it stops.</summary>
    internal sealed class Health(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The node is stopping.") : HealthCheckResult.Healthy());
    }
}
