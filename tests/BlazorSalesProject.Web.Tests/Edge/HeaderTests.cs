using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>HT-4, HT-5: what every kind of answer says to the browser, word for word.</summary>
[Collection(DemoHost.Name)]
public sealed partial class HeaderTests(DemoHost demo)
{
    private const string Policy =
        "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data: blob:; "
        + "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'";

    private static readonly Dictionary<string, string> Always = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Security-Policy"] = Policy,
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "same-origin",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
        ["Cache-Control"] = "no-store",
        ["Server"] = "",
        ["X-Powered-By"] = "",
        ["X-AspNet-Version"] = "",
    };

    [Theory]
    [InlineData("/login", 200)]
    [InlineData("/opportunities", 302)]
    [InlineData("/no-such-page", 302)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/opportunities/export.csv", 302)]
    [InlineData("/attachments/00000000-0000-0000-0000-000000000001", 302)]
    public Task A_stranger_gets(string path, int status) => Check(null, path, status);

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/opportunities", 200)]
    [InlineData("/opportunities?view=list", 200)]
    [InlineData("/customers", 200)]
    [InlineData("/notices", 200)]
    [InlineData("/no-such-page", 404)]
    [InlineData("/attachments/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("/opportunities/export.csv", 200)]
    [InlineData("/opportunities/export.xlsx", 200)]
    [InlineData("/health/live", 200)]
    public Task A_person_gets(string path, int status) => Check("sales1", path, status);

    [Fact]
    public async Task A_download_is_a_file_and_never_a_page()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var ticket = Regex.Match(await (await li.Upload(await li.Token("/notices"), "a.txt", "hello"u8.ToArray())).Content.ReadAsStringAsync(), "\"ticket\":\"([^\"]+)\"").Groups[1].Value;
        var id = await Attach(demo.Host, "sales1", Guid.Parse(ticket));

        var answer = await Check("sales1", $"/attachments/{id}", 200, ("Content-Security-Policy", "default-src 'none'; sandbox"));

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task Assets_may_be_kept_by_the_browser_and_by_name_for_good()
    {
        using var stranger = new Client(demo.Host);
        var html = await (await stranger.Get("/login")).Content.ReadAsStringAsync();
        var assets = Source().Matches(html).Select(m => m.Groups[1].Value).Where(a => a.EndsWith(".js", StringComparison.Ordinal) || a.EndsWith(".css", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(assets.Count > 5, string.Join(' ', assets));
        foreach (var asset in assets)
        {
            var answer = await stranger.Get("/" + asset.TrimStart('/'));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("no-store", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
            Compare(asset, answer, [("Cache-Control", answer.Headers.CacheControl?.ToString() ?? "")]);
        }
    }

    [Fact]
    public async Task In_production_https_is_for_good_and_an_error_says_nothing_of_the_inside()
    {
        using var production = new TestHost(settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["PublicUrl"] = "https://sales.example" });
        using var broken = production.WithWebHostBuilder(web => web.UseEnvironment("Production")
            .ConfigureTestServices(services => services.AddScoped<BlazorSalesProject.People.SignIn>(_ => throw new InvalidOperationException("the inside of the house"))));
        using var stranger = new Client(broken, "https://sales.example");

        var answer = await stranger.Get("/login");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Compare("/login", answer, [("Strict-Transport-Security", "max-age=31536000; includeSubDomains")]);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("the inside of the house", said, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", said, StringComparison.Ordinal);
        Assert.Contains("<html", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/opportunities")]
    [InlineData("/opportunities?view=list")]
    [InlineData("/customers")]
    [InlineData("/notices")]
    [InlineData("/notices/settings")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/mail")]
    [InlineData("/no-such-page")]
    public async Task No_page_carries_a_script_or_style_of_its_own(string path)
    {
        using var admin = await Client.SignedIn(demo.Host, "admin");
        var html = await (await admin.Get(path)).Content.ReadAsStringAsync();

        Assert.All(Script().Matches(html).Select(m => m.Value), tag => Assert.Matches("^<script[^>]* src=\"[^\"]+\"[^>]*></script>$", tag));
        Assert.DoesNotMatch("(?i)<style", html);
        Assert.DoesNotMatch("(?i)<[a-z][^>]*\\son[a-z]+\\s*=", html);
        Assert.DoesNotMatch("(?i)(href|src|action)\\s*=\\s*\"?\\s*javascript:", html);
        Assert.DoesNotMatch("(?i)(src|href|action)=\"(https?:)?//", html);
    }

    /// <summary>A follow-up of a person on the first opportunity in his sight, with an uploaded file: the file's id.</summary>
    internal static async Task<Guid> Attach(TestHost host, string account, Guid ticket)
    {
        using var scope = host.Services.CreateScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var person = await db.Accounts.Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync();
        var opportunity = await db.Opportunities.Where(o => o.OwnerId == person).OrderBy(o => o.Number).Select(o => o.Id).FirstAsync();
        var me = (await scope.ServiceProvider.GetRequiredService<WhoIs>().Load(person))!;
        var outcome = await scope.ServiceProvider.GetRequiredService<RecordFollowUp>().Run(me, Guid.NewGuid(), new FollowUpFacts(opportunity, null, "call", "附上资料") { Files = [ticket] });
        Assert.Null(outcome.Refusal?.Sentence);
        return await db.Set<Attachment>().Where(a => a.OwnerId == outcome.Value).Select(a => a.Id).SingleAsync();
    }

    private async Task<HttpResponseMessage> Check(string? account, string path, int status, params (string Name, string Value)[] otherwise)
    {
        using var client = account is null ? new Client(demo.Host) : await Client.SignedIn(demo.Host, account);
        var answer = await client.Get(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Compare(path, answer, otherwise);
        return answer;
    }

    private static void Compare(string path, HttpResponseMessage answer, (string Name, string Value)[] otherwise)
    {
        var expected = new Dictionary<string, string>(Always, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in otherwise)
        {
            expected[name] = value;
        }

        var wrong = expected.Select(e => (e.Key, Wanted: e.Value, Found: answer.Headers.TryGetValues(e.Key, out var values) ? string.Join(", ", values) : ""))
            .Where(e => e.Wanted != e.Found && !(e.Key == "Cache-Control" && e.Wanted == "no-store" && e.Found.Split(", ").Contains(e.Wanted))).Select(e => $"{e.Key}: {e.Found} instead of {e.Wanted}").ToList();
        Assert.True(wrong.Count == 0, $"{path} ({(int)answer.StatusCode})\n  {string.Join("\n  ", wrong)}");
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex("(?is)<script.*?</script>")]
    private static partial Regex Script();
}
