using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>What stands at the edge of every request: headers, origins, forwarded addresses (reliability tests HT-1 to HT-7).</summary>
internal static class Edge
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data: blob:; "
        + "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'";

    /// <summary>The policy of a page that these sites (origins, with blanks between) may show in a frame.</summary>
    public static string PolicyFor(string? sites) => sites is null ? ContentSecurityPolicy : ContentSecurityPolicy.Replace("frame-ancestors 'none'", $"frame-ancestors {sites}", StringComparison.Ordinal);

    public static void AddEdge(this WebApplicationBuilder builder, Settings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Kernel.Limits.ImportBytes + (1024 * 1024);
        });
        if (builder.Environment.IsDevelopment())
        {
            builder.WebHost.UseStaticWebAssets();
        }

        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddHsts(o =>
        {
            o.MaxAge = TimeSpan.FromDays(365);
            o.IncludeSubDomains = true;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            foreach (var proxy in settings.KnownProxies)
            {
                o.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }

    public static void UseEdge(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Settings>().KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.Use(Headers);
        app.Use(OwnOriginOnly);
        app.Use(NoTrace);
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseStatusCodePagesWithReExecute("/missing", createScopeForStatusCodePages: true);
        app.Use(PagesOnlyForReaders);
    }

    /// <summary>A page that explains is for people who read pages: a program, or a form that was posted, gets the bare status.</summary>
    private static Task PagesOnlyForReaders(HttpContext http, RequestDelegate next)
    {
        if ((!HttpMethods.IsGet(http.Request.Method) || http.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
            && http.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(http);
    }

    private static Task Headers(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
            }

            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), payment=(), usb=()";
            if (headers.CacheControl.Count == 0 || http.User.Identity?.IsAuthenticated == true && !IsAsset(http))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    }

    private static bool IsAsset(HttpContext http) => http.Response.Headers.ETag.Count > 0;

    /// <summary>A web socket carries the cookie whatever page opened it, so its origin must be ours (HT-2).</summary>
    private static Task OwnOriginOnly(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (!path.StartsWithSegments("/_blazor", StringComparison.Ordinal) && !path.StartsWithSegments("/hubs", StringComparison.Ordinal))
        {
            return next(http);
        }

        var origin = http.Request.Headers.Origin.ToString();
        var ours = Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);
        if (ours || (origin.Length == 0 && !http.WebSockets.IsWebSocketRequest && http.Request.Headers.Upgrade.Count == 0))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task NoTrace(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsTrace(http.Request.Method))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }
}
