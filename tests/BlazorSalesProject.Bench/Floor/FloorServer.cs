using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Bench.Floor;

/// <summary>The smallest Blazor Server host: no data, no sign-in, nothing but the framework. What it costs nobody can save.</summary>
public static class FloorServer
{
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton<FloorState>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<FloorPage>().AddInteractiveServerRenderMode();
        await app.RunAsync();
        return 0;
    }
}
