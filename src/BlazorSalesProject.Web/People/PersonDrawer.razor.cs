using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.People;

/// <summary>The form of a person card and of the roles he holds.</summary>
public sealed partial class PersonDrawer(DepartmentTreeView departments, RolePicks picks, CurrentMe who, ToastTray tray) : ComponentBase
{
    private readonly FormErrors _errors = new();
    private IReadOnlyList<Choice> _departments = [];
    private IReadOnlyList<RoleChip> _roles = [];
    private HashSet<Guid> _held = [];
    private HashSet<Guid> _heldBefore = [];
    private Guid _key;
    private Guid? _id;
    private int _version;
    private PersonFacts? _before;
    private string _was = "";
    private string? _name;
    private string? _kind;
    private string? _department;
    private string? _title;
    private string? _email;
    private string? _mobile;
    private bool _mayGive;
    private bool _dirty;
    private bool _wasOpen;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The person to change; a new one is made without.</summary>
    [Parameter]
    public PersonSheet? Editing { get; set; }

    [Parameter]
    public EventCallback Saved { get; set; }

    private static List<Choice> Kinds => [.. Enum.GetValues<PersonKind>().Select(k => new Choice(k.ToString(), Say($"People.Kind_{k}")))];

    protected override async Task OnParametersSetAsync()
    {
        var opened = Open && !_wasOpen;
        _wasOpen = Open;
        if (!opened)
        {
            return;
        }

        (_key, _dirty, _id, _version, _was) = (Guid.NewGuid(), false, Editing?.Id, Editing?.Version ?? 0, Editing?.Name ?? "");
        _before = Editing?.FactsNow();
        (_name, _kind, _department) = (_before?.Name, (_before?.Kind ?? PersonKind.Staff).ToString(), _before?.DepartmentId?.ToString());
        (_title, _email, _mobile) = (_before?.Title, _before?.Email, _before?.Mobile);
        _heldBefore = [.. Editing?.Roles.Select(r => r.Id) ?? []];
        _held = [.. _heldBefore];
        _errors.Reset();
        var me = await who.Get();
        _mayGive = me.MayConfigurePeople();
        _departments = [.. (await departments.For(me)).Where(d => me.MayPlaceIn(d.Id) || d.Id == _before?.DepartmentId).Select(d => new Choice(d.Id.ToString(), new string('\u3000', d.Depth) + d.Name))];
        _roles = await picks.For(me);
    }

    private void Hold(Guid role, bool on)
    {
        _dirty = true;
        _ = on ? _held.Add(role) : _held.Remove(role);
    }

    private async Task Save()
    {
        _errors.Clear();
        if (_errors.Any)
        {
            return;
        }

        var me = await who.Get();
        var facts = new PersonFacts(_name, Enum.TryParse<PersonKind>(_kind, out var kind) ? kind : PersonKind.Staff)
        {
            DepartmentId = Guid.TryParse(_department, out var department) ? department : null, Title = _title, Email = _email, Mobile = _mobile,
        };
        if ((_id is { } id ? await Change(me, id, facts) : (await Creating.Run(me, _key, facts, [.. _held])).Refusal) is { } refusal)
        {
            _errors.Take(refusal);
            return;
        }

        _dirty = false;
        tray.Ok(Say("Admin.Saved", _name));
        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync();
    }

    private async Task<Refusal?> Change(Me me, Guid id, PersonFacts facts)
    {
        if (_before != facts)
        {
            if ((await Changing.Run(me, id, _version, facts)).Refusal is { } refusal)
            {
                return refusal;
            }

            (_version, _before) = (_version + 1, facts);
        }

        if (_mayGive && !_held.SetEquals(_heldBefore))
        {
            if ((await Giving.Run(me, id, _version, [.. _held])).Refusal is { } refusal)
            {
                return refusal;
            }

            (_version, _heldBefore) = (_version + 1, [.. _held]);
        }

        return null;
    }
}
