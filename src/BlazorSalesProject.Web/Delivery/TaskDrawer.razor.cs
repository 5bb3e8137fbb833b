using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>The form of a task: a new one of a project, or the facts of one there is.</summary>
public sealed partial class TaskDrawer(PlanTask planning, ChangeTask changing, TaskSheet sheets, ProjectBoard projects, Settings settings, CurrentMe who, ToastTray tray) : ComponentBase
{
    private readonly FormErrors _errors = new();
    private TaskForm _form = new();
    private TaskForm _before = new();
    private TaskForm? _theirs;
    private List<FormField<TaskForm>> _both = [];
    private string? _changedBy;
    private IReadOnlyList<Choice> _parents = [];
    private HashSet<Guid> _people = [];
    private OutsiderForm? _outsider;
    private TaskAim? _aim;
    private Guid? _project;
    private Guid _key;
    private int _version;
    private int _round;
    private bool _open;
    private bool _dirty;

    /// <summary>The task to change; null while the drawer is closed or plans a new one.</summary>
    [Parameter] public TaskAim? Aim { get; set; }

    /// <summary>The project a new task is planned in; null while the drawer is closed or changes one.</summary>
    [Parameter] public Guid? Project { get; set; }

    /// <summary>Saved, or left without.</summary>
    [Parameter] public EventCallback Closed { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        // What comes in later, by a live refresh of the page, never touches an open form.
        if (Aim == _aim && Project == _project)
        {
            return;
        }

        (_aim, _project, _open) = (Aim, Project, false);
        if (Aim is null && Project is null)
        {
            return;
        }

        (_key, _dirty, _theirs, _both, _people, _outsider) = (Guid.NewGuid(), false, null, [], [], null);
        _errors.Reset();
        var me = await who.Get();
        var task = Aim is null ? null : await sheets.For(me, Aim.Id);
        (_version, _form, _before) = task is null ? (0, new() { Currency = settings.Currency }, new()) : (task.Version, TaskForm.Of(task), TaskForm.Of(task));
        var board = (task?.ProjectId ?? Project) is { } id ? await projects.For(me, id) : null;
        _round++;
        _parents = [.. (board?.Tasks ?? []).Where(t => t.Id != task?.Id).Select(t => new Choice(t.Id.ToString(), t.Title))];
        _open = true;
    }

    private Task Leave(bool open) => open ? Task.CompletedTask : Closed.InvokeAsync();

    private void TakeTheirs(FormField<TaskForm> field)
    {
        field.Take(_form, _theirs!);
        _both.Remove(field);
    }

    private void NobodyFromOutside()
    {
        _outsider = null;
        _errors.Reset();
    }

    private async Task Save()
    {
        _errors.Clear();
        if (_errors.Any)
        {
            return;
        }

        var me = await who.Get();
        Outcome outcome = _aim is null ? await planning.Run(me, _key, _project!.Value, _form.Facts(), [.. _people], _outsider is { IsEmpty: false } invited ? invited.Facts() : null) : await changing.Run(me, _aim.Id, _version, _form.Facts());
        if (outcome.Refusal is { Kind: RefusalKind.Conflict } conflict && _aim is not null && await sheets.For(me, _aim.Id) is { } now && now.Version != _version)
        {
            _theirs = TaskForm.Of(now);
            _both = [.. TaskForm.Fields.Meet(_form, _before, _theirs)];
            (_before, _version, _changedBy) = (TaskForm.Of(now), now.Version, conflict.Sentence);
            return;
        }

        if (outcome.Refusal is { } refusal)
        {
            _errors.Take(refusal);
            return;
        }

        _dirty = false;
        tray.Ok(_aim is null ? Say("DeliveryPages.Done_Plan", _form.Title) : Say("DeliveryPages.Done_Edit", _form.Title));
        await Closed.InvokeAsync();
    }
}
