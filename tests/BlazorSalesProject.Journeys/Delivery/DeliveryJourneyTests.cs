using System.Text.RegularExpressions;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Journeys.Sales;
using BlazorSalesProject.Tests.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Delivery;

/// <summary>
/// The heart of it: sales places an order, the project manager confirms, people inside and outside do their tasks, the manager
/// approves, sales confirms the delivery. Everybody only ever follows what is told: notices, and mails for the one from outside.
/// </summary>
public sealed partial class DeliveryJourneyTests
{
    private const string Title = "华星技术手册翻译";
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 30_000 };

    [Fact]
    public async Task An_order_goes_from_sales_through_a_project_with_people_inside_and_outside_and_back_to_sales()
    {
        await using var host = await Host.Start();
        await using var li = await Browser.Visit(host.Address, "sales1");
        await using var zhao = await Browser.Visit(host.Address, "pm1");
        await using var chen = await Browser.Visit(host.Address, "impl1");
        await using var boss = await Browser.Visit(host.Address, "boss");
        await using var tanaka = await Browser.Visit(host.Address, "tanaka", 390, 844, touch: true);
        await li.SignIn("sales1", "/orders");
        await zhao.SignIn("pm1", "/notices");
        await chen.SignIn("impl1", "/notices");

        // Sales places the order; the project manager is told.
        await li.Page.GetByRole(AriaRole.Button, new() { Name = "新建订单" }).First.ClickAsync();
        await li.Page.Locator("#f-Title").FillAsync(Title);
        await li.Page.Locator("#f-Customer").ClickAsync();
        await li.Page.Locator("#f-Customer").PressSequentiallyAsync("华星");
        await li.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "华星光电" }).First.ClickAsync();
        await li.Page.Locator("#f-Manager").SelectOptionAsync(new SelectOptionValue { Label = "赵敏" });
        await li.Page.Locator("#f-Amount").FillAsync("36000");
        foreach (var point in new[] { "scope", "price", "dates", "risks" })
        {
            await li.Page.Locator($"#f-Point_{point}").FillAsync("已与客户确认");
        }

        await li.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await li.Page.WaitForURLAsync(OrderPage(), new() { Timeout = 30_000 });
        var order = new Uri(li.Page.Url).AbsolutePath;
        await Assertions.Expect(Chip(li)).ToHaveTextAsync("待确认");

        await Follow(zhao, $"下了订单「{Title}」", "确认订单");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "确认订单", Exact = true }).ClickAsync();
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("交付中", new() { Timeout = 30_000 });
        await Assertions.Expect(Chip(li)).ToHaveTextAsync("交付中", new() { Timeout = 30_000 });

        // The project manager splits it: one task inside, one outside.
        await zhao.Page.Locator("a[href^='/projects/']").First.ClickAsync();
        await zhao.Page.WaitForURLAsync(ProjectPage());
        await zhao.Ready();
        var project = new Uri(zhao.Page.Url).AbsolutePath;
        await NewTask(zhao, "术语与初译", "陈工");
        await NewTask(zhao, "日语校对", null);
        await zhao.Page.Locator("[data-stage=ToAssign] [data-task] a").Filter(new() { HasText = "日语校对" }).ClickAsync();
        await zhao.Page.WaitForURLAsync(TaskPage());
        await zhao.Ready();
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).First.ClickAsync();
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "邀请外部人员" }).ClickAsync();
        await zhao.Page.Locator("#f-Name").FillAsync("田中");
        await zhao.Page.Locator("#f-Mobile").FillAsync("13900001111");
        await zhao.Page.Locator("#f-Email").FillAsync("tanaka@example.org");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "邀请并分派" }).ClickAsync();
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("待接受", new() { Timeout = 30_000 });

        // Inside: accepts from the notice, hands in, is rejected once, hands in again.
        await Follow(chen, "把任务「术语与初译」", "接受任务");
        await chen.Page.GetByRole(AriaRole.Button, new() { Name = "接受任务", Exact = true }).ClickAsync();
        await Assertions.Expect(Chip(chen)).ToHaveTextAsync("进行中", new() { Timeout = 30_000 });
        await HandIn(chen, "初译完成", "初译.txt");
        await Follow(zhao, "提交了任务「术语与初译」", "审核");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "否决", Exact = true }).First.ClickAsync();
        await zhao.Page.GetByRole(AriaRole.Dialog).Locator("textarea").FillAsync("术语要统一");
        await zhao.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "否决" }).ClickAsync();
        await Follow(chen, "否决了任务「术语与初译」", "查看任务");
        await Assertions.Expect(chen.Page.Locator("body")).ToContainTextAsync("术语要统一");
        await HandIn(chen, "术语已统一", "终稿.txt");
        await Follow(zhao, "提交了任务「术语与初译」", "审核");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "通过", Exact = true }).First.ClickAsync();
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("已完成", new() { Timeout = 30_000 });

        // Outside: follows the mail, registers with a code on a phone, sees his task and nothing else.
        var invited = await host.Mail.WaitFor(m => m.To.Contains("tanaka@example.org", StringComparison.Ordinal) && m.Links.Any(l => l.Contains("/invitation/", StringComparison.Ordinal)));
        await tanaka.Page.GotoAsync(invited.Links.First(l => l.Contains("/invitation/", StringComparison.Ordinal)));
        await tanaka.Page.GetByRole(AriaRole.Button, new() { Name = "获取验证码" }).ClickAsync();
        await Assertions.Expect(tanaka.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("验证码已发到你的邮箱");
        var code = Code().Match((await host.Mail.WaitFor(m => Code().IsMatch(m.Text))).Text).Groups[1].Value;
        await tanaka.Page.Locator("#f-Code").FillAsync(code);
        await tanaka.Page.Locator("#f-UserName").FillAsync("tanaka");
        await tanaka.Page.Locator("#f-Password").FillAsync("Koto-no-ha-2026");
        await tanaka.Page.Locator("#f-Repeat").FillAsync("Koto-no-ha-2026");
        await tanaka.Page.Locator("form button.btn-primary").ClickAsync();
        await tanaka.Page.WaitForURLAsync(url => url.Contains("/login", StringComparison.Ordinal));
        await tanaka.SignIn("tanaka", "/", "Koto-no-ha-2026");
        await Assertions.Expect(tanaka.Page).ToHaveURLAsync(new Regex("/portal$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });
        await Axe.Check(tanaka.Page);
        await Look.At(tanaka.Page, "portal");
        await Assertions.Expect(tanaka.Page.Locator("body")).Not.ToContainTextAsync("华星");
        await tanaka.Page.GetByRole(AriaRole.Button, new() { Name = "接受任务" }).First.ClickAsync();
        await tanaka.Page.GetByRole(AriaRole.Link, new() { Name = "日语校对" }).First.ClickAsync();
        await tanaka.Page.WaitForURLAsync(url => url.Contains("/portal/tasks/", StringComparison.Ordinal));
        await tanaka.Ready();
        await Assertions.Expect(Chip(tanaka)).ToHaveTextAsync("进行中", new() { Timeout = 30_000 });
        await Assertions.Expect(tanaka.Page.Locator("body")).Not.ToContainTextAsync("华星");
        await HandIn(tanaka, "校对完成", "校对.txt");
        tanaka.Expect("status of 404");
        foreach (var path in new[] { order, project, "/orders", "/projects", "/customers", "/opportunities", "/admin/people", "/tasks" })
        {
            await tanaka.Page.GotoAsync(path);
            await Assertions.Expect(tanaka.Page.Locator("body")).Not.ToContainTextAsync("华星");
        }

        // The manager approves from the list of what waits for his word; all is done, and he asks sales.
        await zhao.Open("/approvals");
        await zhao.Page.Locator("[data-task]").Filter(new() { HasText = "日语校对" }).GetByRole(AriaRole.Button, new() { Name = "通过", Exact = true }).ClickAsync();
        await Follow(zhao, $"项目「{Title}」的任务都已完成", "发起销售确认");
        await zhao.Page.GetByRole(AriaRole.Dialog).Locator("textarea").FillAsync("终稿与校对稿均已通过");
        await zhao.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "发起销售确认" }).ClickAsync();

        // Sales confirms; the general manager looks on.
        await boss.SignIn("boss", order);
        await Assertions.Expect(Chip(boss)).ToHaveTextAsync("待交付确认", new() { Timeout = 30_000 });
        await Follow(li, $"已完成订单「{Title}」", "确认订单交付");
        await Assertions.Expect(li.Page.Locator("body")).ToContainTextAsync("终稿.txt");
        await li.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "确认订单交付" }).ClickAsync();
        await Assertions.Expect(Chip(li)).ToHaveTextAsync("已完成", new() { Timeout = 30_000 });
        await Assertions.Expect(Chip(boss)).ToHaveTextAsync("已完成", new() { Timeout = 30_000 });
        await Look.At(li.Page, "order-completed");
        await zhao.Open("/notices");
        await Assertions.Expect(zhao.Page.Locator("[data-notice]").First).ToContainTextAsync("项目已关闭", Patiently);
        await zhao.Open(project);
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("已关闭");
    }

    private static ILocator Chip(Visitor visitor) => visitor.Page.Locator(".title-row .chip").First;

    /// <summary>Opens the notices, waits for a sentence and presses its button.</summary>
    private static async Task Follow(Visitor visitor, string sentence, string button)
    {
        await visitor.Open("/notices");
        var notice = visitor.Page.Locator("[data-notice]").Filter(new() { HasText = sentence }).First;
        await Assertions.Expect(notice).ToBeVisibleAsync(Patience);
        await notice.GetByRole(AriaRole.Link, new() { Name = button }).ClickAsync();
        await visitor.Page.WaitForURLAsync(url => !url.EndsWith("/notices", StringComparison.Ordinal));
        await visitor.Ready();
    }

    private static async Task NewTask(Visitor manager, string title, string? person)
    {
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "新建任务" }).First.ClickAsync();
        await manager.Page.Locator("#f-Title").FillAsync(title);
        if (person is not null)
        {
            await manager.Page.GetByRole(AriaRole.Dialog).GetByLabel(new Regex(person, RegexOptions.None, TimeSpan.FromSeconds(1))).CheckAsync();
        }

        await manager.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await Assertions.Expect(manager.Page.Locator($"[data-stage={(person is null ? "ToAssign" : "ToAccept")}] [data-task]").Filter(new() { HasText = title })).ToBeVisibleAsync(Patience);
    }

    private static async Task HandIn(Visitor visitor, string notes, string file)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "提交完成审核" }).First.ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#f-Notes").FillAsync(notes);
        await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/plain", Buffer = "译文"u8.ToArray() });
        await Assertions.Expect(dialog).ToContainTextAsync(file, Patiently);
        await visitor.Page.WaitForTimeoutAsync(800);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交完成审核" }).ClickAsync();
        await Assertions.Expect(Chip(visitor)).ToHaveTextAsync("待审核", new() { Timeout = 30_000 });
    }

    [GeneratedRegex("/orders/[0-9a-f-]{36}")]
    private static partial Regex OrderPage();

    [GeneratedRegex("/projects/[0-9a-f-]{36}")]
    private static partial Regex ProjectPage();

    [GeneratedRegex("/tasks/[0-9a-f-]{36}")]
    private static partial Regex TaskPage();

    [GeneratedRegex("验证码是 (\\d{6})")]
    private static partial Regex Code();
}
