using System.Text.Encodings.Web;
using System.Text.Unicode;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.Sales.Opportunities;

namespace BlazorSalesProject.Web;

/// <summary>The Blazor side of the host.</summary>
internal static class Screens
{
    public static void AddScreens(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(o =>
        {
            o.DetailedErrors = environment.IsDevelopment();
            o.DisconnectedCircuitMaxRetained = 200;
            o.MaxBufferedUnacknowledgedRenderBatches = 20;
        });
        services.AddScoped<ToastTray>();

        // Chinese as itself, not as numbered entities: a third of the bytes.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapOpportunityExport();
        // Without this the framework writes a policy of its own (frame-ancestors 'self') in place of the whole one that Edge gives every answer.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
    }
}
