using System.Net;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BlazorSalesProject.Web.Tests.SignIn;

/// <summary>A browser without scripts at the door of a host: reads forms, posts them, follows nothing by itself.</summary>
internal sealed partial class Door(TestHost host) : IDisposable
{
    public const string SessionCookie = "session";

    public HttpClient Client { get; } = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    public void Dispose() => Client.Dispose();

    /// <summary>The antiforgery token of a page's first form.</summary>
    public async Task<string> TokenOf(string page)
    {
        var html = await Client.GetStringAsync(page);
        return Token().Match(html) is { Success: true } match ? match.Groups["token"].Value : throw new InvalidOperationException($"{page} has no form.");
    }

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        Client.PostAsync(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public async Task<HttpResponseMessage> SignIn(string user, string password = Demo.Password, string address = "/login") =>
        await Post(address, ("_handler", "login"), ("__RequestVerificationToken", await TokenOf("/login")), ("Input.UserName", user), ("Input.Password", password));

    /// <summary>The value a response sets a cookie to, null when it does not.</summary>
    public static string? Cookie(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues("Set-Cookie", out var all) && all.FirstOrDefault(c => c.StartsWith(name + "=", StringComparison.Ordinal)) is { } cookie ? cookie[(name.Length + 1)..].Split(';')[0] : null;

    /// <summary>What is behind the door, asked with this cookie only.</summary>
    public static async Task<HttpStatusCode> AskWith(TestHost host, string cookie, string page = "/account")
    {
        using var client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page, UriKind.Relative));
        request.Headers.Add("Cookie", $"{SessionCookie}={cookie}");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
