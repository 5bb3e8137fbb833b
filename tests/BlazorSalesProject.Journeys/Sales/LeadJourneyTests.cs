using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Sales;

/// <summary>From a stranger's question to an opportunity: form, pool, claim, follow-up, conversion; at a desk and on a phone.</summary>
[Collection(SharedHost.Name)]
public sealed class LeadJourneyTests(SharedHost shared)
{
    [Theory]
    [InlineData(1440, 900, false, "惠来塑胶有限公司", "13900010001")]
    [InlineData(390, 844, true, "饶平食品有限公司", "13900010002")]
    public async Task A_strangers_question_becomes_an_opportunity(int width, int height, bool touch, string company, string phone)
    {
        await using var manager = await shared.SignIn("salesmgr", "/admin/lead-forms");
        var address = await manager.Page.Locator("[data-lead-form] a").First.GetAttributeAsync("href");
        await using var rep = await shared.SignIn("sales1", "/lead-pool", width: width, height: height, touch: touch);
        await Axe.Check(rep.Page);

        // The stranger sends the form, and the pool on the other screen shows it at once.
        await using var stranger = await shared.Visit("stranger", width, height, touch);
        await stranger.Open(new Uri(address!).AbsolutePath);
        await stranger.Page.Locator("#f-company").FillAsync(company);
        await stranger.Page.Locator("#f-contact").FillAsync("方小姐");
        await stranger.Page.Locator("#f-phone").FillAsync(phone);
        await stranger.Page.Locator("#f-note").FillAsync("想约一次演示");
        await stranger.Page.Locator("input[name=agreed]").CheckAsync();
        await Axe.Check(stranger.Page);
        await stranger.Page.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(stranger.Page.Locator("[data-form=sent]")).ToBeVisibleAsync();
        var waiting = rep.Page.Locator("[data-lead]").Filter(new() { HasText = company });
        await Assertions.Expect(waiting).ToContainTextAsync("••••••");

        // Claimed, followed up, converted.
        await waiting.Locator("[data-claim]").ClickAsync();
        await rep.Page.IsTold("已领取");
        await rep.Open("/leads?mine=1");
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = company }).First.ClickAsync();
        await Assertions.Expect(rep.Page.Locator(".facts")).ToContainTextAsync(phone);
        await rep.Page.Locator("#f-follow-up-text").FillAsync("约好周四演示");
        await rep.Page.Locator(".follow-up .btn-primary").ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-follow-up]")).ToContainTextAsync("约好周四演示");
        await Axe.Check(rep.Page);
        await rep.Page.Locator("[data-convert]").ClickAsync();
        await rep.Page.Locator("#f-Title").FillAsync($"{company}演示项目");
        await Axe.Check(rep.Page);
        await rep.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        var became = rep.Page.Locator("[data-became]");
        await Assertions.Expect(became).ToContainTextAsync($"{company}演示项目");
        await Look.At(rep.Page, "lead-became");

        await became.GetByRole(AriaRole.Link, new() { Name = company, Exact = true }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-customer]")).ToBeVisibleAsync();
        await rep.Page.GetByRole(AriaRole.Tab, new() { Name = "跟进" }).Or(rep.Page.GetByRole(AriaRole.Link, new() { Name = "跟进" })).First.ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-follow-up]")).ToContainTextAsync("约好周四演示");
    }
}
