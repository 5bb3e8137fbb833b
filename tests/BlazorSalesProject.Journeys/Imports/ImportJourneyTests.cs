using System.Globalization;
using System.Text;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Journeys.Sales;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Files;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Imports;

/// <summary>Files at the screen: what is not understood, what is not taken, what is updated, stopped and taken back.</summary>
[Collection(SharedHost.Name)]
public sealed class ImportJourneyTests(SharedHost shared)
{
    [Fact]
    public async Task Rows_that_are_not_taken_come_back_as_a_file_with_reasons_and_the_whole_import_can_be_taken_back()
    {
        await using var li = await shared.SignIn("sales1");
        await li.Upload(Desk.Csv("客户.csv", "名称,地区,成立年份\n北辰精密仪器,华北,2003\n东篱食品,华东,前年\n深圳市华星光电有限公司,华南,2001\n"));
        await Assertions.Expect(li.Page.Locator("tr[data-field=name]")).ToContainTextAsync("北辰精密仪器");
        await Assertions.Expect(li.Page.Locator("tr[data-field=founded] select").First).ToHaveValueAsync("c:成立年份");
        await li.Page.Locator("#f-mode").SelectOptionAsync("Create");

        await li.StartImport();

        Assert.Equal((1, 2), (await li.Tile("新建"), await li.Tile("未导入")));
        await Assertions.Expect(li.Page.Locator("body")).ToContainTextAsync("“成立年份”的值“前年”不是整数。");
        await Axe.Check(li.Page);
        await Look.At(li.Page, "import-rejected");
        var download = await li.Page.RunAndWaitForDownloadAsync(() => li.Page.GetByRole(AriaRole.Link, new() { Name = "下载 xlsx" }).Last.ClickAsync());
        Assert.Equal("客户-未导入.xlsx", download.SuggestedFilename);
        var path = Path.Combine(TemporaryFolder.New("download"), "rejected.xlsx");
        await download.SaveAsAsync(path);
        using (var table = TableFile.Open(path, "rejected.xlsx").Value!)
        {
            var rows = table.Rows().ToList();
            Assert.Equal(2, rows.Count);
            Assert.Contains(rows, r => r.Cells.Contains("东篱食品") && r.Cells.Any(c => c?.Contains("不是整数", StringComparison.Ordinal) == true));
            Assert.Contains(rows, r => r.Cells.Contains("深圳市华星光电有限公司") && r.Cells.Any(c => c?.Contains("重复", StringComparison.Ordinal) == true));
        }

        await li.Page.Locator("[data-revert]").ClickAsync();
        await li.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "撤销导入" }).ClickAsync();
        await li.IsImport("已撤销");
        await Assertions.Expect(li.Page.GetByText("已整批撤销")).ToBeVisibleAsync();
        await li.Open("/customers?q=" + Uri.EscapeDataString("北辰精密仪器"));
        await Assertions.Expect(li.Page.GetByRole(AriaRole.Link, new() { Name = "北辰精密仪器" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_update_changes_what_is_there_a_colleague_sees_it_at_once_and_taking_it_back_brings_the_old_values()
    {
        await using var wang = await shared.SignIn("sales2");
        await wang.Upload(Desk.Csv("new.csv", "名称,地区\n更新前客户,华北\n"));
        await wang.StartImport();
        await using var manager = await shared.SignIn("salesmgr", "/customers?q=" + Uri.EscapeDataString("更新前客户"));
        var row = manager.Page.Locator("[data-customer]").First;
        await Assertions.Expect(row).ToContainTextAsync("华北");

        await wang.Upload(Desk.Csv("again.csv", "名称,地区\n更新前客户,西南\n"));
        await wang.Page.Locator("#f-mode").SelectOptionAsync("Update");
        await wang.StartImport();
        Assert.Equal(1, await wang.Tile("更新"));
        await Assertions.Expect(row).ToContainTextAsync("西南", new() { Timeout = 30_000 });

        await wang.Page.Locator("[data-revert]").ClickAsync();
        await wang.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "撤销导入" }).ClickAsync();
        await wang.IsImport("已撤销");
        await Assertions.Expect(row).ToContainTextAsync("华北", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task What_a_value_means_is_told_once_and_remembered_and_a_mapping_is_kept_as_a_template_and_as_a_file()
    {
        await using var li = await shared.SignIn("sales1");
        const string head = "商机名称,客户,金额,阶段\n";
        await li.Upload(Desk.Csv("机会.csv", head + "视觉分选一期,广州白云物流股份有限公司,120000,在谈\n视觉分选二期,广州白云物流股份有限公司,80000,在谈\n"));
        await li.Page.Locator("[data-owner-me]").CheckAsync();
        await li.Page.Locator("[data-check]").ClickAsync();
        var unknown = li.Page.Locator("[data-unknown=在谈]");
        await Assertions.Expect(unknown).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await unknown.Locator("select").SelectOptionAsync("needs");
        await Assertions.Expect(unknown).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(li.Page.Locator("tr[data-stage=needs]")).ToContainTextAsync("200,000");

        await li.Page.GetByRole(AriaRole.Button, new() { Name = "模板与更多" }).ClickAsync();
        await li.Page.GetByRole(AriaRole.Menuitem, new() { Name = "保存为模板" }).ClickAsync();
        await li.Page.Locator("#f-template").FillAsync("我的机会表");
        await li.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await li.Page.IsTold("模板已保存");
        await li.StartImport();
        Assert.Equal(2, await li.Tile("新建"));
        var (status, json) = await li.Fetch(new Uri(li.Page.Url).AbsolutePath + "/mapping.json");
        Assert.Equal(200, status);
        Assert.Contains("在谈", System.Text.RegularExpressions.Regex.Unescape(json), StringComparison.Ordinal);

        await li.Upload(Desk.Csv("机会2.csv", head + "视觉分选三期,广州白云物流股份有限公司,50000,在谈\n"));
        await li.StartImport();
        Assert.Equal(1, await li.Tile("新建"));
    }

    [Fact]
    public async Task A_long_import_shows_how_far_it_is_others_go_on_working_and_it_can_be_stopped_and_taken_back()
    {
        await using var li = await shared.SignIn("sales1");
        await using var wang = await shared.SignIn("sales2", "/customers");
        var text = new StringBuilder("名称,备注\n");
        for (var i = 0; i < 30_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"长名单客户 {i},第 {i} 家\n");
        }

        await li.Upload(Desk.Csv("长名单.csv", text.ToString()));
        await li.Page.Locator("[data-start]").ClickAsync();
        var progress = li.Page.Locator("progress");
        await Assertions.Expect(progress).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(li.Page.Locator("[data-created]")).Not.ToHaveTextAsync("0", new() { Timeout = 60_000 });
        await Look.At(li.Page, "import-running");
        await Axe.Check(li.Page);

        await wang.Page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
        await wang.Page.Locator("#f-Name").FillAsync("导入期间新建的客户");
        await wang.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await wang.Page.IsTold("已新建客户");

        await li.Page.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await li.IsImport("已取消");
        var landed = await li.Tile("新建");
        Assert.InRange(landed, 1, 29_999);
        await li.Page.Locator("[data-revert]").ClickAsync();
        await li.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "撤销导入" }).ClickAsync();
        await li.IsImport("已撤销");
        await li.Open("/customers?q=" + Uri.EscapeDataString("长名单客户"));
        await Assertions.Expect(li.Page.GetByRole(AriaRole.Link, new() { Name = "长名单客户" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_in_one_sentence_and_nothing_is_begun()
    {
        await using var li = await shared.SignIn("sales1", "/imports");
        var before = await li.Page.Locator("[data-import]").CountAsync();
        var rows = new StringBuilder("名称\n");
        for (var i = 0; i <= 1_000_000; i++)
        {
            rows.Append("甲\n");
        }

        await Refused(li, "“空.csv”没有导入：文件是空的", Desk.Csv("空.csv", ""));
        await Refused(li, "“改名.xlsx”没有导入：名称是 .xlsx，内容却不是 Excel 工作簿", Desk.File("改名.xlsx", Zip()));
        await Refused(li, "“编码.csv”没有导入：文字编码既不是 UTF-8 也不是 GBK", Desk.File("编码.csv", [.. "name,region\n"u8, 0xFF, 0xFF, 0x80, (byte)',', 0x81, 0x20, (byte)'\n']));
        await Refused(li, "“百万.csv”没有导入：数据超过 1,000,000 行", Desk.Csv("百万.csv", rows.ToString()));
        await Refused(li, "“图.png”没有导入", Desk.File("图.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        await Refused(li, "没有选择表格文件", Desk.Csv("mapping.json", """{ "files": [ { "file": "a.csv", "kind": "customers", "fields": [ { "field": "name", "column": "a" } ] } ] }"""));
        await Axe.Check(li.Page);

        await li.Open("/imports");
        await Assertions.Expect(li.Page.Locator("[data-import]")).ToHaveCountAsync(before);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_one_sentence()
    {
        var path = Path.Combine(TemporaryFolder.New("large"), "大.csv");
        await using (var file = File.Create(path))
        {
            await file.WriteAsync("名称\n"u8.ToArray());
            file.SetLength(60L * 1024 * 1024);
        }

        await using var li = await shared.SignIn("sales1", "/imports/new");
        await li.Page.Locator("input[type=file]").SetInputFilesAsync(path);
        await li.Page.Locator("form[action='/imports/upload'] button[type=submit]").ClickAsync();
        await Assertions.Expect(li.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("超过 50 MB", new() { Timeout = 60_000 });
        Assert.Contains("/imports/new", li.Page.Url, StringComparison.Ordinal);
    }

    private static async Task Refused(Visitor visitor, string sentence, FilePayload file)
    {
        await visitor.Choose(file);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence, new() { Timeout = 60_000 });
        Assert.Contains("/imports/new", visitor.Page.Url, StringComparison.Ordinal);
    }

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var note = new StreamWriter(zip.CreateEntry("说明.txt").Open());
            note.Write("不是工作簿");
        }

        return bytes.ToArray();
    }
}
