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

/// <summary>The plan of a project over time. A manager opens a bar to change it, moves it by whole working days with Shift and the arrow keys, and lets the plan begin earlier.</summary>
public sealed partial class Gantt(PullInPlan pulling, ChangeTask changing, TaskSheet sheets, WorkingCalendar calendar, CurrentMe who, ToastTray tray, TimeProvider time) : ComponentBase
{
    private GanttChart _chart = null!;
    private bool _busy;

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

    private Task Key(KeyboardEventArgs e, TaskCard card) => e is { ShiftKey: true, Key: "ArrowLeft" or "ArrowRight" } && !_busy ? Move(card, e.Key == "ArrowRight") : Task.CompletedTask;

    /// <summary>By one working day; its length in working days stays.</summary>
    private Task Move(TaskCard card, bool later) => Do(async () =>
    {
        var me = await who.Get();
        if (await sheets.For(me, card.Id) is not { } task)
        {
            return;
        }

        var facts = TaskForm.Of(task).Facts();
        var length = facts is { StartOn: { } from, DueOn: { } to } ? Math.Max(1, calendar.Count(from, to)) : 1;
        var day = (facts.StartOn ?? facts.DueOn)!.Value;
        day = later ? calendar.Next(day) : Before(day);
        var moved = facts with { StartOn = facts.StartOn is null ? null : day, DueOn = facts.DueOn is null ? null : calendar.Add(day, length - 1) };
        if ((await changing.Run(me, card.Id, card.Version, moved)).Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }
    });

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
        }

        await Changed.InvokeAsync();
    }

    private DateOnly Before(DateOnly day)
    {
        for (day = day.AddDays(-1); !calendar.IsWorking(day) && day.Year >= 2000; day = day.AddDays(-1))
        {
        }

        return day;
    }
}
