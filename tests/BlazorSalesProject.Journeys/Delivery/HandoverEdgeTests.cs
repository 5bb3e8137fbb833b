using System.Text.RegularExpressions;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Tests.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Delivery;

/// <summary>What happens at the edges of a hand-over, seen by the people it happens to: an absent manager, a part delivered early, a paper that must be there, somebody without an account.</summary>
public sealed class HandoverEdgeTests
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 30_000 };

    [Fact]
    public async Task While_the_manager_is_away_another_says_his_words_and_everybody_reads_for_whom()
    {
        await using var host = await Host.Start();
        await using var zhao = await Browser.Visit(host.Address, "pm1");
        await using var sun = await Browser.Visit(host.Address, "pm2");
        await sun.SignIn("pm2", "/approvals");
        await Assertions.Expect(sun.Page.Locator("[data-task]").Filter(new() { HasText = "调度系统部署" })).ToHaveCountAsync(0);

        // She says she is away and who stands in; what waits for her word comes to him without a reload.
        await zhao.SignIn("pm1", "/account");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "设置缺席" }).ClickAsync();
        await Look.At(zhao.Page, "absence-form");
        await zhao.Page.Locator("#f-Until").FillAsync(Day(DateTime.Today.AddDays(7)));
        await zhao.Page.Locator("#f-Delegate").SelectOptionAsync(new SelectOptionValue { Label = "孙浩" });
        await zhao.Page.Locator("[data-absences] .form-actions .btn-primary").ClickAsync();
        await Assertions.Expect(zhao.Page.Locator("[data-absences='1']")).ToBeVisibleAsync(Patience);
        var waiting = sun.Page.Locator("[data-box=review] [data-task]").Filter(new() { HasText = "调度系统部署" });
        await Assertions.Expect(waiting).ToBeVisibleAsync(Patience);
        await Assertions.Expect(waiting).ToContainTextAsync("代 赵敏");
        var task = (await waiting.Locator("a").First.GetAttributeAsync("href"))!;
        await waiting.GetByRole(AriaRole.Button, new() { Name = "通过", Exact = true }).ClickAsync();
        await Assertions.Expect(waiting).ToHaveCountAsync(0, new() { Timeout = 30_000 });

        // The record says who spoke and for whom.
        await zhao.Open(task);
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("已完成", Patiently);
        await Assertions.Expect(zhao.Page.Locator("main")).ToContainTextAsync(new Regex("孙浩 通过了任务.*代\\s*赵敏", RegexOptions.Singleline, TimeSpan.FromSeconds(1)));

        // Back again: nothing more comes to him.
        await zhao.Open("/account");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "提前结束" }).ClickAsync();
        await Assertions.Expect(zhao.Page.Locator("[data-absences='0']")).ToBeVisibleAsync(Patience);
        await sun.Open("/projects");
        await Assertions.Expect(sun.Page.Locator("main")).Not.ToContainTextAsync("格林仓储机器人交付");
    }

    [Fact]
    public async Task A_milestone_is_delivered_early_and_the_whole_needs_the_customers_paper()
    {
        await using var host = await Host.Start();
        await using var admin = await Browser.Visit(host.Address, "admin");
        await using var zhao = await Browser.Visit(host.Address, "pm1");
        await using var wang = await Browser.Visit(host.Address, "sales2");
        await admin.SignIn("admin", "/admin/handover");
        await admin.Page.Locator("[data-rule=acceptance]").CheckAsync();
        await Assertions.Expect(admin.Page.Locator(".toasts")).ToContainTextAsync("验收单", new() { Timeout = 30_000 });

        // The project manager looks at his deliverables while sales confirms the part from the list of what waits.
        await zhao.SignIn("pm1", "/projects?q=" + Uri.EscapeDataString("格林仓储机器人"));
        var project = await zhao.Page.Locator("[data-project] a[href^='/projects/']").First.GetAttributeAsync("href");
        await zhao.Open(project + "?tab=deliverables");
        var part = zhao.Page.Locator("[data-partial]").Filter(new() { HasText = "现场勘测与方案确认" });
        await Assertions.Expect(part).ToHaveAttributeAsync("data-state", "Asked");
        await Look.At(zhao.Page, "partial-delivery");
        await wang.SignIn("sales2", "/approvals");
        await wang.Page.GetByRole(AriaRole.Button, new() { Name = "确认「现场勘测与方案确认」的部分交付" }).ClickAsync();
        await Assertions.Expect(part).ToHaveAttributeAsync("data-state", "Confirmed", new() { Timeout = 30_000 });
        await Axe.Check(zhao.Page);

        // The other order is ready: without the customer's paper it is refused in one sentence, with it the order is complete.
        await wang.Open("/approvals");
        await wang.Page.Locator("[data-box=deliver]").GetByRole(AriaRole.Link, new() { Name = "确认订单交付" }).First.ClickAsync();
        await wang.Page.WaitForURLAsync(url => url.Contains("/orders/", StringComparison.Ordinal));
        await wang.Ready();
        var dialog = wang.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("没有客户验收单不能确认交付");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认订单交付" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert).First).ToContainTextAsync("验收单", new() { Timeout = 30_000 });
        await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "客户验收单.txt", MimeType = "text/plain", Buffer = "已验收"u8.ToArray() });
        await Assertions.Expect(dialog.Locator("[data-upload-have]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Look.At(wang.Page, "acceptance-paper");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认订单交付" }).ClickAsync();
        await Assertions.Expect(Chip(wang)).ToHaveTextAsync("已完成", Patiently);
        await Assertions.Expect(wang.Page.Locator("main")).ToContainTextAsync("客户验收单.txt");
    }

    [Fact]
    public async Task Somebody_without_an_account_answers_from_the_mail_on_a_phone_and_the_manager_sees_it_at_once()
    {
        await using var host = await Host.Start();
        await using var zhao = await Browser.Visit(host.Address, "pm1");
        await using var phone = await Browser.Visit(host.Address, "kim", 390, 844, touch: true);
        await zhao.SignIn("pm1", "/projects?q=" + Uri.EscapeDataString("格林仓储机器人"));
        await zhao.Page.Locator("[data-project] a[href^='/projects/']").First.ClickAsync();
        await zhao.Page.WaitForURLAsync(url => url.Contains("/projects/0", StringComparison.Ordinal));
        await zhao.Ready();
        await zhao.Page.Locator("[data-stage=ToAssign] [data-task] a").Filter(new() { HasText = "操作培训" }).ClickAsync();
        await zhao.Page.WaitForURLAsync(url => url.Contains("/tasks/", StringComparison.Ordinal));
        await zhao.Ready();
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).First.ClickAsync();
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "邀请外部人员" }).ClickAsync();
        await zhao.Page.Locator("#f-Name").FillAsync("金智秀");
        await zhao.Page.Locator("#f-Mobile").FillAsync("13900002222");
        await zhao.Page.Locator("#f-Email").FillAsync("kim@example.org");
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "邀请并分派" }).ClickAsync();
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("待接受", Patiently);
        await zhao.Page.Keyboard.PressAsync("Escape");

        // The mail leads to the one task: no customer, no price of the order, and two answers.
        var mail = await host.Mail.WaitFor(m => m.To.Contains("kim@example.org", StringComparison.Ordinal) && m.Links.Any(l => l.Contains("/t/", StringComparison.Ordinal)));
        var link = mail.Links.First(l => l.Contains("/t/", StringComparison.Ordinal));
        await phone.Page.GotoAsync(link);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "操作培训" })).ToBeVisibleAsync(Patience);
        await Assertions.Expect(phone.Page.Locator("body")).Not.ToContainTextAsync("格林");
        await Axe.Check(phone.Page);
        await Look.At(phone.Page, "task-link");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "接受任务" }).ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("你已经接受了这个任务");
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("进行中", Patiently);

        // The manager gives the task to somebody else: the link is dead, and says so.
        await zhao.Page.Locator(".title-row").GetByRole(AriaRole.Button, new() { Name = "更多" }).ClickAsync();
        await zhao.Page.GetByRole(AriaRole.Menuitem, new() { Name = "分派", Exact = true }).ClickAsync();
        var dialog = zhao.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(new Regex("金智秀", RegexOptions.None, TimeSpan.FromSeconds(1))).First.UncheckAsync();
        await dialog.GetByLabel(new Regex("陈工", RegexOptions.None, TimeSpan.FromSeconds(1))).First.CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).ClickAsync();
        await Assertions.Expect(Chip(zhao)).ToHaveTextAsync("待接受", Patiently);
        phone.Expect("status of 4(04|10)");
        await phone.Page.GotoAsync(link);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("这个任务链接已经失效");
    }

    private static ILocator Chip(Visitor visitor) => visitor.Page.Locator(".title-row .chip").First;

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
