using System.Globalization;
using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Delivery;

/// <summary>A project planned from a template, looked at as a Gantt by its manager, while somebody else approves late: the bars move before his eyes.</summary>
public sealed class PlanJourneyTests
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_project_planned_from_a_template_slips_live_when_its_first_task_is_approved_late()
    {
        await using var host = await Host.Start();
        await using var zhao = await Browser.Visit(host.Address, "pm1");
        await using var admin = await Browser.Visit(host.Address, "admin");
        await using var chen = await Browser.Visit(host.Address, "impl1");
        await zhao.SignIn("pm1", "/projects?q=" + Uri.EscapeDataString("白云物流备件"));

        // The order is confirmed; its project is empty and is planned from a template that began two weeks ago.
        await zhao.Page.Locator("[data-project] a[href^='/projects/']").First.ClickAsync();
        await zhao.Page.WaitForURLAsync(url => url.Contains("/projects/0", StringComparison.Ordinal));
        await zhao.Ready();
        var project = new Uri(zhao.Page.Url).AbsolutePath;
        await zhao.Page.GetByRole(AriaRole.Link, new() { Name = "确认订单" }).ClickAsync();
        await zhao.Page.WaitForURLAsync(url => url.Contains("/orders/", StringComparison.Ordinal));
        await zhao.Ready();
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "确认订单", Exact = true }).First.ClickAsync();
        await Assertions.Expect(zhao.Page.Locator(".title-row .chip").First).ToHaveTextAsync("交付中", new() { Timeout = 30_000 });
        await zhao.Open(project);
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "从模板安排" }).First.ClickAsync();
        var dialog = zhao.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#f-Template").SelectOptionAsync(new SelectOptionValue { Label = await dialog.Locator("#f-Template option").Filter(new() { HasText = "备件供货" }).First.InnerTextAsync() });
        await dialog.Locator("#f-StartOn").FillAsync(DateTime.Today.AddDays(-14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await dialog.Locator("#f-StartOn").BlurAsync();
        await Assertions.Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(4);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "安排", Exact = true }).ClickAsync();
        await Assertions.Expect(zhao.Page.Locator("[data-stage=ToAssign] [data-task]")).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        var task = (await zhao.Page.Locator("[data-task] a").Filter(new() { HasText = "核对型号与数量" }).First.GetAttributeAsync("href"))!;

        // It is given to somebody, who does it.
        await zhao.Open(task);
        await zhao.Page.GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).First.ClickAsync();
        await zhao.Page.GetByRole(AriaRole.Dialog).GetByLabel("陈工").First.CheckAsync();
        await zhao.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).ClickAsync();
        await Assertions.Expect(zhao.Page.Locator(".title-row .chip").First).ToHaveTextAsync("待接受", new() { Timeout = 30_000 });
        await chen.SignIn("impl1", task);
        await chen.Page.GetByRole(AriaRole.Button, new() { Name = "接受任务", Exact = true }).ClickAsync();
        await chen.Page.GetByRole(AriaRole.Button, new() { Name = "提交完成审核" }).First.ClickAsync();
        await chen.Page.GetByRole(AriaRole.Dialog).Locator("#f-Notes").FillAsync("型号已核对");
        await chen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "提交完成审核" }).ClickAsync();
        await Assertions.Expect(chen.Page.Locator(".title-row .chip").First).ToHaveTextAsync("待审核", new() { Timeout = 30_000 });

        // The manager looks at the plan; somebody else approves, two weeks late.
        await zhao.Open(project + "?tab=gantt");
        var bar = zhao.Page.Locator(".gantt-row").Filter(new() { HasText = "备货与质检" }).Locator("[data-due]");
        await Assertions.Expect(bar).ToBeVisibleAsync(Patience);
        var before = Day(await bar.GetAttributeAsync("data-start"));
        Assert.True(before < DateOnly.FromDateTime(DateTime.Today));
        await Axe.Check(zhao.Page);
        await Look.At(zhao.Page, "gantt-before");
        await admin.SignIn("admin", task);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "通过", Exact = true }).First.ClickAsync();
        await Assertions.Expect(admin.Page.Locator(".title-row .chip").First).ToHaveTextAsync("已完成", new() { Timeout = 30_000 });
        await Assertions.Expect(bar).Not.ToHaveAttributeAsync("data-start", before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), new() { Timeout = 30_000 });
        Assert.True(Day(await bar.GetAttributeAsync("data-start")) >= DateOnly.FromDateTime(DateTime.Today));
        await Assertions.Expect(zhao.Page.Locator(".gantt-bar.late")).ToHaveCountAsync(0);
        await Look.At(zhao.Page, "gantt-after");

        // By keyboard, a working day later; what waits for it follows.
        var last = zhao.Page.Locator(".gantt-row").Filter(new() { HasText = "客户签收" }).Locator("[data-due]");
        var (start, end) = (Day(await bar.GetAttributeAsync("data-start")), await last.GetAttributeAsync("data-due"));
        await bar.FocusAsync();
        await zhao.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(last).Not.ToHaveAttributeAsync("data-due", end!, new() { Timeout = 30_000 });
        Assert.True(Day(await bar.GetAttributeAsync("data-start")) > start);

        // By mouse: carried as a whole, then stretched by its end; Escape leaves it where it was.
        var ship = zhao.Page.Locator(".gantt-row").Filter(new() { HasText = "包装发运" }).Locator("[data-due]");
        var (from, until) = (Day(await ship.GetAttributeAsync("data-start")), Day(await ship.GetAttributeAsync("data-due")));
        await Carry(zhao.Page, ship, 0.5f, 7, drop: false);
        await zhao.Page.Keyboard.PressAsync("Escape");
        await zhao.Page.Mouse.UpAsync();
        await Assertions.Expect(zhao.Page.Locator(".gantt-bar.carried")).ToHaveCountAsync(0);
        await Carry(zhao.Page, ship, 0.5f, 7);
        await Assertions.Expect(ship).ToHaveAttributeAsync("data-start", Text(from.AddDays(7)), new() { Timeout = 30_000 });
        await Assertions.Expect(ship).ToHaveAttributeAsync("data-due", Text(until.AddDays(7)));
        await Assertions.Expect(zhao.Page.Locator(".toasts")).ToContainTextAsync("「包装发运」已改期");
        await Carry(zhao.Page, ship, 1, 7);
        await Assertions.Expect(ship).ToHaveAttributeAsync("data-due", Text(until.AddDays(14)), new() { Timeout = 30_000 });
        await Assertions.Expect(ship).ToHaveAttributeAsync("data-start", Text(from.AddDays(7)));
        await Assertions.Expect(zhao.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Look.At(zhao.Page, "gantt-carried");

        // Nothing waits for the last one: it can be put back at once.
        var signing = await last.GetAttributeAsync("data-due");
        await Carry(zhao.Page, last, 0.5f, 7);
        await Assertions.Expect(last).Not.ToHaveAttributeAsync("data-due", signing!, new() { Timeout = 30_000 });
        await zhao.Page.Locator(".toasts").GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Assertions.Expect(last).ToHaveAttributeAsync("data-due", signing!, new() { Timeout = 30_000 });

        // The other people of the project, and one word about the whole shift.
        await zhao.Open(project + "?tab=members");
        await Assertions.Expect(zhao.Page.Locator("[data-member]").Filter(new() { HasText = "陈工" })).ToBeVisibleAsync(Patience);
        await zhao.Open("/notices");
        await Assertions.Expect(zhao.Page.Locator("[data-notice]").Filter(new() { HasText = "个任务改期" }).First).ToBeVisibleAsync(Patience);
    }

    /// <summary>Takes a bar at a place of its width (0 to 1) and carries it so many days to the right.</summary>
    private static async Task Carry(IPage page, ILocator bar, float at, int days, bool drop = true)
    {
        // Away from the edges, near which the plan scrolls under the hand, and once it has come to rest.
        await bar.EvaluateAsync("async bar => { bar.closest('[data-gantt]').scrollLeft = bar.offsetLeft - 200; await Promise.all(bar.getAnimations().map(a => a.finished)); }");
        await Assertions.Expect(page.Locator(".gantt-bar.carried")).ToHaveCountAsync(0);
        var day = float.Parse((await page.Locator("[data-gantt]").GetAttributeAsync("data-gantt"))!, CultureInfo.InvariantCulture);
        var box = (await bar.BoundingBoxAsync())!;
        var (x, y) = (at == 1 ? box.X + box.Width - 3 : box.X + (box.Width * at), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + (days * day), y, new() { Steps = 6 });
        await Assertions.Expect(page.Locator(".gantt-bar.carried")).ToHaveCountAsync(1);
        if (drop)
        {
            await page.Mouse.UpAsync();
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string? day) => DateOnly.ParseExact(day!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
