using BlazorSalesProject.Web.Notices.Mailing;

namespace BlazorSalesProject.Web.Notices;

/// <summary>Telling people, mailing them, and the hub for other clients.</summary>
internal static class NoticesHosting
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<LetterWriter>();
        services.AddSingleton<Postman>();
        services.AddSingleton<MailRound>();
        services.AddHostedService<TellingWorker>();
        services.AddHostedService<MailSender>();
        services.AddSingleton<HubLines>();
        // Of this hub alone: said for all, it would also break the line of a page on which somebody writes a long text.
        services.AddSignalR().AddHubOptions<NoticesHub>(o => o.MaximumReceiveMessageSize = 8 * 1024);
    }

    public static void MapNotices(this IEndpointRouteBuilder app) => app.MapHub<NoticesHub>("/hubs/notices").RequireAuthorization();
}
