using System.Globalization;
using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;
using Found = BlazorSalesProject.Delivery.Projects.ProjectPage;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>The projects a person sees: search, closed ones too, page and way of showing stand in the address.</summary>
public sealed partial class ProjectsPage(ProjectList view, CurrentMe who, NavigationManager navigation, TimeProvider clock) : ComponentBase
{
    private static readonly string[] Heard = [nameof(Project), nameof(ProjectTask), nameof(Role)];
    private HashSet<Guid> _glow = [];
    private Found? _found;
    private bool _keepsTemplates;
    private bool _seesLoad;
    private DateOnly _today;
    private (string?, string?, int, bool)? _read;

    [SupplyParameterFromQuery(Name = "q")] private string? Q { get; set; }

    [SupplyParameterFromQuery(Name = "all")] private string? All { get; set; }

    [SupplyParameterFromQuery(Name = "view")] private string? View { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private string? Page { get; set; }

    private bool AsBoard => View == "board";

    /// <summary>A board is looked at as a whole: it takes as much as a page may hold.</summary>
    private int Size => AsBoard ? Limits.LargestPage : Limits.PageSize;

    private int PageNumber => int.TryParse(Page, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 100_000 ? page : 1;

    private IReadOnlyList<BoardColumn<ProjectRow>> Columns =>
    [
        .. Enum.GetValues<ProjectHealth>().Select(health => (Health: health, Rows: _found!.Rows.Where(r => r.Health(_today) == health).ToList()))
            .Select(c => new BoardColumn<ProjectRow>(c.Health.ToString(), Say($"Delivery.Health_{c.Health}"), c.Rows, c.Rows.Count)),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Q, All, PageNumber, AsBoard))
        {
            (_read, _glow) = ((Q, All, PageNumber, AsBoard), []);
            await Reload();
        }
    }

    private async Task Reload()
    {
        _today = clock.Today();
        var me = await who.Get();
        (_keepsTemplates, _seesLoad) = (me.MayKeepTemplates(), me.MaySeeLoad());
        _found = await view.For(me, Q, All == "1", PageNumber, Size);
    }

    private async Task LookAgain()
    {
        var before = (_found?.Rows ?? []).ToDictionary(r => r.Id);
        await Reload();
        _glow = [.. _found!.Rows.Where(r => !before.TryGetValue(r.Id, out var known) || known != r).Select(r => r.Id)];
    }

    private string Address(params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var values = new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q, ["all"] = All, ["view"] = View, ["page"] = PageNumber > 1 ? PageNumber : null };
        foreach (var (key, value) in changes)
        {
            values[key] = string.IsNullOrWhiteSpace(value) ? null : value;
        }

        return navigation.GetUriWithQueryParameters(values);
    }

    private void Go(params ReadOnlySpan<(string Key, string? Value)> changes) => navigation.NavigateTo(Address(changes), replace: true);

    private void Open(Guid id) => navigation.NavigateTo($"/projects/{id}");
}
