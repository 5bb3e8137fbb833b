using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Web.Live;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>The board of opportunities: what is filtered stands in the address.</summary>
public sealed partial class PipelinePage(PipelineBoard view, MoveOpportunity move, SharedViews shared, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private static readonly string[] Heard = [nameof(Opportunity), nameof(Stage), nameof(FollowUpPlan), nameof(Role)];
    private readonly Dictionary<string, int> _cards = [];
    private Board<OpportunityCard>? _board;
    private Me _me = CurrentMe.Nobody;
    private OpportunityFilter _filter = new();
    private IReadOnlyList<BoardColumn>? _columns;
    private IReadOnlyList<BoardColumn<OpportunityCard>> _shown = [];
    private HashSet<Guid> _glow = [];
    private OpportunityCard? _winning;
    private OpportunityCard? _losing;
    private bool _creating;
    private bool _behind;

    private IReadOnlyList<TabItem> Kinds =>
    [
        .. Enum.GetValues<OpportunityKind>().Select(k => new TabItem(k.ToString(), Say($"Sales.Kind_{k}")) { Href = AddressOf(_filter with { Kind = k, Columns = [] }) }),
    ];

    protected override async Task OnParametersSetAsync()
    {
        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        _filter = OpportunityFilter.Parse(query);
        _cards.Clear();
        await Reload();
    }

    private static string AddressOf(OpportunityFilter filter) => QueryHelpers.AddQueryString("/opportunities", filter.ToQuery());

    private async Task Reload()
    {
        _me = await who.Get();
        var collaborators = await shared.Get(Heard, "board-collaborators", view.Collaborators);
        var mine = $"{_me.Sees(Area.Sales).Key}|{(_filter.Mine || collaborators.Contains(_me.Id) ? _me.Id : "")}";
        var key = $"board|{mine}|{_filter.CacheKey}|{string.Join(',', _cards.OrderBy(c => c.Key).Select(c => $"{c.Key}:{c.Value}"))}";
        _columns = await shared.Get(Heard, key, () => view.For(_me, _filter, _cards));
        _shown = [.. _columns.Select(c => new BoardColumn<OpportunityCard>(c.Code, Say($"Sales.Stage_{c.Code}"), c.Cards, c.Count) { Header = Sums(c), Full = c.Cards.Count >= Limits.CardsPerColumnAtMost })];
    }

    private async Task LookAgain()
    {
        if (_board?.IsDragging == true)
        {
            _behind = true;
            return;
        }

        var before = _columns?.SelectMany(c => c.Cards).ToDictionary(c => c.Id, c => c.Version) ?? [];
        await Reload();
        _glow = [.. _columns!.SelectMany(c => c.Cards).Where(c => !before.TryGetValue(c.Id, out var version) || version != c.Version).Select(c => c.Id)];
    }

    private async Task CatchUp()
    {
        if (_behind)
        {
            _behind = false;
            await LookAgain();
        }
    }

    /// <summary>Whether the card can be lifted; a collaborator with write access is answered by the verb itself.</summary>
    private bool MayMove(OpportunityCard card) => card.State == OpportunityState.Open
        && (_me.May(Area.Sales, Function.Edit, card.OwnerId) || !_me.Sees(Area.Sales).Includes(card.OwnerId));

    private async Task Move(BoardMove<OpportunityCard> drop)
    {
        switch (drop.To)
        {
            case Pipeline.Won:
                _winning = drop.Card;
                return;
            case Pipeline.Lost:
                _losing = drop.Card;
                return;
        }

        var outcome = await move.Run(await who.Get(), drop.Id, drop.Card.Version, drop.To);
        if (outcome.Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }

        await Reload();
    }

    private async Task Closed()
    {
        _winning = _losing = null;
        await Reload();
    }

    private async Task More(string column)
    {
        var shownNow = _columns!.First(c => c.Code == column).Cards.Count;
        _cards[column] = Math.Min(shownNow + Limits.CardsPerColumn, Limits.CardsPerColumnAtMost);
        await Reload();
    }

    private void Open(Guid id) => navigation.NavigateTo($"/opportunities/{id}");

    private static RenderFragment Sums(BoardColumn column) => builder =>
    {
        builder.OpenComponent<ColumnSums>(0);
        builder.AddComponentParameter(1, nameof(ColumnSums.Column), column);
        builder.CloseComponent();
    };
}
