using System.Globalization;
using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery.Load;

/// <summary>人效: search, filters, page, and the person and week that are looked into stand in the address.</summary>
public sealed partial class LoadPage(PeopleLoad view, DepartmentPicks departments, CurrentMe who, NavigationManager navigation, TimeProvider clock) : ComponentBase
{
    private const string UsualPeriod = "last-90";
    private static readonly string[] Heard = [nameof(Project), nameof(ProjectTask), nameof(Person), nameof(Department), nameof(Role)];
    private HashSet<Guid> _glow = [];
    private IReadOnlyList<FilterDef> _filters = [];
    private LoadFilter _filter = new();
    private PeopleLoadPage? _found;
    private (LoadFilter, int)? _read;
    private DateOnly _today;
    private bool _closed;
    private int _round;

    [SupplyParameterFromQuery(Name = "q")] private string? Q { get; set; }

    [SupplyParameterFromQuery(Name = "department")] private string? Unit { get; set; }

    [SupplyParameterFromQuery(Name = "project")] private string? Project { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "period")] private string? Period { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private string? Page { get; set; }

    [SupplyParameterFromQuery(Name = "person")] private string? Chosen { get; set; }

    [SupplyParameterFromQuery(Name = "week")] private string? Week { get; set; }

    private int PageNumber => int.TryParse(Page, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 100_000 ? page : 1;

    private Guid? ChosenPerson => Guid.TryParse(Chosen, out var id) ? id : null;

    private DateOnly? ChosenWeek => DateOnly.TryParseExact(Week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || _filter with { From = null, Until = null } != new LoadFilter();

    /// <summary>What the filter bar shows: a period always, the usual one unless the address says another.</summary>
    private IReadOnlyDictionary<string, string> Values => new Dictionary<string, string?> { ["period"] = string.IsNullOrWhiteSpace(Period) ? UsualPeriod : Period, ["department"] = Unit, ["project"] = Project, ["kind"] = Kind }
        .Where(v => !string.IsNullOrWhiteSpace(v.Value)).ToDictionary(v => v.Key, v => v.Value!);

    protected override async Task OnParametersSetAsync()
    {
        _today = clock.Today();
        var (from, until) = FilterText.DateRange(string.IsNullOrWhiteSpace(Period) ? UsualPeriod : Period, _today);
        _filter = new LoadFilter
        {
            Text = Q, DepartmentId = Guid.TryParse(Unit, out var unit) ? unit : null, ProjectId = Guid.TryParse(Project, out var project) ? project : null,
            Kind = Kind switch { "staff" => PersonKind.Staff, "external" => PersonKind.External, _ => null }, From = from, Until = until,
        };
        if (_read != (_filter, PageNumber))
        {
            (_read, _glow) = ((_filter, PageNumber), []);
            await Reload();
        }
    }

    private async Task Reload()
    {
        var me = await who.Get();
        var found = await view.For(me, _filter, PageNumber);
        _closed = found is null;
        if (found is not null)
        {
            _filters =
            [
                new("department", Say("Load.Department"), FilterKind.Choice, [.. (await departments.For(me)).Select(d => new Choice(d.Id.ToString(), d.Name))]),
                new("project", Say("Load.Project"), FilterKind.Choice, [.. found.Projects.Select(p => new Choice(p.Id.ToString(), p.Title))]),
                new("kind", Say("Load.Kind"), FilterKind.Choice, [new Choice("staff", Say("Load.Kind_staff")), new Choice("external", Say("Load.Kind_external"))]),
                new("period", Say("Load.Period"), FilterKind.DateRange) { Ranges = ["last-30", UsualPeriod, "this-month", "last-month", "this-quarter", "this-year"] },
            ];
        }

        (_found, _round) = (found, _round + 1);
    }

    private async Task LookAgain()
    {
        var before = (_found?.Rows ?? []).ToDictionary(r => r.Id, Told);
        _today = clock.Today();
        await Reload();
        _glow = [.. (_found?.Rows ?? []).Where(r => !before.TryGetValue(r.Id, out var known) || known != Told(r)).Select(r => r.Id)];
    }

    private static string Told(PersonLoadRow row) => string.Join('|', row.Weeks.Select(w => $"{w}")) + (row with { Weeks = [] });

    private void Narrow(IReadOnlyDictionary<string, string> values)
    {
        var period = values.GetValueOrDefault("period");
        Go(("department", values.GetValueOrDefault("department")), ("project", values.GetValueOrDefault("project")), ("kind", values.GetValueOrDefault("kind")), ("period", period == UsualPeriod ? null : period), ("page", null));
    }

    private string WeekHref(Guid person, DateOnly? monday) => Address(("person", person.ToString()), ("week", monday?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private string Address(params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var values = new Dictionary<string, object?>
        {
            ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q, ["department"] = Unit, ["project"] = Project, ["kind"] = Kind, ["period"] = Period, ["page"] = PageNumber > 1 ? PageNumber : null, ["person"] = Chosen, ["week"] = Week,
        };
        foreach (var (key, value) in changes)
        {
            values[key] = string.IsNullOrWhiteSpace(value) ? null : value;
        }

        return navigation.GetUriWithQueryParameters(values);
    }

    private void Go(params ReadOnlySpan<(string Key, string? Value)> changes) => navigation.NavigateTo(Address(changes), replace: true);
}
