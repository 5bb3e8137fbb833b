using System.Text.Json;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Attachments;

/// <summary>Files go in and out by plain HTTP, never through the circuit: streamed, limited, and only for whom they are.</summary>
internal static class AttachmentEndpoints
{
    private const int AnnouncementAtMost = 4096;

    public static void AddAttachments(this IServiceCollection services, Settings settings) => services.AddSingleton(new FileStore(settings.StoragePath, settings.LargestFile));

    public static void MapAttachments(this IEndpointRouteBuilder app)
    {
        app.MapPost("/attachments", Announce);
        app.MapGet("/attachments/arriving/{id:guid}", HowFar);
        app.MapPatch("/attachments/arriving/{id:guid}", Receive);
        app.MapGet("/attachments/{id:guid}", Send);
    }

    /// <summary>A file is about to come: answered with the id its pieces go to.</summary>
    private static async Task<IResult> Announce(HttpContext http, AnnounceUpload announce, WhoIs whoIs, LivingSessions sessions, IAntiforgery antiforgery)
    {
        if (await Outdated(http, antiforgery) is { } outdated)
        {
            return outdated;
        }

        var me = await CurrentMe.Of(http.User, whoIs, sessions);
        if (await Announced(http) is not { } file)
        {
            return Sentence(Say("Uploads.NoFile"), StatusCodes.Status400BadRequest);
        }

        var outcome = await announce.Run(me, file.Name, file.Size);
        return outcome.Refusal is { } refusal ? Sentence(refusal.Sentence, StatusCodes.Status400BadRequest) : Results.Json(new { id = outcome.Value });
    }

    private static async Task<IResult> HowFar(Guid id, HttpContext http, UploadProgress progress, WhoIs whoIs, LivingSessions sessions) =>
        await progress.For(await CurrentMe.Of(http.User, whoIs, sessions), id) is { } received ? Results.Json(new { received }) : Results.NotFound();

    /// <summary>The bytes from <c>?offset=</c> on, as the plain body.</summary>
    private static async Task<IResult> Receive(Guid id, long? offset, HttpContext http, ReceiveUpload receive, FileStore store, WhoIs whoIs, LivingSessions sessions, IAntiforgery antiforgery)
    {
        if (await Outdated(http, antiforgery) is { } outdated)
        {
            return outdated;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // One more than may come: too much is then told in words.
            limit.MaxRequestBodySize = store.LargestFile + 1;
        }

        var me = await CurrentMe.Of(http.User, whoIs, sessions);
        try
        {
            var outcome = await receive.Run(me, id, offset ?? -1, http.Request.Body, http.RequestAborted);
            return outcome.Refusal is { } refusal ? Sentence(refusal.Sentence, refusal.Kind == RefusalKind.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest)
                : outcome.Value!.File is { } file ? Results.Json(new { received = file.Size, ticket = file.Ticket, name = file.Name, size = file.Size })
                : Results.Json(new { received = outcome.Value.Received });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return Sentence(Say("Uploads.BrokeOff"), StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The file to keep, or with <c>?show=1</c> a picture or PDF to look at in the page.</summary>
    private static async Task<IResult> Send(Guid id, string? show, HttpContext http, AttachmentContent files, WhoIs whoIs, LivingSessions sessions)
    {
        if (await files.For(await CurrentMe.Of(http.User, whoIs, sessions), id) is not { } file)
        {
            return Results.NotFound();
        }

        var inline = show == "1" && new AttachedFile(id, file.Name, file.Size).CanBeShown;
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        // The browser's own viewer of a PDF does not work in a sandbox; it runs no scripts of the page, and nothing may be loaded.
        http.Response.Headers.ContentSecurityPolicy = inline && file.ContentType == "application/pdf" ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'" : "default-src 'none'; sandbox";
        if (inline)
        {
            http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(file.Content, file.ContentType);
    }

    /// <summary>Without the header the check would read the body as a form, and the body is what must not be read whole.</summary>
    private static async Task<IResult?> Outdated(HttpContext http, IAntiforgery antiforgery) =>
        http.Request.Headers["RequestVerificationToken"].Count == 0 || !await antiforgery.IsRequestValidAsync(http) ? Sentence(Say("Uploads.Outdated"), StatusCodes.Status400BadRequest) : null;

    private static async Task<Announcement?> Announced(HttpContext http)
    {
        if (!http.Request.HasJsonContentType() || http.Request.ContentLength is null or > AnnouncementAtMost)
        {
            return null;
        }

        try
        {
            return await http.Request.ReadFromJsonAsync<Announcement>(http.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or IOException or BadHttpRequestException)
        {
            return null;
        }
    }

    private sealed record Announcement(string? Name, long Size);

    private static IResult Sentence(string message, int status) => Results.Json(new { message }, statusCode: status);
}
