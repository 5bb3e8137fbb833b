using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Sales;

/// <summary>An opportunity among colleagues: shared, written on together, taken back.</summary>
[Collection(SharedHost.Name)]
public sealed class TeamJourneyTests(SharedHost shared)
{
    [Fact]
    public async Task A_colleague_sees_a_card_from_the_moment_it_is_shared_moves_it_only_when_he_may_and_loses_it_again()
    {
        const string title = "格林新能源电芯检测";
        await using var wang = await shared.SignIn("sales2", "/opportunities", width: Cards.AllColumns);
        await using var li = await shared.SignIn("sales1", "/opportunities", width: Cards.AllColumns);
        var id = await wang.Page.CardOf(title);
        await li.Page.Misses(id);
        await li.Page.GotoAsync($"/opportunities/{id}");
        await Assertions.Expect(li.Page.GetByRole(AriaRole.Heading, new() { Name = "找不到这个商机" }).First).ToBeVisibleAsync();
        await li.Open("/opportunities");
        await li.Page.Alive();

        await using var owner = await shared.SignIn("sales2", $"/opportunities/{id}?tab=team");
        await owner.Page.Locator("#f-Person").ClickAsync();
        await owner.Page.Locator("#f-Person").PressSequentiallyAsync("李娜");
        await owner.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "李娜" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "共享", Exact = true }).ClickAsync();
        await Assertions.Expect(owner.Page.Locator("[data-collaborator]")).ToContainTextAsync("李娜");

        await li.Page.Sees("contact", id);
        await li.Page.Drag(id, "needs");
        await li.Page.IsTold($"你不能移动“{title}”，卡片已放回");
        await li.Page.Sees("contact", id);

        await owner.Page.GetByLabel("李娜 的权限").SelectOptionAsync("true");
        await owner.Page.WaitForTimeoutAsync(1000);
        await li.Page.Drag(id, "needs");
        await li.Page.Sees("needs", id);
        await wang.Page.Sees("needs", id);
        await Assertions.Expect(owner.Page.Locator("[data-opportunity][data-stage=needs]")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "取消共享 李娜" }).ClickAsync();
        await li.Page.Misses(id);
    }

    [Fact]
    public async Task A_follow_up_shows_to_the_manager_at_once_and_takes_nothing_of_what_he_is_typing()
    {
        await using var wang = await shared.SignIn("sales2", "/opportunities", width: Cards.AllColumns);
        var id = await wang.Page.CardOf("佛山陶瓷数字工厂");
        await wang.Open($"/opportunities/{id}");
        await using var manager = await shared.SignIn("salesmgr", $"/opportunities/{id}");
        await manager.Page.Locator("#f-follow-up-text").PressSequentiallyAsync("经理正在写的话");

        await wang.Page.Locator("#f-follow-up-text").FillAsync("客户同意下周看样机");
        await wang.Page.GetByRole(AriaRole.Button, new() { Name = "保存跟进" }).ClickAsync();

        await Assertions.Expect(wang.Page.Locator("[data-follow-up]").First).ToContainTextAsync("客户同意下周看样机");
        await Assertions.Expect(manager.Page.Locator("[data-follow-up]").First).ToContainTextAsync("客户同意下周看样机", new() { Timeout = 30_000 });
        await Assertions.Expect(manager.Page.Locator("#f-follow-up-text")).ToHaveValueAsync("经理正在写的话");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "保存跟进" }).ClickAsync();
        await Assertions.Expect(wang.Page.Locator("[data-follow-up]").First).ToContainTextAsync("经理正在写的话", new() { Timeout = 30_000 });
    }
}
