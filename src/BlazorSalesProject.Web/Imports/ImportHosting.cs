using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Web.Configuration;

namespace BlazorSalesProject.Web.Imports;

/// <summary>Imports: what they need of the host.</summary>
internal static class ImportHosting
{
    public static void AddImports(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new CompanyCurrency(settings.Currency));
        services.AddSingleton<ImportShelf>();
        services.AddSingleton<ImportDesk>();
        services.AddHostedService<ImportWorker>();
    }
}
