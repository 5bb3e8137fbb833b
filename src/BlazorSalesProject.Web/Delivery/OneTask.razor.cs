using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>One task, live: what is done to it elsewhere is here at once, an open dialog stays as it is.</summary>
public sealed partial class OneTask(TaskSheet view, CurrentMe who, NavigationManager here) : ComponentBase
{
    private TaskView? _task;
    private TaskActs? _acts;
    private Guid? _shown;
    private bool _read;

    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>For external people: no ways to projects, customers and colleagues.</summary>
    [Parameter] public bool Portal { get; set; }

    private string Back => Portal ? "/portal" : _task is { SeesProject: true, Mine: null } task ? $"/projects/{task.ProjectId}" : "/tasks";

    private IReadOnlyCollection<string> Heard =>
        [Signals.Topic(nameof(ProjectTask), Id), nameof(Role), nameof(Person), .. _task is { } task ? [Signals.Topic(nameof(Project), task.ProjectId), .. task.Needs.Select(n => Signals.Topic(nameof(ProjectTask), n.Id))] : Array.Empty<string>()];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            (_shown, _read, _task) = (Id, false, null);
            await Reload();
            if (Portal && _task is null && !RendererInfo.IsInteractive)
            {
                // To people from outside a task of others is answered like an address that never was.
                here.NotFound();
            }
        }
    }

    private async Task Reload()
    {
        _task = await view.For(await who.Get(), Id);
        _read = true;
    }

    private Task Ask(TaskAsk ask) => Tell((ask, null));

    private Task Tell((TaskAsk Ask, string? Words) said) => _acts!.Ask(new TaskAim(said.Ask, Id, _task!.Version, _task.Title, said.Words));
}
