using System.Globalization;
using System.Text.RegularExpressions;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Journeys.Sales;
using BlazorSalesProject.Tests.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Imports;

/// <summary>A real company's data: the sample files, brought in completely, by the screen and by the command line.</summary>
public sealed partial class CompanyImportTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "maven-crm");

    /// <summary>Stage or outcome, how many, how much: counted in the files themselves.</summary>
    private static readonly (string Column, int Count, decimal Amount)[] Truth = Counted();

    [Fact]
    public async Task A_new_company_is_set_up_brings_in_its_data_by_the_screen_and_finds_the_files_totals_on_the_board_and_in_an_export()
    {
        await using var host = await Host.Start(settings: new Dictionary<string, string> { ["Demo:Enabled"] = "false" });
        await using var founder = await Browser.Visit(host.Address, "founder", Cards.AllColumns);
        await SetUp(founder, SetupToken().Match(host.Log).Groups[1].Value);

        string[] names = ["sales_pipeline.csv", "accounts.csv", "products.csv", "sales_teams.csv", "mapping.json"];
        await founder.Upload([.. names.Select(n => Desk.File(Path.Combine(Sample, n)))]);
        await founder.Page.Locator("[data-check]").ClickAsync();
        await Assertions.Expect(founder.Page.Locator("[data-trial]")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Sums(founder, Truth);
        await Axe.Check(founder.Page);
        await Look.At(founder.Page, "import-checked");

        await founder.StartImport();
        Assert.Equal(0, await founder.Tile("未导入"));
        await Sums(founder, Truth);
        await Axe.Check(founder.Page);
        await Look.At(founder.Page, "import-done");

        await founder.Open("/opportunities");
        await founder.Page.Alive();
        foreach (var (column, count, amount) in Truth)
        {
            var head = founder.Page.Locator($".board [data-stage={column}] header");
            await Assertions.Expect(head).ToContainTextAsync(count.ToString("N0", CultureInfo.InvariantCulture));
            if (amount > 0)
            {
                await Assertions.Expect(head.Locator("[title]").First).ToHaveAttributeAsync("title", new Regex(amount.ToString("N0", CultureInfo.InvariantCulture), RegexOptions.None, TimeSpan.FromSeconds(1)));
            }
        }

        await Look.At(founder.Page, "board-maven");
        foreach (var (column, count, amount) in Truth)
        {
            var (status, csv) = await founder.Fetch($"/opportunities/export.csv?stage={column}");
            Assert.Equal(200, status);
            Assert.Equal((count, amount), Total(csv));
        }

        // The same files again make nothing new.
        await founder.Upload([.. names.Select(n => Desk.File(Path.Combine(Sample, n)))]);
        await founder.StartImport();
        Assert.Equal((0, 8_927), (await founder.Tile("新建"), await founder.Tile("已存在")));
    }

    [Fact]
    public async Task The_command_line_brings_in_everything_says_the_totals_and_ends_with_zero()
    {
        await using var host = Host.Prepare(settings: new Dictionary<string, string> { ["Demo:Enabled"] = "false" });

        var (exitCode, said) = await host.RunCommand("import", Sample);

        Assert.True(exitCode == 0, said);
        foreach (var (_, count, amount) in Truth)
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{count} 个，金额 {amount:#,##0.##} "), said, StringComparison.Ordinal);
        }

        Assert.Contains("sales_pipeline.csv：读取 8800 行，新建 8800，更新 0，已存在 0，未导入 0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_names_the_rows_it_could_not_take_and_ends_with_another_number()
    {
        await using var host = Host.Prepare(settings: new Dictionary<string, string> { ["Demo:Enabled"] = "false" });
        var folder = TemporaryFolder.New("import");
        await File.WriteAllTextAsync(Path.Combine(folder, "客户.csv"), "名称,成立年份\n甲公司,2001\n乙公司,去年\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "other.json"), """{ "files": [ { "file": "客户.csv", "kind": "customers", "match": "name", "fields": [ { "field": "name", "column": "名称" }, { "field": "founded", "column": "成立年份" } ] } ] }""");

        var (missing, sentence) = await host.RunCommand("import", folder);
        Assert.NotEqual(0, missing);
        Assert.Contains("--mapping", Assert.Single(sentence.Split('\n')), StringComparison.Ordinal);
        var (exitCode, said) = await host.RunCommand("import", folder, "--mapping", Path.Combine(folder, "other.json"));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("客户.csv 第 3 行：“成立年份”的值“去年”不是整数。", said, StringComparison.Ordinal);
    }

    private static async Task SetUp(Visitor founder, string token)
    {
        var page = founder.Page;
        await page.GotoAsync("/setup");
        await page.Locator("#f-Token").FillAsync(token);
        await page.Locator("#f-Name").FillAsync("创办人");
        await page.Locator("#f-UserName").FillAsync("founder");
        await page.Locator("#f-Password").FillAsync("Grand-Opening-2026");
        await page.Locator("#f-Repeat").FillAsync("Grand-Opening-2026");
        await page.Locator("form button[type=submit]").Last.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/setup", StringComparison.Ordinal));
        if (page.Url.Contains("/login", StringComparison.Ordinal))
        {
            await founder.SignIn("founder", password: "Grand-Opening-2026");
        }

        await founder.Ready();
    }

    private static async Task Sums(Visitor visitor, (string Column, int Count, decimal Amount)[] expected)
    {
        foreach (var (column, count, amount) in expected)
        {
            var row = visitor.Page.Locator($"tr[data-stage={column}]");
            await Assertions.Expect(row).ToContainTextAsync(count.ToString("N0", CultureInfo.InvariantCulture));
            await Assertions.Expect(row).ToContainTextAsync(amount.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private static (string Column, int Count, decimal Amount)[] Counted()
    {
        var means = new Dictionary<string, string>(StringComparer.Ordinal) { ["Won"] = "won", ["Lost"] = "lost", ["Engaging"] = "needs", ["Prospecting"] = "contact" };
        return [.. File.ReadLines(Path.Combine(Sample, "sales_pipeline.csv")).Skip(1).Select(l => l.Split(',')).GroupBy(c => means[c[4]], StringComparer.Ordinal)
            .Select(g => (g.Key, g.Count(), g.Sum(c => c[7].Length == 0 ? 0m : decimal.Parse(c[7], CultureInfo.InvariantCulture))))];
    }

    private static (int Count, decimal Amount) Total(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var amount = Array.IndexOf(lines[0].Split(','), "金额");
        Assert.True(amount >= 0, lines[0]);
        return (lines.Length - 1, lines.Skip(1).Sum(l => decimal.Parse(l.Split(',')[amount], CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("this token once: (\\S+)")]
    private static partial Regex SetupToken();
}
