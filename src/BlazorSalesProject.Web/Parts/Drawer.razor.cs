using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace BlazorSalesProject.Web.Parts;

/// <summary>A sheet from the right for a form or a peek; keeps the person from losing what was typed.</summary>
public sealed partial class Drawer
{
    private readonly string _id = $"d-{Guid.NewGuid():N}"[..10];
    private bool _asking;
    private bool _saving;
    private bool _leaving;
    private string? _wayOut;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Parameter] public bool Open { get; set; }
    [Parameter] public EventCallback<bool> OpenChanged { get; set; }
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>A quiet line below the title.</summary>
    [Parameter] public RenderFragment? Sub { get; set; }

    /// <summary>Buttons left of the cross.</summary>
    [Parameter] public RenderFragment? HeadActions { get; set; }
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Replaces the save and cancel buttons.</summary>
    [Parameter] public RenderFragment? Footer { get; set; }

    /// <summary>Stands beside the save and cancel buttons.</summary>
    [Parameter] public RenderFragment? FootAside { get; set; }

    /// <summary>Saves; the page closes the drawer itself when it went well.</summary>
    [Parameter] public EventCallback OnSave { get; set; }
    [Parameter] public string? SaveText { get; set; }

    /// <summary>True while something typed is not saved: closing and leaving then ask first.</summary>
    [Parameter] public bool Unsaved { get; set; }

    /// <summary>"" (480 px) or wide (760 px); the whole screen on a phone.</summary>
    [Parameter] public string Width { get; set; } = "";

    protected override void OnParametersSet()
    {
        if (!Open)
        {
            (_asking, _leaving, _wayOut) = (false, false, null);
        }
    }

    private async Task Save()
    {
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            await OnSave.InvokeAsync();
        }
        finally
        {
            _saving = false;
        }
    }

    private Task AskClose()
    {
        if (Unsaved)
        {
            _asking = true;
            return Task.CompletedTask;
        }

        return OpenChanged.InvokeAsync(false);
    }

    private void KeepWriting(bool open)
    {
        _asking = open;
        _wayOut = null;
    }

    private async Task Discard()
    {
        _asking = false;
        var wayOut = _wayOut;
        _wayOut = null;
        if (wayOut is not null)
        {
            _leaving = true;
            Navigation.NavigateTo(wayOut);
        }

        await OpenChanged.InvokeAsync(false);
    }

    private void Guard(LocationChangingContext context)
    {
        // A save that leads on to the new record is no loss.
        if (!Unsaved || _saving || _leaving)
        {
            return;
        }

        context.PreventNavigation();
        _wayOut = context.TargetLocation;
        _asking = true;
        StateHasChanged();
    }
}
