namespace BlazorSalesProject.Web.Live;

internal static class LiveHosting
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<SharedViews>();
    }
}
