using System.Globalization;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>The plan of a project over time. A manager opens a bar to change it, carries it or stretches it by its ends, does the same with Shift and the arrow keys, and lets the plan begin earlier.</summary>
public sealed partial class Gantt(PullInPlan pulling, ChangeTask changing, TaskSheet sheets, WorkingCalendar calendar, CurrentMe who, ToastTray tray, TimeProvider time) : ComponentBase
{
    private GanttChart _chart = null!;
    private bool _busy;

    // Rises with every answer to a gesture: the carried copy of a bar leaves when it changes.
    private int _answers;

    [Parameter, EditorRequired] public ProjectView Project { get; set; } = default!;

    /// <summary>day, week or month, from the address.</summary>
    [Parameter] public string? Scale { get; set; }

    /// <summary>Tasks that changed a moment ago.</summary>
    [Parameter] public IReadOnlySet<Guid> Glow { get; set; } = new HashSet<Guid>();

    /// <summary>A bar was opened.</summary>
    [Parameter] public EventCallback<TaskAim> Asked { get; set; }

    /// <summary>The plan was moved here: look again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private DateOnly Today => time.Today();

    private bool MayMove => Project is { MayRun: true, State: ProjectState.Running };

    private string Wide => string.Create(CultureInfo.InvariantCulture, $"width:{_chart.Width:0.#}px");

    private string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {_chart.Width:0.#} {Math.Max(1, _chart.Rows.Count) * GanttChart.RowHeight}");

    protected override void OnParametersSet() => _chart = new GanttChart(Project.Tasks, calendar, Today, Scale);

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Said(TaskCard task, string mark) =>
        string.Join(" · ", new[] { mark is "late" or "ready" or "waits" ? TaskLook.Word(mark) : null, task.People.Count == 0 ? null : string.Join(Say("Activity.Comma"), task.People.Take(2).Select(p => p.Name)) }.Where(w => w is not null));

    /// <summary>One working day per key: Shift moves the task, Shift and Ctrl its end.</summary>
    private Task Key(KeyboardEventArgs e, TaskCard card)
    {
        var by = e is { ShiftKey: true, Key: "ArrowLeft" or "ArrowRight" } ? e.Key == "ArrowRight" ? 1 : -1 : 0;
        return by == 0 || _busy ? Task.CompletedTask : Replan(card.Id, card.Version, facts => e.CtrlKey
            ? facts.Ending(DaysTo(facts.DueOn, by), calendar)
            : facts.Moved(DaysTo(facts.StartOn ?? facts.DueOn, by), calendar));
    }

    /// <summary>The script says where a bar was let go. What it says is only asked for: the verb decides.</summary>
    private Task Dropped(ChangeEventArgs e) => _busy || !MayMove || BarDrop.Read(e.Value as string) is not { } drop ? Answer() : Replan(drop.Id, drop.Version, facts => drop.End switch
    {
        "start" => facts.Beginning(drop.Days, calendar),
        "due" => facts.Ending(drop.Days, calendar),
        _ => facts.Moved(drop.Days, calendar),
    });

    private Task Answer()
    {
        _answers++;
        return Task.CompletedTask;
    }

    private Task Replan(Guid id, int version, Func<TaskFacts, TaskFacts> how) => Do(async () =>
    {
        var me = await who.Get();
        if (await sheets.For(me, id) is not { } task || task.ProjectId != Project.Id)
        {
            return;
        }

        var facts = TaskForm.Of(task).Facts();
        var moved = how(facts);
        if (moved == facts)
        {
            return;
        }

        if ((await changing.Run(me, id, version, moved)).Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
            return;
        }

        // It may have been pushed behind what it waits for. What waits for it moved along and would stay there: only a task nothing waits for can simply go back.
        var now = await sheets.For(me, id) ?? task;
        var said = Say("DeliveryPages.Replanned", now.Title, string.Join(" → ", new[] { now.StartOn, now.DueOn }.OfType<DateOnly>().Distinct().Select(DateText.Exact)));
        if (Project.Tasks.Any(t => t.Needs.Any(n => n.TaskId == id)))
        {
            tray.Ok(said);
        }
        else
        {
            tray.Ok(said, () => InvokeAsync(() => Replan(id, now.Version, _ => facts)));
        }
    });

    private int DaysTo(DateOnly? day, int by) => day is not { } from ? 0 : (by > 0 ? calendar.Next(from) : calendar.OnOrBefore(from.AddDays(-1))).DayNumber - from.DayNumber;

    private Task PullIn() => Do(async () =>
    {
        var pulled = await pulling.Run(await who.Get(), Project.Id);
        if (pulled.Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }
        else
        {
            tray.Ok(pulled.Value == 0 ? Say("DeliveryPages.PulledNone") : Say("DeliveryPages.Pulled", pulled.Value));
        }
    });

    private async Task Do(Func<Task> act)
    {
        _busy = true;
        try
        {
            await act();
        }
        finally
        {
            _busy = false;
            _answers++;
        }

        await Changed.InvokeAsync();
    }
}
