using BlazorSalesProject.Attachments;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Attachments;

/// <summary>Files go in and out by plain HTTP, never through the circuit: streamed, limited, and only for whom they are.</summary>
internal static class AttachmentEndpoints
{
    private const int AroundTheFile = 64 * 1024;
    private const int SectionsAtMost = 5;
    private const int LongestBoundary = 100;

    public static void AddAttachments(this IServiceCollection services, Settings settings) => services.AddSingleton(new FileStore(settings.StoragePath));

    public static void MapAttachments(this IEndpointRouteBuilder app)
    {
        app.MapPost("/attachments", Upload);
        app.MapGet("/attachments/{id:guid}", Download);
    }

    private static async Task<IResult> Upload(HttpContext http, KeepUpload keep, WhoIs whoIs, LivingSessions sessions, IAntiforgery antiforgery)
    {
        // Without the header the check would read the body as a form, and the body is what must not be read whole.
        if (http.Request.Headers["RequestVerificationToken"].Count == 0 || !await antiforgery.IsRequestValidAsync(http))
        {
            return Sentence(Say("Uploads.Outdated"), StatusCodes.Status400BadRequest);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Limits.UploadBytes + AroundTheFile;
        }

        if (http.Request.ContentLength > Limits.UploadBytes + AroundTheFile)
        {
            return Sentence(Say("Attachments.TooLarge", Limits.UploadBytes / 1024 / 1024), StatusCodes.Status413PayloadTooLarge);
        }

        var me = await CurrentMe.Of(http.User, whoIs, sessions);
        try
        {
            if (await FileOf(http) is not var (name, content))
            {
                return Sentence(Say("Uploads.NoFile"), StatusCodes.Status400BadRequest);
            }

            var outcome = await keep.Run(me, name, content, http.RequestAborted);
            return outcome.Refusal is { } refusal
                ? Sentence(refusal.Sentence, StatusCodes.Status400BadRequest)
                : Results.Json(new { ticket = outcome.Value!.Ticket, name = outcome.Value.Name, size = outcome.Value.Size });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidDataException)
        {
            return Sentence(Say("Uploads.BrokeOff"), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> Download(Guid id, HttpContext http, AttachmentContent files, WhoIs whoIs, LivingSessions sessions)
    {
        if (await files.For(await CurrentMe.Of(http.User, whoIs, sessions), id) is not { } file)
        {
            return Results.NotFound();
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(file.Content, file.ContentType);
    }

    /// <summary>The first file of a multipart request, as a stream that is read once.</summary>
    private static async Task<(string? Name, Stream Content)?> FileOf(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
        for (var i = 0; i < SectionsAtMost && await reader.ReadNextSectionAsync(http.RequestAborted) is { } section; i++)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) && part.IsFileDisposition())
            {
                var name = part.FileNameStar.HasValue ? part.FileNameStar : part.FileName;
                return (HeaderUtilities.RemoveQuotes(name).Value, section.Body);
            }
        }

        return null;
    }

    private static IResult Sentence(string message, int status) => Results.Json(new { message }, statusCode: status);
}
