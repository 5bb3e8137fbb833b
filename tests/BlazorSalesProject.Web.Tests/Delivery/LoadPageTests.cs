using AngleSharp.Dom;
using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Delivery.Load;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.Tests.House;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Delivery;

/// <summary>人效, live on a real database; today is Monday, 2 March 2026.</summary>
public sealed class LoadPageTests : SignedInContext
{
    private const string Installing = "机器人到场安装";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_week_that_is_too_much_says_so_in_number_sign_and_words()
    {
        var page = await Open("pm1");
        var week = Row(page, "陈工").QuerySelector("[data-week]")!;
        Assert.Equal("1", week.GetAttribute("data-over"));
        Assert.Equal("2026-03-02", week.GetAttribute("data-week"));
        Assert.Contains("%", week.TextContent, StringComparison.Ordinal);
        Assert.NotNull(week.QuerySelector("svg"));
        Assert.Contains("超负荷", week.TextContent, StringComparison.Ordinal);
        Assert.Contains("其他项目", week.TextContent, StringComparison.Ordinal);
        Assert.Contains("2025-12-03", page.Find("caption").TextContent, StringComparison.Ordinal);
        Assert.Equal(LoadWeeks.Ahead, Row(page, "陈工").QuerySelectorAll("[data-week]").Length);
        Assert.All(page.FindAll("thead th"), h => Assert.Contains(h.GetAttribute("scope"), new[] { "col", "colgroup" }));
    }

    [Fact]
    public async Task Whoever_may_not_see_it_meets_a_page_that_is_not_there()
    {
        await SignIn("impl1");
        var page = Render<LoadPage>();
        page.WaitForAssertion(() => Assert.Contains(Words.Say("Screens.Missing"), page.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task A_task_is_given_to_somebody_with_more_time_from_the_week_it_lies_in()
    {
        var chen = (await Business.As("impl1")).Id;
        var page = await Open("pm1", $"?person={chen}&week=2026-03-02");
        var line = page.WaitForElements(".drawer [data-task]", Patience).Single(t => t.TextContent.Contains(Installing, StringComparison.Ordinal));
        await line.QuerySelector("button")!.ClickAsync(new());
        var labels = page.WaitForElements(".people-list label", Patience);
        Assert.DoesNotContain(labels, l => l.TextContent.Contains("陈工", StringComparison.Ordinal));
        Assert.True(page.Find(".dialog .btn-primary").HasAttribute("disabled"));
        labels.Single(l => l.TextContent.Contains("林工", StringComparison.Ordinal)).QuerySelector("input")!.Change(true);
        await page.Find(".dialog .btn-primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll(".drawer [data-task]"), t => t.TextContent.Contains(Installing, StringComparison.Ordinal)), Patience);
        Assert.Empty(page.FindAll(".dialog"));
        Assert.Contains("林工", Assert.Single(Services.GetRequiredService<ToastTray>().Toasts).Text, StringComparison.Ordinal);
        Assert.Contains(await Business.Get<MyTasks>().For(await Business.As("impl2")), t => t.Title == Installing);
    }

    [Fact]
    public async Task A_task_that_changed_meanwhile_is_shown_as_it_is_and_given_on_the_second_press()
    {
        var chen = (await Business.As("impl1")).Id;
        var page = await Open("pm1", $"?person={chen}");
        await page.WaitForElements(".drawer [data-task]", Patience).Single(t => t.TextContent.Contains(Installing, StringComparison.Ordinal)).QuerySelector("button")!.ClickAsync(new());
        page.WaitForElements(".people-list label", Patience).Single(l => l.TextContent.Contains("林工", StringComparison.Ordinal)).QuerySelector("input")!.Change(true);
        await Change(90);
        await page.Find(".dialog .btn-primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".dialog .error-summary li")), Patience);
        await page.Find(".dialog .btn-primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".dialog")), Patience);
        Assert.Contains(await Business.Get<MyTasks>().For(await Business.As("impl2")), t => t.Title == Installing);
    }

    [Fact]
    public async Task What_others_change_is_seen_at_once_and_glows()
    {
        var page = await Open("boss");
        var before = Row(page, "陈工").QuerySelector("[data-week]")!.TextContent;
        await Change(200);
        page.WaitForAssertion(() => Assert.NotEqual(before, Row(page, "陈工").QuerySelector("[data-week]")!.TextContent), Patience);
        Assert.Contains("glow", Row(page, "陈工").ClassList);
        Assert.DoesNotContain("glow", Row(page, "周师傅").ClassList);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_nonsense_in_it_is_no_filter()
    {
        var page = await Open("boss", "?kind=external");
        Assert.Equal(["周师傅"], page.FindAll("tbody tr .who > span:last-child").Select(n => n.TextContent.Trim()));
        await page.InvokeAsync(() => Services.GetRequiredService<NavigationManager>().NavigateTo("/projects/load?kind=robots&department=x&project=y&period=9999-12-31..0001-01-01&page=-3&person=nobody&week=never"));
        page.WaitForAssertion(() => Assert.True(page.FindAll("[data-person]").Count > 1), Patience);
        Assert.Empty(page.FindAll(".drawer"));

        await page.InvokeAsync(() => Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/load?person={Guid.NewGuid()}"));
        page.WaitForAssertion(() => Assert.Contains(Words.Say("Load.NotThere"), page.Find(".drawer").TextContent, StringComparison.Ordinal), Patience);
        await page.InvokeAsync(() => Services.GetRequiredService<NavigationManager>().NavigateTo("/projects/load?q=nobody-of-this-name"));
        page.WaitForAssertion(() => Assert.Contains(Words.Say("Load.NobodyFits"), page.Markup, StringComparison.Ordinal), Patience);
    }

    private async Task<IRenderedComponent<LoadPage>> Open(string account, string query = "")
    {
        await SignIn(account);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/projects/load" + query);
        var page = Render<LoadPage>();
        page.WaitForElement("[data-person]", Patience);
        return page;
    }

    private async Task Change(decimal hours)
    {
        var task = await Business.Read(db => db.Tasks.Where(t => t.Title == Installing).Select(t => new { t.Id, t.Version, t.DueOn }).SingleAsync());
        Assert.True((await Business.Get<ChangeTask>().Run(await Business.As("admin"), task.Id, task.Version, new TaskFacts(Installing) { Hours = hours, DueOn = task.DueOn })).Ok);
    }

    private static IElement Row(IRenderedComponent<LoadPage> page, string name) => page.FindAll("[data-person]").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal));
}
