using System.Text.RegularExpressions;
using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Sales;

/// <summary>What people do with cards on a board of opportunities.</summary>
internal static class Cards
{
    /// <summary>Wide enough that all columns are on the screen at once.</summary>
    public const int AllColumns = 3200;

    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };

    /// <summary>The id of the card with a title.</summary>
    public static async Task<Guid> CardOf(this IPage page, string title) =>
        Guid.Parse((await page.Locator("[data-opportunity]").Filter(new() { HasText = title }).First.GetAttributeAsync("data-opportunity"))!);

    /// <summary>The selector of a card.</summary>
    public static string Card(Guid id) => $"[data-opportunity='{id}']";

    /// <summary>The selector of a card in a column.</summary>
    public static string In(string stage, Guid id) => $"[data-stage={stage}] {Card(id)}";

    /// <summary>Waits until the board can be dragged on.</summary>
    public static Task Alive(this IPage page) => page.Locator(".board[data-live]").WaitForAsync();

    /// <summary>Takes a card with the mouse, carries it over a column and lets go.</summary>
    public static async Task Drag(this IPage page, Guid id, string stage)
    {
        await page.Alive();
        await page.Locator($"{Card(id)} .muted").First.HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await page.Locator($".board [data-stage={stage}]").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2), new() { Steps = 5 });
        await Assertions.Expect(page.Locator($".board [data-stage={stage}][data-over]")).ToBeVisibleAsync(Patience);
        await page.Mouse.UpAsync();
    }

    /// <summary>Lifts a card by keyboard and waits until the server holds it too.</summary>
    public static async Task Lift(this IPage page, Guid id)
    {
        await page.Alive();
        await page.Locator(Card(id)).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Hears("已拿起");
    }

    /// <summary>Waits until the board has said something aloud.</summary>
    public static Task Hears(this IPage page, string words) =>
        Assertions.Expect(page.Locator(".board-voice")).ToContainTextAsync(words, new() { Timeout = 30_000 });

    /// <summary>Waits until a card stands in a column.</summary>
    public static Task Sees(this IPage page, string stage, Guid id) => Assertions.Expect(page.Locator(In(stage, id))).ToBeVisibleAsync(Patience);

    /// <summary>Waits until a card is nowhere on the page.</summary>
    public static Task Misses(this IPage page, Guid id) =>
        Assertions.Expect(page.Locator(Card(id))).ToHaveCountAsync(0, new() { Timeout = 30_000 });

    /// <summary>Waits for the sentence of a refusal.</summary>
    public static Task IsTold(this IPage page, string pattern) =>
        Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });

    /// <summary>What an address answers to this person, as text.</summary>
    public static async Task<(int Status, string Text)> Fetch(this Visitor visitor, string path)
    {
        var answer = await visitor.Context.APIRequest.GetAsync(new Uri(new Uri(visitor.Page.Url), path).ToString());
        return (answer.Status, await answer.TextAsync());
    }
}
