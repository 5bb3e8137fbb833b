using System.Text.Json;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Customers;

/// <summary>The list of customers: what is searched, filtered, sorted and paged stands in the address.</summary>
public sealed partial class CustomersPage(
    CustomerList view, LevelsAndIndustries known, PeoplePicks people, CustomerClocks clocks, Preference preference, SavePreference keep, CurrentMe who, NavigationManager navigation) : ComponentBase, IDisposable
{
    private const string Page = "customers";
    private static readonly string[] Heard = [nameof(Customer), nameof(Contact), nameof(Role)];
    private Me _me = CurrentMe.Nobody;
    private CustomerFilter _filter = new();
    private CustomerListPage? _list;
    private CustomerValues _values = new([], [], [], []);
    private IReadOnlyList<PersonPick> _owners = [];
    private IReadOnlyList<string> _columns = CustomerColumns.Usual;
    private IReadOnlyDictionary<Guid, CustomerClock> _clocks = new Dictionary<Guid, CustomerClock>();
    private HashSet<Guid> _glow = [];
    private Guid? _editing;
    private Guid? _assigning;
    private Guid? _selling;
    private bool _drawer;

    private IReadOnlyList<FilterDef> Filters =>
    [
        new("level", Say("Fields.Level"), FilterKind.Multi, Choices(_values.Levels)),
        new("industry", Say("Fields.Industry"), FilterKind.Multi, Choices(_values.Industries)),
        new("region", Say("Fields.Region"), FilterKind.Multi, Choices(_values.Regions)),
        new("source", Say("Fields.Source"), FilterKind.Multi, [.. _values.Sources.Select(s => new Choice(s, FormField.SourceName(s)))]),
        new("kind", Say("Customers.Kind"), FilterKind.Multi, [.. Enum.GetValues<PartyKind>().Select(k => new Choice(k.ToString(), Say($"Customers.Kind_{k}")))]),
        new("owner", Say("Customers.Owner"), FilterKind.Person, [.. _owners.Select(o => new Choice(o.Id.ToString(), o.Name, o.Department))]),
        new("mine", Say("Customers.Mine"), FilterKind.Bool),
        new("noowner", Say("Customers.NoOwner"), FilterKind.Bool),
    ];

    private IReadOnlyDictionary<string, string> Values => _filter.ToQuery().ToDictionary(p => p.Key, p => p.Value!);

    protected override void OnInitialized() => navigation.LocationChanged += Moved;

    protected override async Task OnInitializedAsync()
    {
        _me = await who.Get();
        _values = await known.For(_me);
        _owners = await people.For(_me, new Right(Area.Customers, Function.Read));
        _columns = CustomerColumns.Known(await Kept());
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
        _filter = CustomerFilter.Parse(query);
        _drawer = _editing is not null || query.ContainsKey("new");
        await Reload();
    }

    private async Task Reload()
    {
        _me = await who.Get();
        var list = await view.For(_me, _filter);
        _clocks = await clocks.For(_me, [.. list.Rows.Select(r => r.Id)]);
        _list = list;
    }

    private async Task LookAgain()
    {
        var before = _list?.Rows.ToDictionary(r => r.Id, r => r.Version) ?? [];
        await Reload();
        _glow = [.. _list!.Rows.Where(r => !before.TryGetValue(r.Id, out var version) || version != r.Version).Select(r => r.Id)];
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/customers")
        {
            _ = InvokeAsync(async () =>
            {
                _glow = [];
                await Read();
                StateHasChanged();
            });
        }
    }

    private static string AddressOf(CustomerFilter filter) => QueryHelpers.AddQueryString("/customers", filter.ToQuery());

    private void Go(CustomerFilter filter) => navigation.NavigateTo(AddressOf(filter));

    private void Filter(IReadOnlyDictionary<string, string> values) =>
        Go(CustomerFilter.Parse(values.ToDictionary(v => v.Key, v => (string?)v.Value)) with { Text = _filter.Text, Sort = _filter.Sort, Descending = _filter.Descending, Page = 1 });

    /// <summary>Once up, once more down, a third time back to newest first.</summary>
    private void Sort(string column) => Go(_filter switch
    {
        { Descending: false } when _filter.Sort == column => _filter with { Descending = true, Page = 1 },
        _ when _filter.Sort == column => _filter with { Sort = null, Descending = false, Page = 1 },
        _ => _filter with { Sort = column, Descending = false, Page = 1 },
    });

    private async Task KeepColumns(IReadOnlyList<string> columns)
    {
        _columns = CustomerColumns.Known(columns);
        await keep.Run(await who.Get(), Page, JsonSerializer.Serialize(_columns));
    }

    private void New() => navigation.NavigateTo(QueryHelpers.AddQueryString(AddressOf(_filter), "new", "1"));

    private void Edit(CustomerRow row) => (_editing, _drawer) = (row.Id, true);

    private void Closed(bool open)
    {
        (_drawer, _editing) = (open, null);
        if (navigation.Uri.Contains("new=", StringComparison.Ordinal))
        {
            navigation.NavigateTo(AddressOf(_filter), replace: true);
        }
    }

    private async Task Assigned()
    {
        _assigning = null;
        await Reload();
    }

    private static IReadOnlyList<Choice> Choices(IReadOnlyList<string> values) => [.. values.Select(v => new Choice(v, v))];

    public void Dispose() => navigation.LocationChanged -= Moved;
}
