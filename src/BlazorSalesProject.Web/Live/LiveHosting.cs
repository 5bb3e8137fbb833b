using BlazorSalesProject.Data;
using BlazorSalesProject.Web.Configuration;

namespace BlazorSalesProject.Web.Live;

internal static class LiveHosting
{
    public static void AddLive(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SharedViews>();
        services.AddSingleton<OpenPages>();
        services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler, CountCircuit>();
        if (settings.Provider == DatabaseProvider.PostgreSql)
        {
            services.AddHostedService<NodeRelay>();
        }
    }
}
