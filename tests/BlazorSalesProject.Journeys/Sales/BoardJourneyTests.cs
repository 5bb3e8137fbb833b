using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Sales;

/// <summary>The board among colleagues: who sees a move at once, who never, and what closing asks.</summary>
[Collection(SharedHost.Name)]
public sealed class BoardJourneyTests(SharedHost shared)
{
    [Fact]
    public async Task A_dragged_card_moves_on_the_manager_s_open_board_and_never_shows_to_another_department()
    {
        const string title = "华星光电 MES 一期";
        await using var li = await shared.SignIn("sales1", "/opportunities", width: Cards.AllColumns);
        await using var manager = await shared.SignIn("salesmgr", "/opportunities", width: Cards.AllColumns);
        await using var other = await shared.SignIn("sales3", "/opportunities", width: Cards.AllColumns);
        var id = await li.Page.CardOf(title);
        await manager.Page.Sees("contact", id);

        await li.Page.Drag(id, "needs");

        await li.Page.Sees("needs", id);
        await manager.Page.Sees("needs", id);
        await Assertions.Expect(other.Page.Locator("[data-opportunity]").First).ToBeVisibleAsync();
        await other.Page.Misses(id);
        await Assertions.Expect(other.Page.GetByText(title)).ToHaveCountAsync(0);
        foreach (var path in new[] { "/opportunities", "/opportunities?view=list", "/opportunities?view=list&group=customer", "/opportunities/export.csv", $"/opportunities/{id}", "/customers", "/notices", "/" })
        {
            var (_, text) = await other.Fetch(path);
            Assert.DoesNotContain(title, System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        }

        // A search says back what was searched for, and nothing else of it.
        var (_, found) = await other.Fetch("/opportunities?view=list&q=" + Uri.EscapeDataString(title));
        Assert.DoesNotContain(id.ToString(), found, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("没有符合条件的商机", System.Net.WebUtility.HtmlDecode(found), StringComparison.Ordinal);

        foreach (var (who, hits) in new[] { (li, 1), (other, 0) })
        {
            await who.Page.Locator("button.find").ClickAsync();
            await who.Page.Locator(".palette-input").FillAsync(title);
            await Assertions.Expect(who.Page.Locator(".palette-hits [role=option]").Filter(new() { HasText = title })).ToHaveCountAsync(hits, new() { Timeout = 30_000 });
        }

        await Assertions.Expect(other.Page.Locator(".palette-hits [role=option]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        var (status, csv) = await li.Fetch("/opportunities/export.csv");
        Assert.Equal(200, status);
        Assert.Contains(title, csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Losing_by_drag_asks_for_the_reason_and_other_reasons_for_words()
    {
        await using var li = await shared.SignIn("sales1", "/opportunities", width: Cards.AllColumns);
        var page = li.Page;
        var id = await page.CardOf("东莞精密柔性产线");

        await page.Drag(id, "lost");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("输单：东莞精密柔性产线");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "输单", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator("#f-lost-reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await dialog.Locator("#f-lost-reason").SelectOptionAsync("other");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "输单", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator("#f-lost-note")).ToHaveAttributeAsync("aria-invalid", "true");
        await Axe.Check(page);

        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await page.Sees("proposal", id);

        await page.Drag(id, "lost");
        await dialog.Locator("#f-lost-reason").SelectOptionAsync("other");
        await dialog.Locator("#f-lost-note").FillAsync("对方总部统一采购");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "输单", Exact = true }).ClickAsync();

        await page.IsTold("已记为输单");
        await page.Sees("lost", id);
    }

    [Fact]
    public async Task Winning_by_drag_asks_for_the_amount()
    {
        await using var li = await shared.SignIn("sales1", "/opportunities", width: Cards.AllColumns);
        var page = li.Page;
        var id = await page.CardOf("白云物流仓储二期");

        await page.Drag(id, "won");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("#f-won-amount")).ToHaveValueAsync("1920000");
        await dialog.Locator("#f-won-amount").FillAsync("-5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "成单", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator("#f-won-amount")).ToHaveAttributeAsync("aria-invalid", "true");
        await dialog.Locator("#f-won-amount").FillAsync("1880000.50");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "成单", Exact = true }).ClickAsync();

        await page.IsTold("已成单");
        await page.Sees("won", id);
        var (_, csv) = await li.Fetch("/opportunities/export.csv?stage=won");
        Assert.Contains("1880000.5", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_move_the_same_card_at_once_and_the_second_reads_who_was_first()
    {
        await using var li = await shared.SignIn("sales1", "/opportunities", width: Cards.AllColumns);
        await using var manager = await shared.SignIn("salesmgr", "/opportunities", width: Cards.AllColumns);
        var id = await li.Page.CardOf("华星光电视觉检测改造");

        await li.Page.Lift(id);
        await manager.Page.Lift(id);
        await li.Page.Keyboard.PressAsync("ArrowRight");
        await manager.Page.Keyboard.PressAsync("ArrowRight");
        await manager.Page.Keyboard.PressAsync("ArrowRight");
        await li.Page.Keyboard.PressAsync("Space");
        await li.Page.Sees("proposal", id);
        await manager.Page.Keyboard.PressAsync("Space");

        await manager.Page.IsTold("李娜 在 .* 修改了这条记录");
        await manager.Page.Sees("proposal", id);
        await li.Page.Sees("proposal", id);
    }

    [Fact]
    public async Task A_card_moves_by_keyboard_alone()
    {
        await using var li = await shared.SignIn("sales1", "/opportunities", width: Cards.AllColumns);
        var page = li.Page;
        var id = await page.CardOf("白云物流 AGV 分拣");

        await page.Lift(id);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Escape");
        await page.Hears("已取消");
        await page.Sees("negotiation", id);

        await page.Lift(id);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Space");

        await page.Hears("已移到");
        await page.Sees("contract", id);
    }
}
