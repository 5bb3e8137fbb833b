using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Web.Configuration;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace BlazorSalesProject.Web.Sales.Capture;

/// <summary>
/// The doors by which strangers' leads come in: a web form, and an address for programs with a key. Neither knows a session, so a forged post
/// could do no more than an honest one.
/// </summary>
internal static class CaptureEndpoints
{
    private const int LongestBody = 64 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 4 };

    public static void MapCapture(this IEndpointRouteBuilder app)
    {
        app.MapGet("/form/{key}", Show).AllowAnonymous();
        app.MapPost("/form/{key}", Send).AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        app.MapPost("/api/v1/leads", Receive).AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LongestBody));
    }

    /// <summary>Strangers have no account to keep a language in: the address says it, or the browser or program that asks.</summary>
    public static readonly RequestCultureProvider Languages = new CustomRequestCultureProvider(http =>
    {
        if (!http.Request.Path.StartsWithSegments("/form", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return Task.FromResult<ProviderCultureResult?>(null);
        }

        var wanted = http.Request.Query["lang"].ToString() is { Length: > 0 } said ? said : http.Request.Headers.AcceptLanguage.ToString();
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(wanted.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en-US" : "zh-CN"));
    });

    private static async Task<IResult> Show(string key, HttpContext http, LeadFormByKey forms)
    {
        return Page(http, await forms.For(Visitor(http), key), new() { [nameof(LeadFormDocument.Sending)] = Guid.NewGuid() });
    }

    private static async Task<IResult> Send(string key, HttpContext http, LeadFormByKey forms, SendLeadForm sending, Knocks knocks)
    {
        var visitor = Visitor(http);
        var form = await forms.For(visitor, key);
        if (form is null)
        {
            return Page(http, null, []);
        }

        if (!http.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        string? Field(string name) => posted[name].ToString() is { Length: > 0 } text ? text : null;
        var words = new FormWords(Field("company"), Field("contact"), Field("phone"), Field("email"), Field("region"), Field("note"));
        var once = Guid.TryParse(Field("sending"), out var given) ? given : Guid.NewGuid();
        var shown = new Dictionary<string, object?> { [nameof(LeadFormDocument.Words)] = words, [nameof(LeadFormDocument.Agreed)] = Field("agreed") == "yes", [nameof(LeadFormDocument.Sending)] = once };
        if (!await knocks.Take(OpenDoor.Form, visitor.Ip))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            shown[nameof(LeadFormDocument.Refusal)] = Refusal.Invalid("Leads.TooManySent");
            return Page(http, form, shown);
        }

        // A field people don't see was filled in: a machine, which is thanked and not heard.
        var outcome = Field("website") is not null ? Outcome.Done : await sending.Run(visitor, once, key, words, Field("agreed") == "yes");
        if (outcome.Refusal is { } refusal)
        {
            http.Response.StatusCode = refusal.Kind switch { RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity, RefusalKind.Conflict => StatusCodes.Status409Conflict, RefusalKind.NotFound => StatusCodes.Status404NotFound, _ => StatusCodes.Status503ServiceUnavailable };
            shown[nameof(LeadFormDocument.Refusal)] = refusal;
            shown[nameof(LeadFormDocument.Sending)] = Guid.NewGuid();
            return Page(http, form, shown);
        }

        return Page(http, form, new() { [nameof(LeadFormDocument.Sent)] = true });
    }

    private static RazorComponentResult<LeadFormDocument> Page(HttpContext http, OpenForm? form, Dictionary<string, object?> shown)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        if (form is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        http.Response.Headers.ContentSecurityPolicy = Edge.PolicyFor(form?.Sites);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        shown[nameof(LeadFormDocument.Form)] = form;
        return new RazorComponentResult<LeadFormDocument>(shown) { PreventStreamingRendering = true };
    }

    private static async Task<IResult> Receive(HttpContext http, ReceiveLead receiving, Knocks knocks)
    {
        var caller = Visitor(http);
        if (!await knocks.Take(OpenDoor.Key, caller.Ip))
        {
            return Problem(StatusCodes.Status429TooManyRequests, Refusal.Invalid("Leads.TooManySent"));
        }

        var given = http.Request.Headers.Authorization.ToString();
        var secret = given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? given[7..].Trim() : null;
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 and <= 100 } sending)
        {
            return Problem(StatusCodes.Status400BadRequest, Refusal.Invalid("Leads.KeyOfRequest"));
        }

        SentLead? sent;
        try
        {
            sent = await JsonSerializer.DeserializeAsync<SentLead>(http.Request.Body, Json, http.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return Problem(StatusCodes.Status400BadRequest, Refusal.Invalid("Leads.BadBody"));
        }

        if (sent is null)
        {
            return Problem(StatusCodes.Status400BadRequest, Refusal.Invalid("Leads.BadBody"));
        }

        var once = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{secret}\n{sending}")).AsSpan(0, 16));
        var outcome = await receiving.Run(caller, secret, once, new FormWords(sent.Company, sent.Contact, sent.Phone, sent.Email, sent.Region, sent.Note), sent.Industry);
        if (outcome.Refusal is not { Kind: RefusalKind.NotFound })
        {
            await knocks.GiveBack(OpenDoor.Key, caller.Ip);
        }

        return outcome.Refusal is not { } refusal ? Results.Json(new { received = true }, statusCode: StatusCodes.Status202Accepted) : Problem(refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status401Unauthorized,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status503ServiceUnavailable,
        }, refusal);
    }

    private static IResult Problem(int status, Refusal refusal) => Results.Problem(refusal.Sentence, statusCode: status, title: refusal.Key, extensions: new Dictionary<string, object?>
    {
        ["errors"] = refusal.Others.Prepend(refusal).Where(r => r.Field is not null).Select(r => new { field = char.ToLowerInvariant(r.Field![0]) + r.Field[1..], message = r.Sentence }).ToArray(),
    });

    private static Me Visitor(HttpContext http) => Me.System with { Ip = http.Connection.RemoteIpAddress?.ToString() };

    /// <summary>What a program sends.</summary>
    private sealed record SentLead(string? Company, string? Contact, string? Phone, string? Email, string? Region, string? Industry, string? Note);
}
