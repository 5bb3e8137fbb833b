using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Sales;

/// <summary>Customers among colleagues: a second one of the same name, and two people in one record.</summary>
[Collection(SharedHost.Name)]
public sealed class CustomerJourneyTests(SharedHost shared)
{
    [Fact]
    public async Task A_company_that_a_colleague_has_is_announced_without_its_details_and_can_be_made_anyway()
    {
        await using var zhou = await shared.SignIn("sales3", "/customers");
        var page = zhou.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
        await page.Locator("#f-Name").FillAsync("深圳市华星光电有限公司");
        var hits = page.Locator("[data-duplicates]");
        await Assertions.Expect(hits).ToContainTextAsync("已有这家单位");
        await Assertions.Expect(hits.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Assertions.Expect(hits).Not.ToContainTextAsync("KH-");
        await page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator("#f-Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Axe.Check(page);

        await page.Locator("[data-anyway]").ClickAsync();

        await page.IsTold("已新建客户");
    }

    [Fact]
    public async Task What_is_typed_in_an_open_drawer_stays_while_a_colleague_changes_the_record()
    {
        await using var li = await shared.SignIn("sales1", "/customers");
        await using var manager = await shared.SignIn("salesmgr", "/customers");
        var href = await li.Page.GetByRole(AriaRole.Link, new() { Name = "广州白云物流股份有限公司" }).First.GetAttributeAsync("href");
        await li.Open(href!);
        await manager.Open(href!);

        await li.Page.GetByRole(AriaRole.Button, new() { Name = "编辑", Exact = true }).ClickAsync();
        await li.Page.Locator("#f-Note").FillAsync("写到一半的备注");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "编辑", Exact = true }).ClickAsync();
        await manager.Page.Locator("#f-Region").FillAsync("广东佛山");
        await manager.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await manager.Page.IsTold("已保存客户");
        await Assertions.Expect(li.Page.Locator(".facts")).ToContainTextAsync("广东佛山");

        await Assertions.Expect(li.Page.Locator("#f-Note")).ToHaveValueAsync("写到一半的备注");
        await li.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await li.Page.IsTold("已保存客户");

        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "编辑", Exact = true }).ClickAsync();
        await Assertions.Expect(manager.Page.Locator("#f-Note")).ToHaveValueAsync("写到一半的备注");
        await Assertions.Expect(manager.Page.Locator("#f-Region")).ToHaveValueAsync("广东佛山");
    }

    [Fact]
    public async Task The_longest_text_there_may_be_is_kept_to_its_last_character()
    {
        var longest = string.Concat(Enumerable.Repeat("汉字备注", 1000));
        await using var li = await shared.SignIn("sales1", "/customers");
        var href = await li.Page.GetByRole(AriaRole.Link, new() { Name = "深圳市华星光电有限公司" }).First.GetAttributeAsync("href");
        await li.Open(href!);
        await li.Page.GetByRole(AriaRole.Button, new() { Name = "编辑", Exact = true }).ClickAsync();
        await li.Page.Locator("#f-Note").FillAsync(longest);
        await li.Page.Locator(".drawer-foot .btn-primary").ClickAsync();
        await li.Page.IsTold("已保存客户");

        await li.Open(href!);
        await li.Page.GetByRole(AriaRole.Button, new() { Name = "编辑", Exact = true }).ClickAsync();
        await Assertions.Expect(li.Page.Locator("#f-Note")).ToHaveValueAsync(longest);
    }
}
