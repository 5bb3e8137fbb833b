using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>One project: its tasks as a board or a list, what it delivers, what happened. The open tab stands in the address.</summary>
public sealed partial class ProjectPage(ProjectBoard view, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private const string BoardTab = "board";
    private static readonly string[] TabKeys = [BoardTab, "list", "gantt", "deliverables", "control", "members", "timeline"];
    private static readonly TaskState[] Stages = [TaskState.ToAssign, TaskState.ToAccept, TaskState.Doing, TaskState.InReview, TaskState.Done];
    private readonly Dictionary<string, int> _shownCards = [];
    private readonly HashSet<string> _folded = [];
    private Board<TaskCard>? _board;
    private TaskActs? _acts;
    private Me _me = CurrentMe.Nobody;
    private ProjectView? _project;
    private IReadOnlyList<BoardColumn<TaskCard>> _columns = [];
    private HashSet<Guid> _glow = [];
    private Guid? _shown;
    private Guid? _planning;
    private ProjectView? _templating;
    private bool _keeping;
    private HealthAim? _saying;
    private bool _read;
    private bool _behind;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")] private string? AskedTab { get; set; }

    [SupplyParameterFromQuery(Name = "scale")] private string? Scale { get; set; }

    /// <summary>The open tab stands in the address.</summary>
    private string Tab => AskedTab is not null && TabKeys.Contains(AskedTab) ? AskedTab : BoardTab;

    private IReadOnlyCollection<string> Heard => [Signals.Topic(nameof(Project), Id), nameof(ProjectTask), nameof(Role), .. _project is { } p ? [Signals.Topic(nameof(Order), p.OrderId)] : Array.Empty<string>()];

    private IReadOnlyList<TabItem> TabItems =>
    [
        Item(BoardTab, Say("DeliveryPages.Tab_board"), _project!.Tasks.Count),
        Item("list", Say("DeliveryPages.Tab_list")),
        Item("gantt", Say("DeliveryPages.Tab_gantt")),
        Item("deliverables", Say("DeliveryPages.Tab_deliverables"), _project.Deliverables.Count),
        Item("control", Say("ProjectControl.Tab")),
        Item("members", Say("DeliveryPages.Tab_members")),
        Item("timeline", Say("Activity.Title")),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            (_shown, _read, _project, _planning, _saying) = (Id, false, null, null, null);
            _templating = null;
            _shownCards.Clear();
            await Reload();
        }
    }

    private TabItem Item(string key, string label, int? count = null) => new(key, label, count, key == BoardTab ? $"/projects/{Id}" : $"/projects/{Id}?tab={key}");

    private async Task Reload()
    {
        _me = await who.Get();
        (_project, _read) = (await view.For(_me, Id), true);
        Show();
    }

    private void Show() => _columns = [.. _project is null ? [] : Stages.Select(Column)];

    private BoardColumn<TaskCard> Column(TaskState state)
    {
        var cards = _project!.Tasks.Where(t => t.State == state);
        List<TaskCard> all = [.. state == TaskState.Done ? cards.OrderByDescending(t => t.DoneAt) : cards];
        var most = _shownCards.GetValueOrDefault(state.ToString(), Limits.CardsPerColumn);
        return new BoardColumn<TaskCard>(state.ToString(), Say($"Delivery.State_{state}"), [.. all.Take(most)], all.Count)
        {
            Collapsed = _folded.Contains(state.ToString()), Full = most >= Limits.CardsPerColumnAtMost, Empty = Say($"DeliveryPages.Empty_{state}"),
        };
    }

    private async Task LookAgain()
    {
        if (_board?.IsDragging == true)
        {
            _behind = true;
            return;
        }

        var before = _project?.Tasks.ToDictionary(t => t.Id, t => t.Version) ?? [];
        await Reload();
        _glow = [.. (_project?.Tasks ?? []).Where(t => !before.TryGetValue(t.Id, out var version) || version != t.Version).Select(t => t.Id)];
    }

    private async Task CatchUp()
    {
        if (_behind)
        {
            _behind = false;
            await LookAgain();
        }
    }

    private bool IsMine(TaskCard card, AssigneeAnswer answer) => card.People.Any(p => p.Id == _me.Id && p.Answer == answer);

    private bool MayLift(TaskCard card) => _project is { State: ProjectState.Running } project && (project.MayRun || card.People.Any(p => p.Id == _me.Id));

    /// <summary>Where the next step of a task leads; a drop elsewhere is told why not.</summary>
    private IEnumerable<string> Targets(TaskCard card)
    {
        var runs = _project?.MayRun == true;
        return card.State switch
        {
            TaskState.ToAssign when runs => [nameof(TaskState.ToAccept)],
            TaskState.ToAccept when IsMine(card, AssigneeAnswer.None) => [nameof(TaskState.Doing)],
            TaskState.Doing when IsMine(card, AssigneeAnswer.Accepted) => [nameof(TaskState.InReview)],
            TaskState.InReview when runs => [nameof(TaskState.Doing), nameof(TaskState.Done)],
            TaskState.Done when runs => [nameof(TaskState.Doing)],
            _ => [],
        };
    }

    private async Task Move(BoardMove<TaskCard> drop)
    {
        var card = drop.Card;
        TaskAsk? ask = (drop.From, drop.To) switch
        {
            (nameof(TaskState.ToAssign), nameof(TaskState.ToAccept)) => TaskAsk.Assign,
            (nameof(TaskState.ToAccept), nameof(TaskState.Doing)) => TaskAsk.Accept,
            (nameof(TaskState.Doing), nameof(TaskState.InReview)) => TaskAsk.Submit,
            (nameof(TaskState.InReview), nameof(TaskState.Done)) => TaskAsk.Approve,
            (nameof(TaskState.InReview), nameof(TaskState.Doing)) => TaskAsk.Reject,
            (nameof(TaskState.Done), nameof(TaskState.Doing)) => TaskAsk.Reopen,
            _ => null,
        };
        if (ask is null)
        {
            tray.Error(Say("Delivery.NotThatWay", card.Title));
        }
        else if (!Targets(card).Contains(drop.To))
        {
            tray.Error(ask is TaskAsk.Accept or TaskAsk.Submit ? Say("Delivery.NotYours", card.Title) : Say("Delivery.MayNot", card.Title));
        }
        else
        {
            await _acts!.Ask(new TaskAim(ask.Value, card.Id, card.Version, card.Title));
        }
    }

    private Task Closed()
    {
        (_planning, _saying, _templating) = (null, null, null);
        return Reload();
    }

    private void Template(bool keep) => (_templating, _keeping) = (_project, keep);

    private void More(string column)
    {
        _shownCards[column] = Math.Min(_shownCards.GetValueOrDefault(column, Limits.CardsPerColumn) + Limits.CardsPerColumn, Limits.CardsPerColumnAtMost);
        Show();
    }

    private void Fold(BoardFold fold)
    {
        _ = fold.Collapsed ? _folded.Add(fold.Key) : _folded.Remove(fold.Key);
        Show();
    }

    private void Open(Guid id) => navigation.NavigateTo($"/tasks/{id}");
}
