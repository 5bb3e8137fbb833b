using System.Net;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>IN-7: whatever stands in an address or a saved view, lists answer, and with nothing that is not theirs.</summary>
public sealed partial class InjectionTests
{
    private static readonly string[] Payloads =
    [
        "'", "''", "\"", "`", "';--", "' OR '1'='1", "' OR 1=1--", "\" OR \"\"=\"", "') OR ('1'='1", "1 OR 1=1", "1; DROP TABLE \"Opportunities\";--", "'; DELETE FROM \"Activities\";--",
        "' UNION SELECT \"PasswordHash\" FROM \"Accounts\"--", "' UNION ALL SELECT NULL,NULL,NULL--", "1' AND (SELECT COUNT(*) FROM sqlite_master)>0--", "'||(SELECT version())||'", "'; SELECT pg_sleep(5);--",
        "%' OR title LIKE '%", "%", "_", "[a-z]%", "\\", "\\'", "%27%20OR%201=1", "/**/OR/**/1=1", "title; DROP TABLE x", "title DESC, (SELECT 1)", "(CASE WHEN 1=1 THEN title ELSE number END)", "OwnerId", "PasswordHash",
        "$where", "{{7*7}}", "${7*7}", "-1", "0", "99999999999999999999", "2147483648", "1e309", "NaN", "\0", "a\0b", "\u0001", "\uFFFF", "\u202E", "..", "0001-01-01..9999-12-31", "9999-99-99..", "-1..-1", "1..99999999999999999999999999999",
    ];

    private static readonly string[] Keys = ["q", "owner", "department", "source", "stage", "amount", "close", "stagnant", "key", "mine", "kind", "customer", "sort", "up", "dir", "page", "group", "view", "level", "industry", "region", "noowner", "size"];

    [Theory, BothDatabases]
    public async Task Hostile_addresses_are_answered_and_show_nothing_more(Database on)
    {
        using var host = new TestHost(on, demo: true);
        using var li = await Client.SignedIn(host, "sales1");
        var before = await Rows(host);
        var own = (await Titles(host, owner: true)).ToHashSet(StringComparer.Ordinal);
        var foreign = await Titles(host, owner: false);
        Assert.True(Payloads.Length >= 30);
        var wrong = new List<string>();
        foreach (var payload in Payloads)
        {
            var value = Uri.EscapeDataString(payload);
            var all = string.Join('&', Keys.Where(k => k is not "view").Select(k => $"{k}={value}"));
            foreach (var path in new[]
            {
                $"/opportunities?{all}", $"/opportunities?view=list&{all}", $"/opportunities?view=list&q={value}", $"/opportunities?view=list&stage={value}&sort={value}", $"/opportunities?view=list&group={value}&page={value}",
                $"/customers?{all}", $"/customers?q={value}", $"/customers?level={value}&sort={value}", $"/opportunities/export.csv?q={value}", $"/opportunities/export.csv?stage={value}&sort={value}", $"/opportunities/export.xlsx?{all}",
            })
            {
                var answer = await li.Get(path);
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    wrong.Add($"{path}: {answer.StatusCode} {FirstLine().Match(text).Value}");
                }

                wrong.AddRange(foreign.Where(t => text.Contains(t, StringComparison.Ordinal)).Select(t => $"{path} shows {t}"));
                if (path.Contains("export.csv", StringComparison.Ordinal))
                {
                    wrong.AddRange(text.TrimEnd().Split("\r\n").Skip(1).Where(row => !own.Any(t => row.Contains(t, StringComparison.Ordinal))).Select(row => $"{path} exports {row}"));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.Equal(before, await Rows(host));
    }

    [Theory, BothDatabases]
    public async Task Hostile_saved_views_of_a_colleague_show_nothing_more_and_break_nothing(Database on)
    {
        using var host = new TestHost(on, demo: true);
        var me = await Me(host, "sales3");
        foreach (var (payload, i) in Payloads.Take(40).Select((p, i) => (p, i)))
        {
            var query = string.Join('&', Keys.Select(k => $"{k}={payload}"));
            var outcome = await host.Services.GetRequiredService<SaveView>().Run(me, "opportunities", $"{i} {payload}", query, shared: true);
            Assert.True(outcome.Refusal?.Kind is null or Kernel.RefusalKind.Invalid, $"{payload}: {outcome.Refusal?.Sentence}");
        }

        using var li = await Client.SignedIn(host, "sales1");
        var text = await li.Read("/opportunities");
        Assert.Contains("' OR '1'='1", text, StringComparison.Ordinal);
        var foreign = await Titles(host, owner: false);
        foreach (var href in SavedLink().Matches(await (await li.Get("/opportunities")).Content.ReadAsStringAsync()).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct())
        {
            var answer = await li.Get(href);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{href}: {answer.StatusCode}");
            var shown = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.DoesNotContain(foreign, t => shown.Contains(t, StringComparison.Ordinal));
        }
    }

    private static async Task<Me> Me(TestHost host, string account)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return (await host.Services.GetRequiredService<WhoIs>().Load(await db.Accounts.Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync()))!;
    }

    private static async Task<IReadOnlyList<string>> Titles(TestHost host, bool owner)
    {
        var li = (await Me(host, "sales1")).Id;
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.Opportunities.Where(o => (o.OwnerId == li) == owner).Select(o => o.Title).ToListAsync();
    }

    private static async Task<(int, int, int)> Rows(TestHost host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return (await db.Opportunities.CountAsync(), await db.Customers.CountAsync(), await db.Accounts.CountAsync());
    }

    [GeneratedRegex("^.{0,200}")]
    private static partial Regex FirstLine();

    [GeneratedRegex("href=\"(/opportunities\\?[^\"]*)\"")]
    private static partial Regex SavedLink();
}
