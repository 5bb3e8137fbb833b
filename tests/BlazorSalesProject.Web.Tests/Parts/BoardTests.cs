using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorSalesProject.Web.Tests.Parts;

public sealed class BoardTests : BunitContext
{
    private static readonly Note Chair = new("chair"), Table = new("table"), Lamp = new("lamp"), Sofa = new("sofa");

    private readonly List<BoardMove<Note>> _moves = [];
    private readonly List<string> _more = [];
    private readonly List<Guid> _opened = [], _peeked = [];
    private readonly List<BoardFold> _folds = [];
    private int _ended;

    public BoardTests()
    {
        Words.Register(typeof(Board<>).Assembly);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Cards_and_columns_carry_the_hooks_the_page_names()
    {
        var board = Show();

        Assert.Equal(["chair", "table"], board.FindAll("[data-stage=todo] [data-note] span").Select(e => e.TextContent));
        Assert.Single(board.FindAll($"[data-stage=doing] [data-note='{Lamp.Id}']"));
        Assert.Equal("3", board.Find("[data-stage=todo] .board-count").TextContent);
    }

    [Fact]
    public void A_card_stays_light_li_and_menu_button_beside_its_template()
    {
        var card = Show().Find($"[data-note='{Chair.Id}']");

        Assert.Equal(["span", "button"], card.QuerySelectorAll("*").Select(e => e.LocalName));
        Assert.Equal(Words.Say("Board.MoveTo"), card.QuerySelector("button")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_drop_says_which_card_went_where()
    {
        var board = Show();

        await board.InvokeAsync(() => board.Instance.Lift($"{Chair.Id}"));
        await board.InvokeAsync(() => board.Instance.Drop($"{Chair.Id}", "doing", null));

        var move = Assert.Single(_moves);
        Assert.Equal((Chair, "todo", "doing"), (move.Card, move.From, move.To));
        Assert.Equal(1, _ended);
        Assert.False(board.Instance.IsDragging);
    }

    [Fact]
    public async Task A_lift_tells_the_name_and_where_the_card_may_go()
    {
        var board = Show(p => p.Add(b => b.Targets, _ => ["doing", "todo", "elsewhere"]));

        var lift = await board.InvokeAsync(() => board.Instance.Lift($"{Chair.Id}"));

        Assert.Equal(("chair", "todo"), (lift!.Name, lift.From));
        Assert.Equal(["doing"], lift.Targets);
        Assert.True(board.Instance.IsDragging);
    }

    [Fact]
    public async Task A_drop_outside_the_offered_columns_is_still_told_so_that_the_refusal_can_say_why()
    {
        var board = Show(p => p.Add(b => b.Targets, _ => []));

        await board.InvokeAsync(() => board.Instance.Drop($"{Chair.Id}", "doing", null));

        Assert.Single(_moves);
    }

    [Theory]
    [InlineData(null, "doing")]
    [InlineData("not-a-guid", "doing")]
    [InlineData("0198c1c5-0000-7000-8000-000000000000", "doing")]
    [InlineData("chair", "nowhere")]
    [InlineData("chair", null)]
    [InlineData("chair", "todo")]
    public async Task Unknown_cards_unknown_columns_and_the_own_column_move_nothing(string? card, string? column)
    {
        var board = Show();

        await board.InvokeAsync(() => board.Instance.Drop(card == "chair" ? $"{Chair.Id}" : card, column, "also nonsense"));
        await board.InvokeAsync(() => board.Instance.Open("nonsense", true));
        await board.InvokeAsync(() => board.Instance.More("nonsense"));

        Assert.Empty(_moves);
        Assert.Empty(_opened);
        Assert.Empty(_peeked);
        Assert.Empty(_more);
        Assert.Null(await board.InvokeAsync(() => board.Instance.Ask("nonsense")));
        Assert.False(board.Instance.IsDragging);
    }

    [Fact]
    public async Task A_card_that_must_stay_cannot_be_lifted_nor_dropped()
    {
        var board = Show(p => p.Add(b => b.Movable, note => note != Chair));

        Assert.Null(await board.InvokeAsync(() => board.Instance.Lift($"{Chair.Id}")));
        await board.InvokeAsync(() => board.Instance.Drop($"{Chair.Id}", "doing", null));

        Assert.Empty(_moves);
        Assert.Empty(board.FindAll($"[data-note='{Chair.Id}'] .board-move"));
        Assert.NotNull(board.Find($"[data-note='{Chair.Id}'][data-fixed]"));
    }

    [Fact]
    public async Task Nothing_moves_while_a_card_is_lifted_and_everything_catches_up_afterwards()
    {
        var board = Show();
        await board.InvokeAsync(() => board.Instance.Lift($"{Chair.Id}"));

        board.Render(p => p.Add(b => b.Columns, Columns(todo: [Sofa])));
        Assert.Equal(2, board.FindAll("[data-stage=todo] [data-note]").Count);

        await board.InvokeAsync(() => board.Instance.Release());
        Assert.Equal("sofa", Assert.Single(board.FindAll("[data-stage=todo] [data-note] span")).TextContent);
        Assert.Equal(1, _ended);
        Assert.Empty(_moves);
    }

    [Fact]
    public async Task A_card_that_vanished_during_the_drag_is_still_moved_as_it_was_lifted()
    {
        var board = Show();
        await board.InvokeAsync(() => board.Instance.Lift($"{Chair.Id}"));
        board.Render(p => p.Add(b => b.Columns, Columns(todo: [Sofa])));

        await board.InvokeAsync(() => board.Instance.Drop($"{Chair.Id}", "doing", null));

        Assert.Same(Chair, Assert.Single(_moves).Card);
    }

    [Fact]
    public async Task On_an_ordered_board_the_neighbours_are_told()
    {
        var board = Show(p => p.Add(b => b.Ordered, true));

        await board.InvokeAsync(() => board.Instance.Drop($"{Lamp.Id}", "todo", $"{Table.Id}"));
        await board.InvokeAsync(() => board.Instance.Drop($"{Chair.Id}", "todo", null));

        Assert.Equal((Table.Id, Chair.Id), (_moves[0].Before, _moves[0].After));
        Assert.Equal((null, Table.Id), (_moves[1].Before, _moves[1].After));
    }

    [Fact]
    public async Task A_click_peeks_and_enter_opens()
    {
        var board = Show();

        await board.InvokeAsync(() => board.Instance.Open($"{Chair.Id}", true));
        await board.InvokeAsync(() => board.Instance.Open($"{Lamp.Id}", false));

        Assert.Equal([Chair.Id], _peeked);
        Assert.Equal([Lamp.Id], _opened);
    }

    [Fact]
    public async Task A_long_column_offers_the_rest_and_is_asked_once_at_a_time()
    {
        var loading = new TaskCompletionSource();
        var board = Show(p => p.Add(b => b.OnMore, async key => { _more.Add(key); await loading.Task; }));

        Assert.Contains("1", board.Find("[data-stage=todo] .board-more").TextContent, StringComparison.Ordinal);
        Assert.Empty(board.FindAll("[data-stage=doing] .board-more"));
        var first = board.InvokeAsync(() => board.Instance.More("todo"));
        await board.InvokeAsync(() => board.Instance.More("todo"));
        await board.InvokeAsync(() => board.Instance.More("doing"));
        loading.SetResult();
        await first;

        Assert.Equal(["todo"], _more);
    }

    [Fact]
    public async Task A_full_column_tells_the_rest_and_offers_no_more()
    {
        var board = Show(p => p.Add(b => b.Columns, [new("todo", "To do", [Chair], 41) { Full = true }]));

        await board.InvokeAsync(() => board.Instance.More("todo"));

        Assert.Contains("40", board.Find(".board-rest").TextContent, StringComparison.Ordinal);
        Assert.Empty(board.FindAll(".board-more"));
        Assert.Empty(_more);
    }

    [Fact]
    public void A_collapsed_column_is_a_strip_that_opens_again()
    {
        var board = Show();

        board.Find("[data-stage=done] button").Click();
        board.Find("[data-stage=todo] .board-fold").Click();

        Assert.Empty(board.FindAll("[data-stage=done] li"));
        Assert.Equal([new("done", false), new("todo", true)], _folds);
    }

    [Fact]
    public void A_card_listed_twice_in_a_column_is_shown_once()
    {
        var board = Show(p => p.Add(b => b.Columns, Columns(todo: [Chair, Table, Chair])));

        Assert.Equal(2, board.FindAll("[data-stage=todo] [data-note]").Count);
    }

    [Fact]
    public void Changed_cards_glow()
    {
        var board = Show(p => p.Add(b => b.Glow, new HashSet<Guid> { Lamp.Id }));

        Assert.Equal("lamp", Assert.Single(board.FindAll(".board-glow span")).TextContent);
    }

    [Fact]
    public async Task What_a_page_throws_reaches_its_error_boundary()
    {
        var page = Render<ErrorBoundary>(p => p
            .Add(b => b.ErrorContent, error => $"<p>{error.Message}</p>")
            .AddChildContent<Board<Note>>(b => Fill(b).Add(x => x.OnMove, (BoardMove<Note> _) => throw new InvalidOperationException("broken"))));
        var board = page.FindComponent<Board<Note>>();

        await board.InvokeAsync(() => board.Instance.Drop($"{Chair.Id}", "doing", null));

        Assert.Equal("broken", page.Find("p").TextContent);
    }

    private IRenderedComponent<Board<Note>> Show(Action<ComponentParameterCollectionBuilder<Board<Note>>>? more = null)
    {
        var board = Render<Board<Note>>(p => Fill(p).Add(b => b.OnMove, _moves.Add));
        if (more is not null)
        {
            board.Render(more);
        }

        return board;
    }

    private ComponentParameterCollectionBuilder<Board<Note>> Fill(ComponentParameterCollectionBuilder<Board<Note>> p) => p
        .Add(b => b.Columns, Columns())
        .Add(b => b.Id, note => note.Id)
        .Add(b => b.Name, note => note.Text)
        .Add(b => b.CardAttribute, "data-note")
        .Add(b => b.ColumnAttribute, "data-stage")
        .Add(b => b.Card, note => builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddContent(1, note.Text);
            builder.CloseElement();
        })
        .Add(b => b.OnMore, _more.Add)
        .Add(b => b.OnOpen, _opened.Add)
        .Add(b => b.OnPeek, _peeked.Add)
        .Add(b => b.OnCollapse, _folds.Add)
        .Add(b => b.OnDragEnded, () => _ended++);

    private static IReadOnlyList<BoardColumn<Note>> Columns(IReadOnlyList<Note>? todo = null) =>
    [
        new("todo", "To do", todo ?? [Chair, Table], 3),
        new("doing", "Doing", [Lamp], 1),
        new("done", "Done", [], 7) { Collapsed = true },
    ];

    private sealed record Note(string Text)
    {
        public Guid Id { get; } = Guid.CreateVersion7();
    }
}
