using System.Text.RegularExpressions;
using BlazorSalesProject.Journeys.House;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace BlazorSalesProject.Journeys.Screens;

/// <summary>Every page: usable by all, in both themes and languages, and on a phone.</summary>
[Collection(SharedHost.Name)]
public sealed partial class TourTests(SharedHost shared)
{
    [Theory]
    [InlineData("admin", ColorScheme.Light)]
    [InlineData("sales1", ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious_on_any_page(string account, ColorScheme scheme)
    {
        await using var visitor = await shared.SignIn(account, "/customers", scheme: scheme);
        visitor.Expect("status of 404");
        var found = new List<string>();
        foreach (var path in await Tour.Of(visitor))
        {
            await visitor.Open(path);
            try
            {
                await Axe.Check(visitor.Page);
            }
            catch (XunitException e)
            {
                found.Add(e.Message);
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("sales1")]
    public async Task No_page_is_wider_than_a_phone_nor_speaks_another_language_or_in_keys(string account)
    {
        await using var visitor = await shared.SignIn(account, "/customers", width: 390, height: 844, touch: true);
        visitor.Expect("status of 404");
        var data = DataOf(shared.Host.ConnectionString);
        var found = new List<string>();
        var paths = await Tour.Of(visitor, once: true);
        foreach (var language in new[] { "zh-CN", "en-US" })
        {
            await visitor.Context.AddCookiesAsync([new() { Name = "language", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = shared.Host.Address.ToString() }]);
            foreach (var path in paths)
            {
                await visitor.Open(path);
                Assert.Equal(language, await visitor.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
                var said = await visitor.Page.EvaluateAsync<string[]>(Texts);
                found.AddRange(said.Where(t => Key().IsMatch(t)).Select(t => $"{language} {path}: the key {t}"));
                if (language == "en-US")
                {
                    found.AddRange(said.SelectMany(t => Chinese().Matches(t)).Select(m => m.Value).Where(t => !data.Contains(t, StringComparison.Ordinal)).Distinct().Select(t => $"{path}: Chinese in English: {t}"));
                }

                var wide = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
                if (wide > 0)
                {
                    found.Add($"{language} {path}: {wide} px wider than the phone: {await visitor.Page.EvaluateAsync<string>(Widest)}");
                }
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task The_door_is_whole_in_both_languages_and_themes()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var stranger = await shared.Visit($"door-{scheme}", width: 390, height: 844, scheme: scheme);
            await stranger.Open("/login");
            await Axe.Check(stranger.Page);
            await stranger.Page.Locator("button[name=language]").ClickAsync();
            await Assertions.Expect(stranger.Page.Locator("html")).ToHaveAttributeAsync("lang", "en-US");
            await Axe.Check(stranger.Page);
            var said = await stranger.Page.EvaluateAsync<string[]>(Texts);
            Assert.DoesNotContain(said, t => Key().IsMatch(t));
            Assert.DoesNotContain(said, t => Chinese().IsMatch(t) && t != "中文");
        }
    }

    /// <summary>All that the page says to eyes and ears, except what is marked as being in another language.</summary>
    private const string Texts = """
        () => {
          const said = [document.title];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
          while (walk.nextNode()) {
            const node = walk.currentNode;
            const element = node.nodeType === 3 ? node.parentElement : node;
            if (!element || ['SCRIPT', 'STYLE'].includes(element.tagName) || element.closest('[lang]:not(html)')) continue;
            if (node.nodeType === 3) said.push(node.textContent.trim());
            else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (node.getAttribute(name)) said.push(node.getAttribute(name));
          }
          return said.filter(t => t.length > 0);
        }
        """;

    private const string Widest = """
        () => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3).map(e => `${e.tagName}.${e.className}`).join(' ')
        """;

    [GeneratedRegex(@"\[[A-Z][A-Za-z]+\.[A-Za-z_]+\]")]
    private static partial Regex Key();

    [GeneratedRegex(@"[\u4e00-\u9fff]+")]
    private static partial Regex Chinese();

    /// <summary>Everything people have typed into the database: it is shown as it is, in whatever language.</summary>
    private static string DataOf(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString + ";Mode=ReadOnly;Pooling=False");
        connection.Open();
        var tables = Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        return string.Join('\n', tables.SelectMany(table => Column(connection, $"SELECT * FROM \"{table}\"")));
    }

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (reader.GetValue(i) is string text)
                {
                    values.Add(text);
                }
            }
        }

        return values;
    }
}
