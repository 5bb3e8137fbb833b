using System.Net;
using BlazorSalesProject.Data;
using BlazorSalesProject.Web.SignIn;
using BlazorSalesProject.Web.Tests.House;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>IN-5: nobody is led to another site by an address of ours.</summary>
[Collection(DemoHost.Name)]
public sealed class RedirectTests(DemoHost demo)
{
    private static readonly string[] Foreign =
    [
        "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example", "https:evil.example", "https://evil.example",
        "http://evil.example", "HTTPS://EVIL.EXAMPLE", "https:/evil.example", "https:///evil.example", "//evil.example/%2e%2e", "/%09/evil.example", "/%5cevil.example", "/%5Cevil.example",
        "%2f%2fevil.example", "/%2fevil.example", "/%252fevil.example", "/%255cevil.example", "//localhost@evil.example", "https://localhost@evil.example", "https://localhost:80@evil.example", "/\tevil.example",
        "/\r\nLocation: https://evil.example", "/%0d%0aLocation:%20https://evil.example", "/%0d%0aSet-Cookie:%20session=x", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "/javascript:\u0001", "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)", "evil.example", "//evil\u3002example", "/\u3002evil.example", "/\u2028//evil.example\u0000", " //evil.example", "\u0000//evil.example", "ftp://evil.example", "//[::1]", "?//evil.example", "#//evil.example", "",
    ];

    [Fact]
    public void Only_paths_of_ours_are_followed()
    {
        Assert.True(Foreign.Length >= 40);
        Assert.All(Foreign, address => Assert.Equal("/else", LocalAddress.Or(address, "/else")));
        Assert.Equal("/else", LocalAddress.Or(null, "/else"));
        Assert.All(new[] { "/", "/opportunities?view=list&q=%E5%8D%8E", "/customers/0190?tab=contacts#x", "/a%20b" }, address => Assert.Equal(address, LocalAddress.Or(address, "/else")));
    }

    [Fact]
    public async Task The_language_leads_back_to_our_own_pages_only()
    {
        using var stranger = new Client(demo.Host);
        var token = await stranger.Token("/login");
        foreach (var address in Foreign)
        {
            var answer = await stranger.Post("/language", token, ("language", "zh-CN"), ("returnUrl", address));
            Assert.Equal("/", Target(answer, address));
        }
    }

    [Fact]
    public async Task Signing_in_leads_to_our_own_pages_only()
    {
        foreach (var address in Foreign)
        {
            using var stranger = new Client(demo.Host);
            var path = "/login?returnUrl=" + Uri.EscapeDataString(address);
            var answer = await stranger.Post(path, await stranger.Token(path), ("_handler", "login"), ("Input.UserName", "sales2"), ("Input.Password", Demo.Password));
            Assert.Equal("/", Target(answer, address));
        }
    }

    [Fact]
    public async Task Signing_in_leads_to_where_one_wanted_to_go()
    {
        using var stranger = new Client(demo.Host);
        var asked = await stranger.Get("/opportunities?view=list");
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var door = new Uri(new Uri("http://localhost"), asked.Headers.Location!).PathAndQuery;
        var answer = await stranger.Post(door, await stranger.Token(door), ("_handler", "login"), ("Input.UserName", "sales2"), ("Input.Password", Demo.Password));
        Assert.Equal("/opportunities?view=list", Target(answer, door));
    }

    private static string Target(HttpResponseMessage answer, string asked)
    {
        if (asked.Contains('\0', StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.BadRequest)
        {
            // A form with such a character is not read at all.
            return "/";
        }

        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{asked}: {answer.StatusCode}");
        var target = new Uri(new Uri("http://localhost"), answer.Headers.Location!);
        Assert.True(target.Authority == "localhost", $"{asked} leads to {target}");
        return target.PathAndQuery;
    }
}
