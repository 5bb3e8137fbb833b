using Microsoft.AspNetCore.Components;

namespace BlazorSalesProject.Web.Parts;

/// <summary>One column of a board: its key, its title, the cards shown now and how many there are in all.</summary>
public sealed record BoardColumn<TCard>(string Key, string Title, IReadOnlyList<TCard> Cards, int Count)
{
    /// <summary>What stands under the title, such as a sum.</summary>
    public RenderFragment? Header { get; init; }

    /// <summary>A collapsed column is a thin strip with its title and count; cards can still be dropped on it.</summary>
    public bool Collapsed { get; init; }

    /// <summary>As many cards are shown as a column may hold: the rest is told as a number, not offered.</summary>
    public bool Full { get; init; }

    /// <summary>The sentence of a column without cards.</summary>
    public string? Empty { get; init; }
}

/// <summary>
/// A card was dropped: the card as it was when lifted, the columns it came from and goes to, and, on an ordered board,
/// its new neighbours (no <c>Before</c>: at the end; no <c>After</c>: at the top).
/// </summary>
public sealed record BoardMove<TCard>(TCard Card, Guid Id, string From, string To, Guid? Before, Guid? After);

/// <summary>A person folds a column into a strip, or opens it again.</summary>
public sealed record BoardFold(string Key, bool Collapsed);

/// <summary>What the gesture learns when a card is lifted: its name, its column and where it may go.</summary>
public sealed record BoardLift(string Name, string From, IReadOnlyList<string> Targets);
