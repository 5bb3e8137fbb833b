using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Parts;

/// <summary>The kanban gesture in a real browser: mouse, finger, keyboard and menu.</summary>
public sealed class BoardGestureTests(BoardHost host) : IClassFixture<BoardHost>
{
    private BoardScene Scene => host.Scene;

    [Fact]
    public async Task A_card_dragged_in_one_jump_lands_in_the_other_column()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var id = Scene.In("s1");

        await JumpAsync(page, Card(id), "[data-stage=s2]");

        await Assertions.Expect(page.Locator($"[data-stage=s2] {Card(id)}")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".board-ghost")).ToHaveCountAsync(0);
        Assert.Equal(["move s1>s2", "ended"], Scene.Said);
        await Assertions.Expect(page.Locator($"{Card(id)}[data-lifted]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_card_slides_back()
    {
        Scene.Reset(refused: "s3");
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var id = Scene.In("s1");

        await JumpAsync(page, Card(id), "[data-stage=s3]");

        await Assertions.Expect(page.Locator(".board-voice")).ToContainTextAsync("仍在");
        await Assertions.Expect(page.Locator(".board-ghost")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator($"[data-stage=s1] {Card(id)}")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-lifted]")).ToHaveCountAsync(0);
        Assert.Contains("move s1>s3", Scene.Said);
    }

    [Fact]
    public async Task Escape_puts_the_card_back_and_the_click_after_a_drag_is_swallowed()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var id = Scene.In("s1");

        await page.Locator($"{Card(id)} .muted").HoverAsync();
        await page.Mouse.DownAsync();
        var (x, y) = await MiddleAsync(page, "[data-stage=s2]");
        await page.Mouse.MoveAsync(x, y, new() { Steps = 5 });
        await Assertions.Expect(page.Locator("[data-stage=s2][data-over]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.Locator(".board-ghost")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-dragging]")).ToHaveCountAsync(0);
        await page.Locator($"{Card(id)} .muted").ClickAsync();
        await EventuallyAsync(() => Scene.Said.Contains($"peek {id}"));
        Assert.Equal(["ended", $"peek {id}"], Scene.Said);
    }

    [Fact]
    public async Task Links_and_buttons_in_a_card_keep_their_click()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var id = Scene.In("s1");

        await page.Locator($"{Card(id)} button:not(.board-move)").ClickAsync();
        await page.Locator($"{Card(id)} a").ClickAsync();
        await page.WaitForURLAsync($"**/#{id}");

        Assert.Empty(Scene.Said);
    }

    [Fact]
    public async Task Nothing_moves_under_the_pointer_when_others_change_the_board()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var (id, other) = (Scene.In("s1", 1), Scene.In("s1"));

        await page.Locator($"{Card(id)} .muted").HoverAsync();
        await page.Mouse.DownAsync();
        var (x, y) = await MiddleAsync(page, "[data-stage=s2]");
        await page.Mouse.MoveAsync(x, y, new() { Steps = 3 });
        await Assertions.Expect(page.Locator("[data-stage=s6][data-closed]")).ToBeVisibleAsync();
        Scene.Move(new(Scene.Cards.Single(c => c.Card.Id == other).Card, other, "s1", "s4", null, null));
        Scene.Tell();
        await Assertions.Expect(page.Locator("[data-scene-told='1']")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator($"[data-stage=s1] {Card(other)}")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.Locator($"[data-stage=s4] {Card(other)}")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator($"[data-stage=s2] {Card(id)}")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_finger_that_does_not_rest_scrolls()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync(touch: true);
        var page = visitor.Page;
        var touch = await page.Context.NewCDPSessionAsync(page);
        var (x, y) = await MiddleAsync(page, $"{Card(Scene.In("s1", 3))} .muted");

        await TouchAsync(touch, "touchStart", x, y);
        for (var step = 1; step <= 8; step++)
        {
            await TouchAsync(touch, "touchMove", x, y - step * 10);
        }

        await TouchAsync(touch, "touchEnd");

        await page.WaitForFunctionAsync("() => document.querySelector('[data-stage=s1] .board-list').scrollTop > 20");
        await Assertions.Expect(page.Locator("[data-lifted]")).ToHaveCountAsync(0);
        Assert.Empty(Scene.Said);
    }

    [Fact]
    public async Task A_finger_lifts_a_card_by_a_long_press()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync(touch: true);
        var page = visitor.Page;
        var touch = await page.Context.NewCDPSessionAsync(page);
        var id = Scene.In("s1");
        var (x, y) = await MiddleAsync(page, $"{Card(id)} .muted");
        var (toX, toY) = await MiddleAsync(page, "[data-stage=s2]");

        await TouchAsync(touch, "touchStart", x, y);
        await Assertions.Expect(page.Locator(".board-ghost")).ToBeVisibleAsync();
        for (var step = 1; step <= 6; step++)
        {
            await TouchAsync(touch, "touchMove", x + (toX - x) * step / 6, y + (toY - y) * step / 6);
        }

        await TouchAsync(touch, "touchEnd");

        await Assertions.Expect(page.Locator($"[data-stage=s2] {Card(id)}")).ToHaveCountAsync(1);
        Assert.Equal(["move s1>s2", "ended"], Scene.Said);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.querySelector('[data-stage=s1] .board-list').scrollTop"));
    }

    [Fact]
    public async Task The_keyboard_lifts_chooses_drops_and_cancels_aloud()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var id = Scene.In("s1");
        var voice = page.Locator(".board-voice");

        await page.Locator(Card(id)).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(voice).ToContainTextAsync("已拿起");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(voice).ToContainTextAsync("第 2 列，共 6 列");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(voice).ToContainTextAsync("已取消");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Space");

        await Assertions.Expect(voice).ToContainTextAsync("已移到「方案报价」");
        await Assertions.Expect(page.Locator($"[data-stage=s3] {Card(id)}")).ToBeFocusedAsync();
        Assert.Equal("s3", Scene.StageOf(id));
        await page.Keyboard.PressAsync("Enter");
        await EventuallyAsync(() => Scene.Said.Contains($"open {id}"));
    }

    [Fact]
    public async Task The_menu_offers_the_allowed_columns_and_moves()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var id = Scene.In("s1");

        await page.Locator(Card(id)).HoverAsync();
        await page.Locator(Card(id)).GetByRole(AriaRole.Button, new() { Name = "移动到" }).ClickAsync();
        var menu = page.GetByRole(AriaRole.Menu, new() { Name = "移动到" });
        await Assertions.Expect(menu.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(["需求沟通", "方案报价", "谈判审核", "签约合同"]);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator($"[data-stage=s3] {Card(id)}")).ToBeFocusedAsync();
        await Assertions.Expect(menu).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_long_column_fills_up_as_one_scrolls()
    {
        Scene.Reset(cards: 200);
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var cards = page.Locator("[data-stage=s1] .board-card");

        await Assertions.Expect(cards).ToHaveCountAsync(20);
        await page.Locator("[data-stage=s1] .board-more").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(cards).ToHaveCountAsync(40);
        await page.Locator("[data-stage=s1] .board-more").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(cards).ToHaveCountAsync(50);
        Assert.Equal(["more s1", "more s1"], Scene.Said);
    }

    [Fact]
    public async Task On_an_ordered_board_the_place_in_the_column_counts()
    {
        Scene.Reset(ordered: true);
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var (id, first) = (Scene.In("s1"), Scene.In("s2"));

        await page.Locator($"{Card(id)} .muted").HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await page.Locator(Card(first)).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + 6);
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.Locator("[data-stage=s2] .board-card").First).ToHaveAttributeAsync("data-opportunity", id.ToString());
    }

    [Fact]
    public async Task On_a_phone_one_column_fills_the_screen_and_the_menu_moves_cards()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync(touch: true, width: 390, height: 844);
        var page = visitor.Page;
        var id = Scene.In("s1");

        await page.GetByRole(AriaRole.Button, new() { Name = "方案报价 10", Exact = true }).TapAsync();
        await Assertions.Expect(page.Locator("[data-stage=s3] .board-head")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(page.Locator("[data-stage=s1] .board-head")).Not.ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "初步洽谈 10", Exact = true }).TapAsync();
        await Assertions.Expect(page.Locator("[data-stage=s1] .board-head")).ToBeInViewportAsync(new() { Ratio = 1 });
        var opener = page.Locator($"{Card(id)} .board-move");
        var size = (await opener.BoundingBoxAsync())!;
        Assert.True(size.Width >= 44 && size.Height >= 44, $"{size.Width}×{size.Height}");
        await opener.TapAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "谈判审核" }).TapAsync();

        await EventuallyAsync(() => Scene.StageOf(id) == "s4");
    }

    [Fact]
    public async Task A_finger_at_the_edge_of_a_phone_takes_the_card_to_the_next_column()
    {
        Scene.Reset();
        await using var visitor = await OpenAsync(touch: true, width: 390, height: 844);
        var page = visitor.Page;
        var touch = await page.Context.NewCDPSessionAsync(page);
        var id = Scene.In("s1");
        var (x, y) = await MiddleAsync(page, Card(id));

        await TouchAsync(touch, "touchStart", x, y);
        await Assertions.Expect(page.Locator(".board-ghost")).ToBeVisibleAsync();
        await TouchAsync(touch, "touchMove", 380, y);
        await page.WaitForFunctionAsync("() => document.querySelector('[data-stage=s2]').getBoundingClientRect().left < 40");
        await TouchAsync(touch, "touchMove", 195, y);
        await TouchAsync(touch, "touchEnd");

        await EventuallyAsync(() => Scene.StageOf(id) != "s1");
        Assert.Contains(Scene.StageOf(id), new[] { "s2", "s3" });
    }

    [Fact]
    public async Task Two_boards_on_a_page_keep_apart()
    {
        Scene.Reset(boards: 2);
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await Assertions.Expect(page.Locator(".board[data-live]")).ToHaveCountAsync(2);
        var id = Scene.In("s1");
        var (x, y) = await MiddleAsync(page, ".board >> nth=1 >> [data-stage=s2]");

        await page.Locator($".board >> nth=0 >> {Card(id)} >> .muted").HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.UpAsync();
        await EventuallyAsync(() => Scene.Said.Contains("ended"));
        await page.Locator($".board >> nth=1 >> {Card(id)} >> .muted").HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.Locator($"[data-stage=s2] {Card(id)}")).ToHaveCountAsync(2);
        Assert.Equal(["ended", "move s1>s2", "ended"], Scene.Said);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        Scene.Reset(cards: 200);
        Scene.Collapsed.Add("s5");
        await using var visitor = await OpenAsync(width: width, scheme: scheme);
        var page = visitor.Page;
        await page.Locator(".board-card").First.HoverAsync();
        await page.Locator(".board-card .board-move").First.ClickAsync();

        await Axe.Check(page);
    }

    private static string Card(Guid id) => $"[data-opportunity='{id}']";

    private static async Task JumpAsync(IPage page, string card, string column)
    {
        await page.Locator($"{card} .muted").HoverAsync();
        await page.Mouse.DownAsync();
        var (x, y) = await MiddleAsync(page, column);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> MiddleAsync(IPage page, string what)
    {
        var box = (await page.Locator(what).BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    private static Task<System.Text.Json.JsonElement?> TouchAsync(ICDPSession touch, string type, float? x = null, float y = 0) =>
        touch.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = x is { } at ? new object[] { new Dictionary<string, object> { ["x"] = at, ["y"] = y } } : Array.Empty<object>(),
        });

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 100 && !condition(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(condition());
    }

    private async Task<Visitor> OpenAsync(bool touch = false, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var visitor = await Browser.Visit(host.Address, "board", width, height, touch, scheme);
        await visitor.Page.GotoAsync("/");
        await visitor.Page.WaitForSelectorAsync(".board[data-live]", new() { State = WaitForSelectorState.Attached });
        return visitor;
    }
}
