using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Web.Files;
using BlazorSalesProject.Web.Tests.Files;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>AZ-4, AZ-6, BZ-8, IN-4: what leaves the house by HTTP holds only what its reader may see, and no formula.</summary>
public sealed partial class LeakTests : IDisposable
{
    private static readonly string[] Cast = ["admin", "boss", "salesmgr", "sales1", "sales2", "sales3", "pm1", "pm2", "impl1", "impl2", "finance1", "audit1", "service1"];

    /// <summary>Whose opportunities a person sees.</summary>
    private static readonly Dictionary<string, string[]> Sight = new(StringComparer.Ordinal)
    {
        ["admin"] = ["sales1", "sales2", "sales3"], ["boss"] = ["sales1", "sales2", "sales3"], ["salesmgr"] = ["sales1", "sales2"], ["sales1"] = ["sales1"], ["sales2"] = ["sales2"], ["sales3"] = ["sales3"],
    };

    private readonly TestHost host = new(demo: true);
    private readonly TableFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task An_export_holds_exactly_what_its_reader_sees_whatever_the_role()
    {
        var owners = await Owned();
        foreach (var account in Cast)
        {
            using var client = await Client.SignedIn(host, account);
            foreach (var (format, kind) in new[] { ("csv", "system"), ("csv", "parts"), ("xlsx", "system"), ("xlsx", "parts") })
            {
                var answer = await client.Get($"/opportunities/export.{format}?kind={kind}");
                var seen = owners.Where(o => Sight.GetValueOrDefault(account, []).Contains(o.Owner) && o.Kind == kind).Select(o => o.Title).Order(StringComparer.Ordinal).ToList();
                if (!Sight.ContainsKey(account))
                {
                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                    var said = await answer.Content.ReadAsStringAsync();
                    Assert.DoesNotContain(owners, o => said.Contains(o.Title, StringComparison.Ordinal));
                    continue;
                }

                var rows = await Rows(format, answer);
                Assert.Equal(seen, rows.Select(r => r[1]).Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_file_is_fetched_by_those_who_see_its_record_and_does_not_exist_for_others()
    {
        var canary = $"secret-{Guid.NewGuid():N}";
        using var li = await Client.SignedIn(host, "sales1");
        var uploaded = await li.Upload(await li.Token("/notices"), $"{canary}.txt", Encoding.UTF8.GetBytes(canary));
        var ticket = Guid.Parse(TicketOf().Match(await uploaded.Content.ReadAsStringAsync()).Groups[1].Value);

        // Before it hangs on a record it is nobody's but the uploader's, who knows it already.
        using (var manager = await Client.SignedIn(host, "salesmgr"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await manager.Get($"/attachments/{ticket}")).StatusCode);
        }

        var id = await HeaderTests.Attach(host, "sales1", ticket);
        foreach (var account in Cast)
        {
            using var client = await Client.SignedIn(host, account);
            var answer = await client.Get($"/attachments/{id}");
            var said = await answer.Content.ReadAsStringAsync();
            if (Sight.GetValueOrDefault(account, []).Contains("sales1"))
            {
                Assert.Equal(canary, said);
                continue;
            }

            var missing = await client.Get($"/attachments/{Guid.NewGuid()}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(missing.StatusCode, answer.StatusCode);
            Assert.Equal(Same(await missing.Content.ReadAsStringAsync()), Same(said));
            Assert.DoesNotContain(canary, said + string.Join(' ', answer.Headers) + string.Join(' ', answer.Content.Headers), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_foreign_record_is_answered_like_one_that_never_was()
    {
        await using var db = await Db();
        var zhou = (await Me("sales3")).Id;
        var customer = await db.Customers.Where(c => c.OwnerId == zhou).Select(c => new { c.Id, c.Name }).FirstAsync();
        var opportunity = await db.Opportunities.Where(o => o.OwnerId == zhou).Select(o => new { o.Id, o.Title }).FirstAsync();
        using var li = await Client.SignedIn(host, "sales1");
        foreach (var (path, id, name) in new[] { ("/customers/", customer.Id, customer.Name), ("/opportunities/", opportunity.Id, opportunity.Title) })
        {
            var none = Guid.NewGuid();
            var foreign = await li.Get($"{path}{id}");
            var missing = await li.Get($"{path}{none}");
            var said = await foreign.Content.ReadAsStringAsync();
            Assert.DoesNotContain(name, WebUtility.HtmlDecode(said), StringComparison.Ordinal);
            Assert.Equal(missing.StatusCode, foreign.StatusCode);
            Assert.Equal(Same((await missing.Content.ReadAsStringAsync()).Replace(none.ToString(), "ID", StringComparison.Ordinal)), Same(said.Replace(id.ToString(), "ID", StringComparison.Ordinal)));
        }

        foreach (var narrowing in new[] { $"customer={customer.Id}", $"owner={zhou}", $"owner={zhou},{(await Me("sales1")).Id}" })
        {
            var rows = await Rows("csv", await li.Get($"/opportunities/export.csv?{narrowing}"));
            Assert.DoesNotContain(rows, r => r[5] == "周洋");
        }
    }

    [Fact]
    public async Task Pages_rendered_at_once_for_many_people_never_mix()
    {
        var owners = await Owned();
        var clients = new Dictionary<string, Client>(StringComparer.Ordinal);
        foreach (var account in new[] { "sales1", "sales2", "sales3", "salesmgr", "finance1", "pm1" })
        {
            clients[account] = await Client.SignedIn(host, account);
        }

        string[] pages = ["/", "/opportunities", "/opportunities?view=list", "/opportunities?kind=parts", "/opportunities/export.csv", "/notices"];
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        var bytes = 0L;
        await Parallel.ForEachAsync(Enumerable.Range(0, 180), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (i, _) =>
        {
            var (account, client) = clients.ElementAt(i % clients.Count);
            var page = pages[i / clients.Count % pages.Length];
            var text = WebUtility.HtmlDecode(await (await client.Get(page)).Content.ReadAsStringAsync(CancellationToken.None));
            Interlocked.Add(ref bytes, text.Length);
            foreach (var (title, owner, _) in owners.Where(o => !Sight.GetValueOrDefault(account, []).Contains(o.Owner) && text.Contains(o.Title, StringComparison.Ordinal)))
            {
                wrong.Add($"{account} read {title} of {owner} on {page}");
            }
        });
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        Assert.True(bytes > 100_000);
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    [Fact]
    public async Task An_export_runs_no_formula_that_somebody_typed()
    {
        var li = await Me("sales1");
        var create = host.Services.GetRequiredService<CreateOpportunity>();
        var typed = new List<string>();
        foreach (var formula in NastyTexts.Formulas.Concat(NastyTexts.Harmless).Where(t => Limits.Clean(t) is not null))
        {
            var outcome = await create.Run(li, Guid.NewGuid(), OpportunityKind.SpareParts, new OpportunityFacts(formula, Money.Of(1, "CNY")));
            Assert.True(outcome.Ok, $"{formula}: {outcome.Refusal?.Sentence}");
            typed.Add(Limits.Clean(formula)!);
        }

        using var client = await Client.SignedIn(host, "sales1");
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var answer = await client.Get($"/opportunities/export.{format}?kind=parts");
            var path = folder.Bytes($"out.{format}", await answer.Content.ReadAsByteArrayAsync());
            var titles = (await Rows(format, path)).Select(r => r[1]).ToHashSet(StringComparer.Ordinal);
            Assert.All(typed, t => Assert.Contains(t.Replace("\r", "\n", StringComparison.Ordinal), titles.Select(x => x!.Replace("\r\n", "\n", StringComparison.Ordinal))));
            if (format == "csv")
            {
                var csv = await File.ReadAllTextAsync(path);
                Assert.All(typed.Where(FormulaGuard.IsRisky), t => Assert.Contains("'" + t.Replace("\"", "\"\"", StringComparison.Ordinal), csv, StringComparison.Ordinal));
            }
            else
            {
                using var zip = System.IO.Compression.ZipFile.OpenRead(path);
                foreach (var part in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
                {
                    using var reader = new StreamReader(part.Open());
                    Assert.DoesNotContain("<f", await reader.ReadToEndAsync(), StringComparison.Ordinal);
                }
            }
        }
    }

    private async Task<AppDb> Db() => await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    private async Task<Me> Me(string account)
    {
        await using var db = await Db();
        return (await host.Services.GetRequiredService<WhoIs>().Load(await db.Accounts.Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync()))!;
    }

    private async Task<IReadOnlyList<(string Title, string Owner, string Kind)>> Owned()
    {
        await using var db = await Db();
        var rows = await db.Opportunities.Select(o => new { o.Title, Owner = db.Accounts.Where(a => a.PersonId == o.OwnerId).Select(a => a.UserName).First(), o.Kind }).ToListAsync();
        Assert.True(rows.Count >= 18);
        return [.. rows.Select(r => (r.Title, r.Owner, r.Kind == OpportunityKind.SpareParts ? "parts" : "system"))];
    }

    private async Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(string format, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Rows(format, folder.Bytes($"{Guid.NewGuid():N}.{format}", await answer.Content.ReadAsByteArrayAsync()));
    }

    private static Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(string format, string path)
    {
        Assert.True(new FileInfo(path).Length > 0, format);
        if (TableFile.Open(path, path).Refusal is { Key: "Files.NoRows" })
        {
            return Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>([]);
        }

        using var table = TableFolder.Open(path);
        return Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>([.. table.Rows().Select(r => r.Cells)]);
    }

    /// <summary>Without what differs from answer to answer anyway: tokens, ids made for one rendering, hidden state.</summary>
    private static string Same(string html) => Changing().Replace(html, "");

    [GeneratedRegex("\"ticket\":\"([^\"]+)\"")]
    private static partial Regex TicketOf();

    [GeneratedRegex("(?s)<!--.*?-->|value=\"CfDJ8[^\"]*\"|\\b[a-z]+-[0-9a-f]{2,32}\\b|[0-9a-f]{32}|[0-9a-f]{8}(?=\")")]
    private static partial Regex Changing();
}
