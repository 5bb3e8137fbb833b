using System.Net;
using System.Text;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>HT-1, HT-3: no form of another site has an effect, and nothing changes but by a form.</summary>
[Collection(DemoHost.Name)]
public sealed class CsrfTests(DemoHost demo)
{
    public static readonly TheoryData<string?> WrongTokens = new(null, "", "nonsense", "CfDJ8Nothing-of-ours");

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Signing_in_needs_a_token_of_this_browser(string? token)
    {
        using var stranger = new Client(demo.Host);
        await stranger.Token("/login");

        var answer = await stranger.Post("/login", token, ("_handler", "login"), ("Input.UserName", "sales2"), ("Input.Password", Demo.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(await stranger.IsSignedIn());
    }

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Signing_out_the_language_and_uploads_need_a_token_of_this_browser(string? token)
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");

        Assert.Equal(HttpStatusCode.BadRequest, (await li.Post("/logout", token, ("from", "menu"))).StatusCode);
        var language = await li.Post("/language", token, ("language", "en"), ("returnUrl", "/"));
        Assert.Equal(HttpStatusCode.BadRequest, language.StatusCode);
        Assert.DoesNotContain(Cookies(language), c => c.StartsWith("language=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await li.Upload(token, "a.txt", "x"u8.ToArray())).StatusCode);

        Assert.True(await li.IsSignedIn());
    }

    [Fact]
    public async Task A_token_of_another_person_or_another_browser_is_refused()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        using var wang = await Client.SignedIn(demo.Host, "sales2");
        using var stranger = new Client(demo.Host);
        foreach (var token in new[] { await wang.Token("/notices"), await stranger.Token("/login") })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await li.Post("/logout", token, ("from", "menu"))).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await li.Upload(token, "a.txt", "x"u8.ToArray())).StatusCode);
        }

        Assert.True(await li.IsSignedIn());
        Assert.Equal(HttpStatusCode.Found, (await li.Post("/logout", await li.Token("/notices"), ("from", "menu"))).StatusCode);
        Assert.False(await li.IsSignedIn());
    }

    [Fact]
    public async Task What_a_copied_cookie_opens_ends_with_signing_out()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var page = await li.Get("/notices");
        var cookie = page.RequestMessage!.Headers.TryGetValues("Cookie", out var sent) ? string.Join("; ", sent) : "";
        await li.Post("/logout", await li.Token("/notices"), ("from", "menu"));

        using var thief = demo.Host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync(new Uri("/notices", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    public async Task Nothing_but_a_post_changes_anything(string method)
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var before = await Written();
        foreach (var path in new[] { "/logout?from=menu", "/language?language=en&returnUrl=/", "/attachments" })
        {
            var answer = await li.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)));
            Assert.True(answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{method} {path}: {answer.StatusCode}");
            Assert.DoesNotContain(Cookies(answer), c => c.StartsWith("language=", StringComparison.Ordinal));
        }

        Assert.True(await li.IsSignedIn());
        Assert.Equal(before, await Written());
    }

    [Theory]
    [InlineData("application/json", "{\"from\":\"menu\"}")]
    [InlineData("text/plain", "from=menu")]
    [InlineData("text/xml", "<from>menu</from>")]
    public async Task A_post_of_another_kind_than_a_form_is_refused(string type, string body)
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        foreach (var path in new[] { "/logout", "/language", "/attachments", "/login" })
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            var answer = await li.Http.PostAsync(new Uri(path, UriKind.Relative), content);
            Assert.True(answer.StatusCode is HttpStatusCode.UnsupportedMediaType or HttpStatusCode.BadRequest, $"{type} to {path}: {answer.StatusCode}");
        }

        Assert.True(await li.IsSignedIn());
    }

    [Fact]
    public async Task Pages_refuse_methods_that_are_not_theirs()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var before = await Written();
        foreach (var method in new[] { "PUT", "DELETE", "PATCH", "TRACE" })
        {
            var answer = await li.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri("/opportunities", UriKind.Relative)));
            Assert.True((int)answer.StatusCode is 404 or 405, $"{method}: {answer.StatusCode}");
        }

        Assert.Equal(before, await Written());
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    private async Task<(int Uploads, int Activities)> Written()
    {
        await using var db = await demo.Host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return (await db.Set<Attachment>().CountAsync(), await db.Activities.CountAsync(a => a.Verb != "SignIn" && a.ActorId != null));
    }
}
