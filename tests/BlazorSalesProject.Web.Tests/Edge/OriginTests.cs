using System.Net;
using BlazorSalesProject.Web.Tests.House;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>HT-2: a page of another site can't open a circuit or the hub with the cookie of the person who visits it.</summary>
[Collection(DemoHost.Name)]
public sealed class OriginTests(DemoHost demo)
{
    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/hubs/notices")]
    public async Task Web_sockets_open_for_our_own_pages_only(string path)
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        foreach (var origin in new[] { "https://evil.example", "http://localhost.evil.example", "http://localhost:81", "http://evil.example/localhost", "null", "file://", null })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await li.Http.SendAsync(Request(HttpMethod.Get, path + "?id=x", origin, socket: true))).StatusCode);
        }

        foreach (var origin in new[] { "https://evil.example", "null", "http://localhost:81" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await li.Http.SendAsync(Request(HttpMethod.Post, path + "/negotiate?negotiateVersion=1", origin, socket: false))).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await li.Http.SendAsync(Request(HttpMethod.Get, path + "?id=x", origin, socket: false))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await li.Http.SendAsync(Request(HttpMethod.Post, path + "/negotiate?negotiateVersion=1", "http://localhost", socket: false))).StatusCode);
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/hubs/notices/negotiate?negotiateVersion=1")]
    public async Task Nobody_negotiates_without_having_signed_in(string path)
    {
        using var stranger = new Client(demo.Host);
        var answer = await stranger.Http.SendAsync(Request(HttpMethod.Post, path, "http://localhost", socket: false));
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? origin, bool socket)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (socket)
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        }

        return request;
    }
}
