using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Clockwork;

/// <summary>The jobs page: run now, seen at once elsewhere, with its history.</summary>
[Collection(SharedHost.Name)]
public sealed class JobsJourneyTests(SharedHost shared)
{
    [Fact]
    public async Task A_job_run_by_hand_shows_on_another_open_page_and_in_its_history()
    {
        await using var asks = await shared.SignIn("admin", "/admin/jobs");
        await using var watches = await shared.SignIn("admin", "/admin/jobs?job=PurgeJob", width: 390, height: 844, touch: true);
        await Axe.Check(asks.Page);
        await Axe.Check(watches.Page);
        var before = await watches.Page.Locator("[data-run]").CountAsync();

        await asks.Page.Locator("[data-job=PurgeJob]").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(asks.Page.Locator("[data-job=PurgeJob] .chip.ok")).ToBeVisibleAsync();
        await Assertions.Expect(watches.Page.Locator("[data-run][data-state=Done]")).ToHaveCountAsync(before + 1);
        await Assertions.Expect(watches.Page.Locator("[data-run]").First).ToContainTextAsync("由");

        await asks.Page.Locator("[data-job=PurgeJob] a").ClickAsync();
        await Assertions.Expect(asks.Page.Locator("[data-run]")).ToHaveCountAsync(before + 1);
        await Axe.Check(asks.Page);
    }

    [Fact]
    public async Task Whoever_does_not_configure_the_application_sees_no_jobs()
    {
        await using var li = await shared.SignIn("sales1", "/admin/jobs");
        await Assertions.Expect(li.Page.Locator("[data-job]")).ToHaveCountAsync(0);
        await Assertions.Expect(li.Page.Locator(".page .empty")).ToBeVisibleAsync();
        await Assertions.Expect(li.Page.Locator("a[href='/admin/jobs']")).ToHaveCountAsync(0);
    }
}
