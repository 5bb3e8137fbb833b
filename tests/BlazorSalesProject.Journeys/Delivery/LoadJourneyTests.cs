using System.Globalization;
using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Delivery;

/// <summary>A project manager sees who has too much before him, gives a task to somebody with more time, and it stands in that person's list at once.</summary>
public sealed class LoadJourneyTests
{
    private const string Installing = "机器人到场安装";
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_manager_sees_an_overload_and_reassigns_and_everybody_sees_it_at_once()
    {
        await using var host = await Host.Start();
        await using var zhao = await Browser.Visit(host.Address, "pm1");
        await using var lin = await Browser.Visit(host.Address, "impl2", 390, 844, touch: true);
        await using var boss = await Browser.Visit(host.Address, "boss", scheme: ColorScheme.Dark);
        await lin.SignIn("impl2", "/tasks");
        await boss.SignIn("boss", "/projects/load");
        await zhao.SignIn("pm1", "/projects");
        Assert.Equal(0, await lin.Page.Locator("[data-task]").Filter(new() { HasText = Installing }).CountAsync());

        await zhao.Page.GetByRole(AriaRole.Link, new() { Name = "人效" }).ClickAsync();
        await zhao.Page.WaitForURLAsync(url => url.EndsWith("/projects/load", StringComparison.Ordinal));
        var week = FirstWeek(zhao, "陈工");
        await Assertions.Expect(week).ToHaveAttributeAsync("data-over", "1", new() { Timeout = 30_000 });
        await Axe.Check(zhao.Page);
        await Look.At(zhao.Page, "load");

        // Into the week by keyboard, and to whoever has most time in the task's weeks.
        var seen = await FirstWeek(boss, "陈工").InnerTextAsync();
        await week.FocusAsync();
        await zhao.Page.Keyboard.PressAsync("Enter");
        var line = zhao.Page.Locator("dialog.drawer [data-task]").Filter(new() { HasText = Installing });
        await Assertions.Expect(line).ToBeVisibleAsync(Patience);
        Assert.Contains("week=", zhao.Page.Url, StringComparison.Ordinal);
        await Axe.Check(zhao.Page);
        await line.GetByRole(AriaRole.Button, new() { Name = "改派" }).ClickAsync();
        var dialog = zhao.Page.Locator("dialog.dialog");
        await Assertions.Expect(dialog).ToBeVisibleAsync(Patience);
        var free = (await dialog.Locator("[data-free]").EvaluateAllAsync<string[]>("all => all.map(l => l.dataset.free)")).Select(f => decimal.Parse(f, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(free.OrderDescending(), free);
        await Axe.Check(zhao.Page);
        await Look.At(zhao.Page, "load-reassign");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "林工" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "改派", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Assertions.Expect(line).ToHaveCountAsync(0, new() { Timeout = 30_000 });

        // Whoever has it now sees it without doing anything, and so does who only looks on.
        await Assertions.Expect(lin.Page.Locator("[data-task]").Filter(new() { HasText = Installing })).ToBeVisibleAsync(Patience);
        await Assertions.Expect(FirstWeek(boss, "陈工")).Not.ToHaveTextAsync(seen, new() { Timeout = 30_000 });
        await Axe.Check(boss.Page);

        // Closed by Esc; the way back is the same view.
        await zhao.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(zhao.Page.Locator("dialog.drawer")).ToHaveCountAsync(0);
        Assert.DoesNotContain("person=", zhao.Page.Url, StringComparison.Ordinal);
    }

    private static ILocator FirstWeek(Visitor visitor, string person) => visitor.Page.Locator("[data-person]").Filter(new() { HasText = person }).Locator("[data-week]").First;
}
