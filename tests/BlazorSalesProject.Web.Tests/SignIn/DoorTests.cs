using System.Net;
using System.Text.RegularExpressions;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.SignIn;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.SignIn;

/// <summary>The host the tests of the door share.</summary>
public sealed class DoorHost : IDisposable
{
    /// <summary>With the demo company.</summary>
    public TestHost Host { get; } = new(demo: true);

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();
}

/// <summary>Signing in and out over plain HTTP: forged forms, copied cookies, addresses of strangers (AU-3, AU-6, IN-5).</summary>
public sealed partial class DoorTests(DoorHost shared) : IClassFixture<DoorHost>
{
    /// <summary>Addresses that must not be followed after signing in (IN-5).</summary>
    public static TheoryData<string> StrangeAddresses { get; } =
    [
        "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
        "/\\/evil.example", "/%5Cevil.example", "/%2Fevil.example", "/%2F%2Fevil.example", "/%252Fevil.example", "%2F%2Fevil.example", "/%5C%5Cevil.example", "/%255Cevil.example",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "mailto:a@evil.example", "ftp://evil.example", "https:evil.example",
        "https:/evil.example", "https:///evil.example", " //evil.example", "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "/%09/evil.example",
        "/%0A/evil.example", "/%0D%0ASet-Cookie:a=b", "evil.example", "@evil.example", ".evil.example", "?next=//evil.example", "#//evil.example", "/\u3002evil.example", "//evil.example%2F..", "/\u0000/evil.example",
    ];

    [Fact]
    public async Task A_form_without_our_token_changes_nothing()
    {
        using var door = new Door(shared.Host);
        using var login = await door.Post("/login", ("_handler", "login"), ("Input.UserName", "sales1"), ("Input.Password", Data.Demo.Password));
        Assert.Equal((HttpStatusCode.BadRequest, null), (login.StatusCode, Door.Cookie(login, Door.SessionCookie)));
        using var forged = await door.Post("/login", ("_handler", "login"), ("__RequestVerificationToken", "forged"), ("Input.UserName", "sales1"), ("Input.Password", Data.Demo.Password));
        Assert.Equal((HttpStatusCode.BadRequest, null), (forged.StatusCode, Door.Cookie(forged, Door.SessionCookie)));
        using var language = await door.Post("/language", ("language", "en"), ("returnUrl", "/"));
        Assert.Equal((HttpStatusCode.BadRequest, null), (language.StatusCode, Door.Cookie(language, "language")));
        using var invitation = await door.Post("/invitation/abc", ("_handler", "invitation"), ("Input.UserName", "x"), ("Input.Password", "a long password"), ("Input.Repeat", "a long password"));
        Assert.Equal(HttpStatusCode.BadRequest, invitation.StatusCode);
        using var setup = await door.Post("/setup", ("_handler", "setup"), ("Input.Token", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, setup.StatusCode);

        using var real = await door.SignIn("sales1");
        var cookie = Door.Cookie(real, Door.SessionCookie)!;
        using var logout = await door.Post("/logout", ("from", "menu"));
        Assert.Equal(HttpStatusCode.BadRequest, logout.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Door.AskWith(shared.Host, cookie));
    }

    [Fact]
    public async Task A_cookie_copied_before_signing_out_is_worth_nothing_after_it()
    {
        using var door = new Door(shared.Host);
        using var login = await door.SignIn("sales2");
        var copied = Door.Cookie(login, Door.SessionCookie)!;
        Assert.Equal(HttpStatusCode.OK, await Door.AskWith(shared.Host, copied));
        using var logout = await door.Post("/logout", ("from", "menu"), ("__RequestVerificationToken", await door.TokenOf("/account")));
        Assert.Equal(HttpStatusCode.Redirect, logout.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await Door.AskWith(shared.Host, copied));
    }

    [Fact]
    public async Task Every_sign_in_gets_a_key_of_its_own_and_a_planted_one_is_never_taken()
    {
        using var door = new Door(shared.Host);
        using var first = await door.SignIn("sales3");
        using var other = new Door(shared.Host);
        other.Client.DefaultRequestHeaders.Add("Cookie", $"{Door.SessionCookie}=planted");
        using var second = await other.SignIn("sales3");
        var keys = new[] { Door.Cookie(first, Door.SessionCookie), Door.Cookie(second, Door.SessionCookie) };
        Assert.All(keys, Assert.NotNull);
        Assert.DoesNotContain("planted", keys);
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal(HttpStatusCode.Redirect, await Door.AskWith(shared.Host, "planted"));
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_page()
    {
        using var door = new Door(shared.Host);
        async Task<(HttpStatusCode, string)> Answer(string user)
        {
            using var response = await door.SignIn(user, "wrong password");
            return (response.StatusCode, Secrets().Replace((await response.Content.ReadAsStringAsync()).Replace("unknown", "somebody", StringComparison.Ordinal).Replace("service1", "somebody", StringComparison.Ordinal), ""));
        }

        Assert.Equal(await Answer("unknown"), await Answer("service1"));
    }

    [Theory, MemberData(nameof(StrangeAddresses))]
    public async Task An_address_of_strangers_is_never_followed(string address)
    {
        Assert.Equal("/", LocalAddress.Or(address, "/"));
        using var door = new Door(shared.Host);
        using var response = await door.Post("/language", ("__RequestVerificationToken", await door.TokenOf("/login")), ("language", "zh-CN"), ("returnUrl", address));
        Assert.True(response.Headers.Location?.OriginalString is "/" || response.StatusCode == HttpStatusCode.BadRequest, $"{response.StatusCode} {response.Headers.Location}");
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/customers?q=a%26b&page=2", "/customers?q=a%26b&page=2")]
    [InlineData("/opportunities", "/opportunities")]
    public async Task Signing_in_leads_back_to_where_one_was_going_within_this_site(string wanted, string reached)
    {
        using var door = new Door(shared.Host);
        using var response = await door.SignIn("boss", address: $"/login?returnUrl={Uri.EscapeDataString(wanted)}");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(reached, response.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Administration_does_not_exist_for_whoever_may_not_use_it()
    {
        using var door = new Door(shared.Host);
        using var signedIn = await door.SignIn("impl1");
        foreach (var page in new[] { "/admin/people", $"/admin/people/{Guid.NewGuid()}", "/admin/departments", "/admin/roles", "/admin/pipelines" })
        {
            var html = await door.Client.GetStringAsync(page);
            Assert.Contains(Words.Find("Screens.MissingText", Words.Default)!, html, StringComparison.Ordinal);
            Assert.DoesNotContain("data-person", html, StringComparison.Ordinal);
            Assert.DoesNotContain("data-department", html, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Secrets();
}

/// <summary>The first start of a company, and letters, over plain HTTP (AU-1, AU-5).</summary>
public sealed class FirstDoorTests
{
    [Fact]
    public async Task An_empty_company_has_no_user_and_is_set_up_with_the_token_once()
    {
        using var host = new TestHost();
        using var door = new Door(host);
        using var guess = await door.SignIn("admin");
        Assert.Null(Door.Cookie(guess, Door.SessionCookie));

        var token = await host.Services.GetRequiredService<SetupDoor>().Offer();
        async Task<HttpResponseMessage> SetUp(string with) => await door.Post("/setup", ("_handler", "setup"), ("__RequestVerificationToken", await door.TokenOf("/setup")),
            ("Input.Token", with), ("Input.Name", "管理员"), ("Input.UserName", "root"), ("Input.Password", "a long password"), ("Input.Repeat", "a long password"));
        using var wrong = await SetUp("0000");
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        using var right = await SetUp(token!);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains(Words.Find("People.SetupDone", Words.Default)!, await door.Client.GetStringAsync("/setup"), StringComparison.Ordinal);
        using var login = await door.SignIn("root", "a long password");
        Assert.NotNull(Door.Cookie(login, Door.SessionCookie));
    }

    [Fact]
    public async Task A_letter_is_used_by_posting_only_and_tells_nothing_once_used()
    {
        using var host = new TestHost(demo: true);
        using var door = new Door(host);
        var admin = await Somebody(host, "admin");
        var id = (await host.Services.GetRequiredService<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts("新来的人", PersonKind.External))).Value;
        var link = (await host.Services.GetRequiredService<InvitePerson>().Run(admin, Guid.NewGuid(), id, handOver: true)).Value!.Link!;
        for (var i = 0; i < 3; i++)
        {
            using var look = await door.Client.GetAsync(link);
            Assert.Equal("no-referrer", look.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("新来的人", await look.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var accepted = await door.Post(link, ("_handler", "invitation"), ("__RequestVerificationToken", await door.TokenOf(link)), ("Input.UserName", "newcomer"), ("Input.Password", "a long password"), ("Input.Repeat", "a long password"));
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        var after = await door.Client.GetStringAsync(link);
        Assert.Contains(Words.Find("People.Invitation_Used", Words.Default)!, after, StringComparison.Ordinal);
        Assert.DoesNotContain("新来的人", after, StringComparison.Ordinal);
        using var login = await door.SignIn("newcomer", "a long password");
        Assert.NotNull(Door.Cookie(login, Door.SessionCookie));
    }

    private static async Task<Me> Somebody(TestHost host, string account)
    {
        var list = await host.Services.GetRequiredService<PeopleList>().For(Me.System, new PeopleFilter { Text = account });
        return (await host.Services.GetRequiredService<WhoIs>().Load(list.Rows.Single(r => r.UserName == account).Id))!;
    }
}
