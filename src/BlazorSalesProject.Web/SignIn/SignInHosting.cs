using System.Globalization;
using System.Security.Claims;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BlazorSalesProject.Web.SignIn;

/// <summary>Signing in and out, the language, and everything closed by default.</summary>
internal static class SignInHosting
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddSingleton<TextMessages>();
        services.AddSingleton<ITextMessages>(s => s.GetRequiredService<TextMessages>());
        services.AddSingleton<IPasswords, Passwords>();
        services.AddSingleton<ISecretBox, ProtectedBox>();
        services.AddSingleton<LivingSessions>();
        services.AddHostedService(s => s.GetRequiredService<LivingSessions>());
        services.AddSingleton<SessionTickets>();
        services.AddScoped<CurrentMe>();
        services.AddDataProtection().SetApplicationName("BlazorSalesProject");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, UseDataKeys>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionTickets, Settings>((cookie, tickets, settings) =>
            {
                var https = settings.PublicUrl.Scheme == Uri.UriSchemeHttps;
                cookie.SessionStore = tickets;
                cookie.LoginPath = "/login";
                cookie.AccessDeniedPath = "/login";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Cookie.Name = https ? "__Host-session" : "session";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = Session.Longest;
                cookie.SlidingExpiration = false;
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "form";
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en-US").AddSupportedUICultures("zh-CN", "en-US");
            o.RequestCultureProviders = [Sales.Capture.CaptureEndpoints.Languages, new CookieRequestCultureProvider { CookieName = LanguageCookie }];
        });
    }

    public const string LanguageCookie = "language";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        // The form parameter makes the antiforgery check apply to these posts.
        app.MapPost("/logout", async ([FromForm] string? from, HttpContext http) =>
        {
            await http.SignOutAsync();
            http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
            return Results.LocalRedirect("/login");
        }).AllowAnonymous();
        app.MapPost("/language", async ([FromForm] string language, [FromForm] string? returnUrl, HttpContext http, WhoIs whoIs, LivingSessions sessions, SwitchLanguage switching) =>
        {
            WriteLanguage(http, language);
            if (await CurrentMe.Of(http.User, whoIs, sessions) is { SessionId: not null } me)
            {
                await switching.Run(me, language.StartsWith("en", StringComparison.Ordinal) ? "en" : "zh-CN");
            }

            return Results.LocalRedirect(LocalAddress.Or(returnUrl, "/"));
        }).AllowAnonymous();
    }

    /// <summary>While nobody has an account, prints the token with which the first administrator is made (no default password, no demo user).</summary>
    public static async Task OfferSetup(this WebApplication app, Settings settings)
    {
        if (!settings.Demo && await app.Services.GetRequiredService<SetupDoor>().Offer() is { } token)
        {
            app.Logger.LogWarning("Nobody has an account yet. Open {Address} and use this token once: {Token}", new Uri(settings.PublicUrl, "/setup"), token);
        }
    }

    /// <summary>Signs the browser in with a session the verb has begun; the one it came with ends.</summary>
    public static async Task Enter(HttpContext http, Sessions sessions, string sessionKey)
    {
        if (Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var person) && Guid.TryParse(http.User.FindFirstValue(SessionTickets.SessionClaim), out var session))
        {
            await sessions.EndOne(person, session);
        }

        // The handler that has read the cookie of a living session would keep that session's key; one of a scope of its own looks again and finds it ended.
        await using var scope = http.RequestServices.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IAuthenticationService>().SignInAsync(
            http, CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionTickets.KeyClaim, sessionKey)], CookieAuthenticationDefaults.AuthenticationScheme)), null);
    }

    public static void WriteLanguage(HttpContext http, string language)
    {
        var culture = language == "en" || language == "en-US" ? "en-US" : "zh-CN";
        http.Response.Cookies.Append(LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), Path = "/" });
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
    }
}
