using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Parts;

/// <summary>
/// The kanban gesture for any cards: lift by mouse, touch, pen, keyboard or menu, drop in a column. It knows no business and
/// keeps no state of its own: it says what was dropped where, and the next render of the page decides where the card stands.
/// While a card is lifted the board does not re-render, so nothing moves under the hand.
/// </summary>
public sealed partial class Board<TCard>
{
    private readonly string _help = $"board-help-{Guid.NewGuid():N}";
    private readonly HashSet<string> _loading = new(StringComparer.Ordinal);
    private MarkupString _menuButton;
    private ElementReference _root;
    private DotNetObjectReference<Board<TCard>>? _self;
    private IJSObjectReference? _gesture;
    private Held? _held;
    private bool _gone;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    /// <summary>The columns from left to right with the cards each shows now.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<BoardColumn<TCard>> Columns { get; set; } = [];

    /// <summary>How a card looks; at most about eight elements.</summary>
    [Parameter, EditorRequired] public RenderFragment<TCard> Card { get; set; } = null!;

    /// <summary>The id of a card, unique over the board.</summary>
    [Parameter, EditorRequired] public Func<TCard, Guid> Id { get; set; } = null!;

    /// <summary>The name of a card as it is read aloud.</summary>
    [Parameter, EditorRequired] public Func<TCard, string> Name { get; set; } = null!;

    /// <summary>The attribute that carries a card's id, such as <c>data-task</c>.</summary>
    [Parameter] public string CardAttribute { get; set; } = "data-card";

    /// <summary>The attribute that carries a column's key, such as <c>data-stage</c>.</summary>
    [Parameter] public string ColumnAttribute { get; set; } = "data-column";

    /// <summary>The name of the whole board for assistive technology.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>The keys of the columns a card may go to; all when absent.</summary>
    [Parameter] public Func<TCard, IEnumerable<string>>? Targets { get; set; }

    /// <summary>Whether a card can be lifted at all; all can when absent.</summary>
    [Parameter] public Func<TCard, bool>? Movable { get; set; }

    /// <summary>Whether the place inside a column means something.</summary>
    [Parameter] public bool Ordered { get; set; }

    /// <summary>How many more cards the page adds to a column at a time.</summary>
    [Parameter] public int MoreStep { get; set; } = 20;

    /// <summary>Cards that changed a moment ago: they glow and fade.</summary>
    [Parameter] public IReadOnlySet<Guid>? Glow { get; set; }

    /// <summary>A card was dropped in a column.</summary>
    [Parameter] public EventCallback<BoardMove<TCard>> OnMove { get; set; }

    /// <summary>The end of a long column came into sight: show more of it.</summary>
    [Parameter] public EventCallback<string> OnMore { get; set; }

    /// <summary>Enter on a card, or a click when nothing peeks.</summary>
    [Parameter] public EventCallback<Guid> OnOpen { get; set; }

    /// <summary>A click on a card, or Shift+Enter.</summary>
    [Parameter] public EventCallback<Guid> OnPeek { get; set; }

    /// <summary>A column is to be folded or unfolded.</summary>
    [Parameter] public EventCallback<BoardFold> OnCollapse { get; set; }

    /// <summary>A drag is over, after its move if there was one: the time to read what was held back.</summary>
    [Parameter] public EventCallback OnDragEnded { get; set; }

    /// <summary>Whether this person has a card lifted now.</summary>
    public bool IsDragging => _held is not null;

    private string Script => Assets["js/board.js"];

    protected override void OnInitialized() =>
        _menuButton = new($"""<button type="button" class="board-move" tabindex="-1" aria-haspopup="menu" aria-label="{HtmlEncoder.Default.Encode(Say("Board.MoveTo"))}"></button>""");

    protected override bool ShouldRender() => !IsDragging;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _self = DotNetObjectReference.Create(this);
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Script}");
            var gesture = await module.InvokeAsync<IJSObjectReference>("attach", _root, _self, new
            {
                card = CardAttribute,
                column = ColumnAttribute,
                ordered = Ordered,
                help = _help,
                lifted = Say("Board.Lifted"),
                over = Say("Board.Over"),
                moved = Say("Board.Moved"),
                stayed = Say("Board.Stayed"),
                cancelled = Say("Board.Cancelled"),
            });
            if (_gone)
            {
                await gesture.DisposeAsync();
                return;
            }

            _gesture = gesture;
        }
        catch (Exception gone) when (gone is JSDisconnectedException or ObjectDisposedException or TaskCanceledException)
        {
            // The person left before the gesture was ready.
        }
    }

    /// <summary>The client lifts a card. Null when there is no such card or it must stay.</summary>
    [JSInvokable]
    public BoardLift? Lift(string? card)
    {
        if (Find(card) is not { } found || !MayMove(found.Card))
        {
            return null;
        }

        _held = found;
        return Describe(found);
    }

    /// <summary>The client asks where a card may go, to fill the menu.</summary>
    [JSInvokable]
    public BoardLift? Ask(string? card) => Find(card) is { } found && MayMove(found.Card) ? Describe(found) : null;

    /// <summary>The client let go of a card without moving it.</summary>
    [JSInvokable]
    public Task Release() => Guarded(EndAsync);

    /// <summary>The client dropped a card in a column, before another card or at its end. Unknown cards and columns are ignored.</summary>
    [JSInvokable]
    public Task Drop(string? card, string? column, string? before) => Guarded(async () =>
    {
        // A card that vanished from the columns during the drag is still moved as it was lifted: the verb says what happened to it.
        var held = _held is { } lifted && Guid.TryParse(card, out var id) && lifted.Id == id ? lifted : Find(card);
        _held = null;
        if (held is not null && MayMove(held.Card) && ColumnOf(column) is { } target && (Ordered || target.Key != held.From))
        {
            var (next, previous) = Neighbours(target, held.Id, Guid.TryParse(before, out var at) ? at : null);
            await OnMove.InvokeAsync(new(held.Card, held.Id, held.From, target.Key, next, previous));
        }

        await EndAsync();
    });

    /// <summary>The client opens a card, or peeks into it. An unknown card is ignored.</summary>
    [JSInvokable]
    public Task Open(string? card, bool peek) => Guarded(() => Find(card) switch
    {
        null => Task.CompletedTask,
        var found when peek && OnPeek.HasDelegate => OnPeek.InvokeAsync(found.Id),
        var found => OnOpen.InvokeAsync(found.Id),
    });

    /// <summary>The client scrolled to the end of a column. Ignored for an unknown or complete column and during a drag.</summary>
    [JSInvokable]
    public Task More(string? column) => Guarded(() => MoreAsync(column));

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _self?.Dispose();
        if (_gesture is { } gesture)
        {
            _gesture = null;
            try
            {
                await gesture.InvokeVoidAsync("dispose");
                await gesture.DisposeAsync();
            }
            catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
            {
                // The browser is gone and its listeners with it.
            }
        }
    }

    private static KeyValuePair<string, object>[] Hook(string attribute, object value) => [new(attribute, value)];

    private string CardClass(Guid id) => Glow?.Contains(id) == true ? "board-card board-glow" : "board-card";

    private bool MayMove(TCard card) => Movable?.Invoke(card) ?? true;

    private BoardColumn<TCard>? ColumnOf(string? key) => Columns.FirstOrDefault(c => c.Key == key);

    private Held? Find(string? card)
    {
        if (!Guid.TryParse(card, out var id))
        {
            return null;
        }

        foreach (var column in Columns)
        {
            foreach (var candidate in column.Cards)
            {
                if (Id(candidate) == id)
                {
                    return new(candidate, id, column.Key);
                }
            }
        }

        return null;
    }

    private BoardLift Describe(Held held)
    {
        var allowed = Targets?.Invoke(held.Card).ToHashSet(StringComparer.Ordinal);
        return new(Name(held.Card), held.From,
            [.. Columns.Select(c => c.Key).Where(k => k != held.From && allowed?.Contains(k) != false)]);
    }

    private (Guid? Before, Guid? After) Neighbours(BoardColumn<TCard> column, Guid moved, Guid? before)
    {
        var others = column.Cards.Select(Id).Where(id => id != moved).ToList();
        var place = before is { } next ? others.IndexOf(next) : -1;
        place = place < 0 ? others.Count : place;
        return (place < others.Count ? others[place] : null, place > 0 ? others[place - 1] : null);
    }

    private async Task MoreAsync(string? key)
    {
        if (IsDragging || ColumnOf(key) is not { } column || column.Full || column.Cards.Count >= column.Count || !_loading.Add(column.Key))
        {
            return;
        }

        try
        {
            await OnMore.InvokeAsync(column.Key);
        }
        finally
        {
            _loading.Remove(column.Key);
        }
    }

    private Task FoldAsync(string key, bool collapsed) => OnCollapse.InvokeAsync(new(key, collapsed));

    private async Task EndAsync()
    {
        _held = null;
        StateHasChanged();
        await OnDragEnded.InvokeAsync();
    }

    // What a page's handler throws must reach its error boundary, not the script that called.
    private async Task Guarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _held = null;
            await DispatchExceptionAsync(failure);
        }
    }

    private sealed record Held(TCard Card, Guid Id, string From);
}
