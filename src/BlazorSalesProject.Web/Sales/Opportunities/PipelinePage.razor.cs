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

/// <summary>Opportunities as a board or as a list: filter, grouping and way of showing stand in the address.</summary>
public sealed partial class PipelinePage(
    PipelineBoard view, OpportunityList list, PeoplePicks people, DepartmentPicks departments, MoveOpportunity move, SharedViews shared, CurrentMe who, ToastTray tray,
    NavigationManager navigation, TimeProvider clock) : ComponentBase
{
    private static readonly string[] Heard = [nameof(Opportunity), nameof(Stage), nameof(FollowUpPlan), nameof(Role)];
    private readonly Dictionary<string, int> _cards = [];
    private Board<OpportunityCard>? _board;
    private Me _me = CurrentMe.Nobody;
    private OpportunityAddress _address = OpportunityAddress.Of("");
    private OpportunityFilter _filter = new();
    private IReadOnlyList<FilterDef> _filters = [];
    private IReadOnlyDictionary<string, string?> _values = new Dictionary<string, string?>();
    private OpportunityListPage? _list;
    private readonly HashSet<string> _folded = [];
    private IReadOnlyList<BoardColumn>? _columns;
    private IReadOnlyList<BoardColumn<OpportunityCard>> _shown = [];
    private HashSet<Guid> _glow = [];
    private OpportunityCard? _winning;
    private OpportunityCard? _losing;
    private bool _creating;
    private bool _behind;

    private IReadOnlyList<TabItem> Kinds =>
    [
        .. Enum.GetValues<OpportunityKind>().Select(k => new TabItem(k.ToString(), Say($"Sales.Kind_{k}"), null,
            _address.With(("kind", k == OpportunityKind.SpareParts ? "parts" : null), ("stage", null)).ToString())),
    ];

    protected override async Task OnParametersSetAsync()
    {
        _address = OpportunityAddress.Of(new Uri(navigation.Uri).Query);
        _filter = _address.Filter(clock.Today());
        _values = _address.Values.Where(v => OpportunityAddress.FilterKeys.Contains(v.Key)).ToDictionary();
        _cards.Clear();
        await Reload();
        if (_address.Values.ContainsKey("new"))
        {
            _creating = _me.May(Area.Sales, Function.Create);
            _address = _address.With(("new", null));
        }

        if (_filters.Count == 0)
        {
            _filters = await Filters();
        }
    }

    private async Task<IReadOnlyList<FilterDef>> Filters()
    {
        var owners = await people.For(_me, new Right(Area.Sales, Function.Read));
        var units = await departments.For(_me);
        IEnumerable<string> stages = [.. _columns?.Select(c => c.Code) ?? [], .. _columns is null ? OpenStages : []];
        return
        [
            new("owner", Say("Opportunities.Owner"), FilterKind.Person, [.. owners.Select(o => new Choice(o.Id.ToString(), o.Name, o.Department))]),
            new("department", Say("Opportunities.Department"), FilterKind.Multi, [.. units.Select(u => new Choice(u.Id.ToString(), u.Name))]),
            new("stage", Say("Opportunities.Stage"), FilterKind.Multi, [.. stages.Select(c => new Choice(c, Say($"Sales.Stage_{c}")))]),
            new("source", Say("Fields.Source"), FilterKind.Multi, [.. OpportunitySources.All.Select(c => new Choice(c, Say($"Sales.Source_{c}")))]),
            new("amount", Say("Opportunities.AmountColumn"), FilterKind.AmountRange),
            new("close", Say("Opportunities.ExpectedClose"), FilterKind.DateRange) { Ranges = ["this-month", "next-month", "this-quarter", "this-year", "overdue"] },
            new("stagnant", Say("Opportunities.Stagnant"), FilterKind.Bool),
            new("key", Say("Opportunities.Key"), FilterKind.Bool),
            new("mine", Say("Opportunities.Mine"), FilterKind.Bool),
        ];
    }

    private static readonly string[] OpenStages = [.. Pipeline.Standard().Select(s => s.Code), Pipeline.Won, Pipeline.Lost];

    private void Narrow(IReadOnlyDictionary<string, string?> values) =>
        Go(_address.With([.. OpportunityAddress.FilterKeys.Select(k => (k, values.GetValueOrDefault(k)))]));

    private void Go(OpportunityAddress address) => navigation.NavigateTo(address.ToString(), replace: true);

    private string ExportHref(string format) => $"/opportunities/export.{format}{(_address.Query.Length > 0 ? "?" : "")}{_address.Query}";

    private void Fold(BoardFold fold)
    {
        _ = fold.Collapsed ? _folded.Add(fold.Key) : _folded.Remove(fold.Key);
        Show();
    }

    private async Task Reload()
    {
        _me = await who.Get();
        if (_address.AsList)
        {
            _list = await list.For(_me, _filter, _address.Sort, !_address.Ascending, _address.Page, _address.Group);
            return;
        }

        var collaborators = await shared.Get(Heard, "board-collaborators", view.Collaborators);
        var mine = $"{_me.Sees(Area.Sales).Key}|{(_filter.Mine || collaborators.Contains(_me.Id) ? _me.Id : "")}";
        var key = $"board|{mine}|{_filter.CacheKey}|{string.Join(',', _cards.OrderBy(c => c.Key).Select(c => $"{c.Key}:{c.Value}"))}";
        _columns = await shared.Get(Heard, key, () => view.For(_me, _filter, _cards));
        Show();
    }

    private void Show() => _shown =
    [
        .. _columns!.Where(c => _filter.Columns.Count == 0 || _filter.Columns.Contains(c.Code))
            .Select(c => new BoardColumn<OpportunityCard>(c.Code, Say($"Sales.Stage_{c.Code}"), c.Cards, c.Count)
            {
                Header = Sums(c), Collapsed = _folded.Contains(c.Code), Full = c.Cards.Count >= Limits.CardsPerColumnAtMost,
            }),
    ];

    private async Task LookAgain()
    {
        if (_board?.IsDragging == true)
        {
            _behind = true;
            return;
        }

        var before = Versions().ToDictionary();
        await Reload();
        _glow = [.. Versions().Where(v => !before.TryGetValue(v.Key, out var version) || version != v.Value).Select(v => v.Key)];
    }

    private IEnumerable<KeyValuePair<Guid, int>> Versions()
    {
        return _address.AsList
            ? _list?.Rows.Select(r => KeyValuePair.Create(r.Id, r.Version)) ?? []
            : _columns?.SelectMany(c => c.Cards).Select(c => KeyValuePair.Create(c.Id, c.Version)) ?? [];
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
