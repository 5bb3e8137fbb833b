using System.Text.Json;
using BlazorSalesProject.Customers;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Leads;

/// <summary>The list of leads: what is searched, filtered, sorted and paged stands in the address.</summary>
public sealed partial class LeadsPage(
    LeadList view, LevelsAndIndustries known, CampaignPicks campaigns, PeoplePicks people, Preference preference, SavePreference keep, CurrentMe who, NavigationManager navigation) : ComponentBase, IDisposable
{
    private const string Page = "leads";
    private static readonly string[] Heard = [nameof(Lead), nameof(Role)];
    private Me _me = CurrentMe.Nobody;
    private LeadFilter _filter = new();
    private LeadListPage? _list;
    private CustomerValues _values = new([], [], [], []);
    private IReadOnlyList<PersonPick> _owners = [];
    private IReadOnlyList<CampaignPick> _campaigns = [];
    private IReadOnlyList<string> _columns = LeadColumns.Usual;
    private HashSet<Guid> _glow = [];
    private bool _drawer;

    private IReadOnlyList<FilterDef> Filters =>
    [
        new("state", Say("LeadPages.State"), FilterKind.Multi, [.. Enum.GetValues<LeadState>().Select(s => new Choice(s.ToString(), Say($"Leads.State_{s}")))]),
        new("source", Say("Fields.Source"), FilterKind.Multi, [.. OpportunitySources.All.Select(s => new Choice(s, Say($"Sales.Source_{s}")))]),
        new("region", Say("Fields.Region"), FilterKind.Multi, [.. _values.Regions.Select(r => new Choice(r, r))]),
        new("owner", Say("Fields.Owner"), FilterKind.Person, [.. _owners.Select(o => new Choice(o.Id.ToString(), o.Name, o.Department))]),
        new("campaign", Say("LeadPages.Campaign"), FilterKind.Choice, [.. _campaigns.Select(c => new Choice(c.Id.ToString(), c.Name))]),
        new("mine", Say("LeadPages.Mine"), FilterKind.Bool),
    ];

    private IReadOnlyDictionary<string, string> Values => _filter.ToQuery().ToDictionary(p => p.Key, p => p.Value!);

    protected override void OnInitialized() => navigation.LocationChanged += Moved;

    protected override async Task OnInitializedAsync()
    {
        _me = await who.Get();
        _values = await known.For(_me);
        _owners = await people.For(_me, new Right(Area.Leads, Function.Read));
        _campaigns = await campaigns.For(_me);
        _columns = LeadColumns.Known(await Kept());
        await Read();
    }

    private async Task<string[]?> Kept()
    {
        try
        {
            return await preference.For(_me, Page) is { } json ? JsonSerializer.Deserialize<string[]>(json) : null;
        }
        catch (JsonException)
        {
            // A preference of another version of the page is no preference.
            return null;
        }
    }

    private async Task Read()
    {
        var query = QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        _filter = LeadFilter.Parse(query);
        _drawer = query.ContainsKey("new") && _me.May(Area.Leads, Function.Create);
        await Reload();
    }

    private async Task Reload()
    {
        _me = await who.Get();
        _list = await view.For(_me, _filter);
    }

    private async Task LookAgain()
    {
        var before = _list?.Rows.ToDictionary(r => r.Id, r => (r.Version, r.State)) ?? [];
        await Reload();
        _glow = [.. _list!.Rows.Where(r => !before.TryGetValue(r.Id, out var was) || was != (r.Version, r.State)).Select(r => r.Id)];
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/leads")
        {
            _ = InvokeAsync(async () =>
            {
                _glow = [];
                await Read();
                StateHasChanged();
            });
        }
    }

    private static string AddressOf(LeadFilter filter) => QueryHelpers.AddQueryString("/leads", filter.ToQuery());

    private static string QueryOf(LeadFilter filter) => QueryHelpers.AddQueryString("", (filter with { Page = 1 }).ToQuery()).TrimStart('?');

    private void Go(LeadFilter filter) => navigation.NavigateTo(AddressOf(filter));

    private void Filter(IReadOnlyDictionary<string, string> values) =>
        Go(LeadFilter.Parse(values.ToDictionary(v => v.Key, v => (string?)v.Value)) with { Text = _filter.Text, Sort = _filter.Sort, Descending = _filter.Descending, Page = 1 });

    /// <summary>Once up, once more down, a third time back to newest first.</summary>
    private void Sort(string column) => Go(_filter switch
    {
        { Descending: false } when _filter.Sort == column => _filter with { Descending = true, Page = 1 },
        _ when _filter.Sort == column => _filter with { Sort = null, Descending = false, Page = 1 },
        _ => _filter with { Sort = column, Descending = false, Page = 1 },
    });

    private async Task KeepColumns(IReadOnlyList<string> columns)
    {
        _columns = LeadColumns.Known(columns);
        await keep.Run(await who.Get(), Page, JsonSerializer.Serialize(_columns));
    }

    private void New() => navigation.NavigateTo(QueryHelpers.AddQueryString(AddressOf(_filter), "new", "1"));

    private void Closed(bool open)
    {
        _drawer = open;
        if (!open && navigation.Uri.Contains("new=", StringComparison.Ordinal))
        {
            navigation.NavigateTo(AddressOf(_filter), replace: true);
        }
    }

    public void Dispose() => navigation.LocationChanged -= Moved;
}
