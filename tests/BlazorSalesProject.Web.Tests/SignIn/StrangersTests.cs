using System.Net;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.SignIn;

/// <summary>
/// Strangers at the open doors of a real host: who tries too often is stopped by his address alone (AU-4), a dead letter tells nothing (AU-3,
/// AU-5), a session brought along is left at the door (AU-6), and letters lead to the configured address whatever the request says (AU-13).
/// </summary>
public sealed partial class StrangersTests : IDisposable
{
    private readonly SmtpSink sink = SmtpSink.Start();
    private readonly TestHost plain;
    private readonly WebApplicationFactory<Program> host;

    public StrangersTests()
    {
        plain = new TestHost(demo: true, settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PublicUrl"] = "http://crm.example.com/sales/", ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{sink.Port}", ["Mail:From"] = "crm@example.com",
        });
        host = FromAddress.Host(plain);
    }

    public void Dispose()
    {
        host.Dispose();
        plain.Dispose();
        sink.Dispose();
    }

    [Fact]
    public async Task Guessing_links_ends_with_the_same_address_for_tasks_and_invitations_alike()
    {
        var (token, _) = await Link();
        using var guesser = FromAddress.Client(host, "203.0.113.9");
        using var other = FromAddress.Client(host, "203.0.113.10");

        // Whoever has a good link looks as often as he likes.
        for (var i = 0; i < Limits.WrongLinks + 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await guesser.Get($"/t/{token}")).StatusCode);
        }

        var form = await guesser.Token($"/t/{token}");
        for (var i = 0; i < Limits.WrongLinks; i++)
        {
            Assert.Equal(i % 2 == 0 ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await guesser.Get((i % 2 == 0 ? "/t/" : "/invitation/") + Invitation.NewToken())).StatusCode);
        }

        foreach (var address in new[] { $"/t/{token}", $"/t/{Invitation.NewToken()}", $"/invitation/{Invitation.NewToken()}" })
        {
            var answer = await guesser.Get(address);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            var said = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Contains(Words.Find("People.TooManyTries", Words.Default)!, said, StringComparison.Ordinal);
            Assert.DoesNotContain("门外的任务", said, StringComparison.Ordinal);
        }

        // A post is no way around it.
        var posted = await guesser.Post($"/t/{token}", form, ("_handler", "accept"));
        Assert.Equal(HttpStatusCode.TooManyRequests, posted.StatusCode);
        Assert.Equal(AssigneeAnswer.None, await Get<Works>().Read(db => db.Tasks.Where(t => t.Title == "门外的任务").SelectMany(t => t.Assignees).Select(a => a.Answer).SingleAsync()));

        Assert.Equal(HttpStatusCode.OK, (await other.Get($"/t/{token}")).StatusCode);
    }

    [Fact]
    public async Task Guessing_passwords_ends_with_the_address_and_the_page_says_when_it_goes_on()
    {
        using var guesser = FromAddress.Client(host, "203.0.113.9");
        for (var i = 0; i < Limits.WrongSignIns; i++)
        {
            await Get<Knocks>().Take(OpenDoor.SignIn, "203.0.113.9");
        }

        var answer = await guesser.Post("/login", await guesser.Token("/login"), ("_handler", "login"), ("Input.UserName", "sales1"), ("Input.Password", Demo.Password));
        Assert.Contains(Words.Find("People.TooManyTries", Words.Default)!, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.False(await guesser.IsSignedIn());
        using var other = FromAddress.Client(host, "203.0.113.10");
        Assert.Equal(HttpStatusCode.Found, (await other.Post("/login", await other.Token("/login"), ("_handler", "login"), ("Input.UserName", "sales1"), ("Input.Password", Demo.Password))).StatusCode);
    }

    [Fact]
    public async Task A_letter_that_opens_nothing_tells_why_and_of_whom_nothing()
    {
        var (_, invitation) = await Link();
        var person = await Get<Works>().Read(db => db.Invitations.Where(i => i.TokenHash == Invitation.Hash(invitation)).Select(i => i.PersonId!.Value).SingleAsync());
        Assert.Null((await Get<DeactivatePerson>().Run(await Me("admin"), person)).Refusal?.Sentence);
        using var anybody = new Client(host);
        foreach (var (token, state) in new[] { (invitation, "Revoked"), (Invitation.NewToken(), "Unknown"), ("x", "Unknown"), (new string('a', 300), "Unknown"), ("..%2f..%2fadmin", "Unknown"), ("'%20OR%201=1", "Unknown") })
        {
            var said = WebUtility.HtmlDecode(await (await anybody.Get($"/invitation/{token}")).Content.ReadAsStringAsync());
            Assert.Contains(Words.Find($"People.Invitation_{state}", Words.Default)!, said, StringComparison.Ordinal);
            Assert.DoesNotContain("外部译员", said, StringComparison.Ordinal);
            Assert.DoesNotContain("XM-", said, StringComparison.Ordinal);
        }

        foreach (var nothing in new[] { "/t/", "/t", "/invitation/", "/invitation", "/t/%20", "/attachments/" })
        {
            var answer = await anybody.Get(nothing);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Found, $"{nothing}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Who_signs_in_leaves_the_session_his_browser_came_with()
    {
        using var browser = new Client(host);
        async Task<HttpResponseMessage> In(string account) => await browser.Post("/login", await browser.Token("/login"), ("_handler", "login"), ("Input.UserName", account), ("Input.Password", Demo.Password));
        var first = Cookie(await In("boss"));
        Assert.Contains("boss", await Accounts(), StringComparer.Ordinal);

        // Somebody has put a living session of his own into this browser.
        var second = Cookie(await In("impl1"));

        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        var living = await Get<Works>().Read(db => db.Sessions.Where(s => s.EndedAt == null).Select(s => db.Accounts.Where(a => a.PersonId == s.PersonId).Select(a => a.UserName).First()).ToListAsync());
        Assert.Equal(["impl1"], living);
        Assert.Contains("陈工", await browser.Read("/account"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/opportunities/export.csv")).StatusCode);

        using var thief = host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        thief.DefaultRequestHeaders.Add("Cookie", $"{Door.SessionCookie}={first}");
        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);

        // A wrong password leaves everything as it was.
        await browser.Post("/login", await browser.Token("/login"), ("_handler", "login"), ("Input.UserName", "boss"), ("Input.Password", "wrong"));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account")).StatusCode);
    }

    [Fact]
    public async Task Letters_lead_to_the_configured_address_whatever_the_request_says_it_came_to()
    {
        var (_, invitation) = await Link();
        using var evil = new Client(host, "http://evil.example");
        foreach (var (name, value) in new[] { ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Original-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-Forwarded-Prefix", "/evil") })
        {
            evil.Http.DefaultRequestHeaders.Add(name, value);
        }

        var sent = await evil.Post($"/invitation/{invitation}", await evil.Token($"/invitation/{invitation}"), ("_handler", "code"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        var letters = new[] { await sink.WaitFor(m => m.Text.Contains("/t/", StringComparison.Ordinal)), await sink.WaitFor(m => m.Text.Contains("验证码", StringComparison.Ordinal)) };
        Assert.All(letters.SelectMany(l => l.Links), link => Assert.StartsWith("http://crm.example.com/sales/", link, StringComparison.Ordinal));
        Assert.All(letters, l => Assert.DoesNotContain("evil", l.Raw + l.Text + l.Html, StringComparison.Ordinal));
        Assert.All(letters, l => Assert.Equal(l.Links.Order(StringComparer.Ordinal).Distinct(), Addresses().Matches(l.Text).Select(m => m.Value).Order(StringComparer.Ordinal).Distinct()));
    }

    private T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    private async Task<Me> Me(string account) => (await Get<WhoIs>().Load(await Get<Works>().Read(db => db.Accounts.Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync())))!;

    private Task<List<string>> Accounts() => Get<Works>().Read(db => db.Sessions.Where(s => s.EndedAt == null).Select(s => db.Accounts.Where(a => a.PersonId == s.PersonId).Select(a => a.UserName).First()).ToListAsync());

    /// <summary>A task given to somebody from outside: the tokens of its link and of the invitation.</summary>
    private async Task<(string Task, string Invitation)> Link()
    {
        var me = await Me("pm1");
        var project = await Get<Works>().Read(db => db.Projects.Where(p => p.ManagerId == me.Id && p.State == ProjectState.Running).Select(p => p.Id).FirstAsync());
        var mail = $"{Guid.NewGuid():N}@example.org";
        var planned = await Get<PlanTask>().Run(me, Guid.NewGuid(), project, new TaskFacts("门外的任务"), null, new NewImplementer("外部译员", null, mail));
        Assert.Null(planned.Refusal?.Sentence);
        var person = await Get<Works>().Read(db => db.People.Where(p => p.Email == mail).Select(p => p.Id).SingleAsync());
        var letters = await Get<Works>().Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).Select(m => m.Payload).ToListAsync());
        var letter = letters.Select(Letter.Read).Single(l => l?.PersonId == person && l.Also is not null)!;
        return (Get<ISecretBox>().Open(letter.Also!.Link)["/t/".Length..], Get<ISecretBox>().Open(letter.Link)["/invitation/".Length..]);
    }

    private static string? Cookie(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var all) ? all.LastOrDefault(c => c.StartsWith(Door.SessionCookie + "=", StringComparison.Ordinal))?[(Door.SessionCookie.Length + 1)..].Split(';')[0] : null;

    [GeneratedRegex("http://[^\\s]+")]
    private static partial Regex Addresses();
}
