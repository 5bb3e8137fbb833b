using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.People;

/// <summary>The form of a role: what it may do in each area, and how far.</summary>
public sealed partial class RoleDrawer(CurrentMe who, ToastTray tray) : ComponentBase
{
    private const string Mixed = "mixed";
    private static readonly DataScope[] Scopes = [DataScope.Self, DataScope.Department, DataScope.DepartmentAndBelow, DataScope.All];
    private readonly FormErrors _errors = new();
    private readonly Dictionary<Area, DataScope> _chosen = [];
    private Dictionary<Right, DataScope> _grants = [];
    private Guid _key;
    private Guid? _id;
    private int _version;
    private string _was = "";
    private string? _name;
    private string? _note;
    private bool _dirty;
    private bool _wasOpen;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The role to change; a new one is made without.</summary>
    [Parameter]
    public RoleSheet? Editing { get; set; }

    /// <summary>Whose rights the form begins with.</summary>
    [Parameter]
    public RoleSheet? From { get; set; }

    [Parameter]
    public EventCallback Saved { get; set; }

    protected override void OnParametersSet()
    {
        if (Open && !_wasOpen)
        {
            (_key, _dirty, _id, _version, _was) = (Guid.NewGuid(), false, Editing?.Id, Editing?.Version ?? 0, Editing?.Title ?? "");
            (_name, _note) = (Editing?.Name, Editing?.Note);
            _grants = From?.Grants.ToDictionary() ?? [];
            _chosen.Clear();
            _errors.Reset();
        }

        _wasOpen = Open;
    }

    private string ReachOf(Area area)
    {
        var scopes = _grants.Where(g => g.Key.Area == area).Select(g => g.Value).Distinct().ToList();
        return scopes.Count switch
        {
            0 => ChosenFor(area).ToString(),
            1 => scopes[0].ToString(),
            _ => Mixed,
        };
    }

    private DataScope ChosenFor(Area area) => _chosen.TryGetValue(area, out var chosen) ? chosen : RoleAreas.HasOwners(area) ? DataScope.Self : DataScope.All;

    private void Grant(Right right, bool on)
    {
        _dirty = true;
        if (!on)
        {
            _grants.Remove(right);
            return;
        }

        var others = _grants.Where(g => g.Key.Area == right.Area).Select(g => g.Value).ToList();
        _grants[right] = others.Count > 0 ? others.Max() : ChosenFor(right.Area);
    }

    private void Spread(Area area, string? text)
    {
        if (!Enum.TryParse<DataScope>(text, out var scope) || !Scopes.Contains(scope))
        {
            return;
        }

        (_dirty, _chosen[area]) = (true, scope);
        foreach (var right in _grants.Keys.Where(r => r.Area == area).ToList())
        {
            _grants[right] = scope;
        }
    }

    private async Task Save()
    {
        _errors.Clear();
        var me = await who.Get();
        List<GrantFacts> grants = [.. _grants.OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).Select(g => new GrantFacts(g.Key.Area, g.Key.Function, g.Value))];
        var refused = _id is { } id ? (await Changing.Run(me, id, _version, _name, _note, grants)).Refusal : (await Creating.Run(me, _key, _name, _note, grants)).Refusal;
        if (refused is not null)
        {
            _errors.Take(refused);
            return;
        }

        _dirty = false;
        tray.Ok(Say("Admin.Saved", _name));
        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync();
    }
}
