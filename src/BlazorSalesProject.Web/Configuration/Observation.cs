using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>Logs, traces, metrics and health.</summary>
internal static class Observation
{
    public static void AddObservation(this WebApplicationBuilder builder, Settings settings)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true);
        }

        // Every statement of the database is only worth a line when somebody asks for it by the settings.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Warning);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]).AddCheck<Leaving.Health>("leaving", tags: ["ready"]).AddCheck<ClockHealth>("clock", tags: ["clock"]);
        if (settings.TelemetryEndpoint is { } endpoint)
        {
            builder.Services.AddHostedService(_ => new Telemetry(endpoint));
        }
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/clock", new() { Predicate = check => check.Tags.Contains("clock") }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }

    private sealed class DatabaseHealth(Works works) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await works.Read(db => db.Database.CanConnectAsync(cancellationToken)) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }

    /// <summary>Apart from being ready: a node with a wrong clock serves people well and only its timers are in danger.</summary>
    private sealed class ClockHealth(ClockSkew skew) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            ClockSkew.IsTooFar(await skew.Measure()) ? HealthCheckResult.Unhealthy("The clock is more than a second away from the database's.") : HealthCheckResult.Healthy();
    }

    /// <summary>Exports what ASP.NET Core, the runtime and the database driver measure, while an endpoint is configured.</summary>
    private sealed class Telemetry(Uri endpoint) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("BlazorSalesProject");
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Microsoft.AspNetCore.Components", "Npgsql", "BlazorSalesProject")
                .AddOtlpExporter(o => o.Endpoint = endpoint).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components", "System.Runtime", "Npgsql", "BlazorSalesProject")
                .AddOtlpExporter(o => o.Endpoint = endpoint).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
        }
    }
}
