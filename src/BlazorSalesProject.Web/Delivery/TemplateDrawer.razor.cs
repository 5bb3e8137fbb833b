using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>The form of a template; what somebody else saved meanwhile makes saving refuse with his name.</summary>
public sealed partial class TemplateDrawer(SaveTemplate saving, TemplateSheet sheets, CurrentMe who, ToastTray tray) : ComponentBase
{
    private readonly FormErrors _errors = new();
    private List<Line> _lines = [];
    private Guid? _shown;
    private Guid _key;
    private int _version;
    private string? _name;
    private string? _note;
    private bool _open;
    private bool _dirty;

    /// <summary>The template to change, an empty id for a new one; null while the drawer is closed.</summary>
    [Parameter] public Guid? Id { get; set; }

    /// <summary>Saved, or left without.</summary>
    [Parameter] public EventCallback Closed { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (Id == _shown)
        {
            return;
        }

        (_shown, _open) = (Id, false);
        if (Id is not { } id)
        {
            return;
        }

        (_key, _dirty) = (Guid.NewGuid(), false);
        _errors.Reset();
        var template = id == Guid.Empty ? null : await sheets.For(await who.Get(), id);
        (_version, _name, _note) = (template?.Version ?? 0, template?.Name, template?.Note);
        _lines = template is null ? [new Line { No = 1 }] : [.. template.Items.Select(Line.Of)];
        _open = true;
    }

    private Task Leave(bool open) => open ? Task.CompletedTask : Closed.InvokeAsync();

    private void Add()
    {
        _lines.Add(new Line { No = _lines.Count == 0 ? 1 : _lines.Max(l => l.No) + 1, Offset = _lines.Count == 0 ? 0 : _lines[^1].Offset + _lines[^1].Length });
        _dirty = true;
    }

    private void Remove(Line line)
    {
        _lines.Remove(line);
        _dirty = true;
    }

    private async Task Save()
    {
        _errors.Clear();
        if (_errors.Any)
        {
            return;
        }

        var saved = await saving.Run(await who.Get(), _key, Id == Guid.Empty ? null : Id, _version, new TemplateFacts(_name, _note, [.. _lines.Select(l => l.Facts())]));
        if (saved.Refusal is { } refusal)
        {
            // The next attempt is another request.
            _key = Guid.NewGuid();
            _errors.Take(refusal);
            return;
        }

        _dirty = false;
        tray.Ok(Say("DeliveryPages.TemplateSaved", _name));
        await Closed.InvokeAsync();
    }

    /// <summary>A line while it is typed.</summary>
    private sealed class Line
    {
        public int No { get; set; }

        public string? Title { get; set; }

        public string? Description { get; init; }

        public int Offset { get; set; }

        public int Length { get; set; } = 1;

        public decimal? Hours { get; set; }

        public int? ParentNo { get; set; }

        public string? Needs { get; set; }

        public bool IsMilestone { get; set; }

        public static Line Of(TemplateItemFacts item) => new()
        {
            No = item.No, Title = item.Title, Description = item.Description, Offset = item.Offset, Length = item.Length, Hours = item.Hours, ParentNo = item.ParentNo, Needs = item.Needs, IsMilestone = item.IsMilestone,
        };

        public TemplateItemFacts Facts() => new(No, Title) { Description = Description, Offset = Offset, Length = Length, Hours = Hours, ParentNo = ParentNo, Needs = Needs, IsMilestone = IsMilestone };
    }
}
