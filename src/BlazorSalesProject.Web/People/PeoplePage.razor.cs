using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.People;

/// <summary>The people of the company; what is filtered stands in the address.</summary>
public sealed partial class PeoplePage(DepartmentTreeView departments, RolePicks roles, PersonCard card, CurrentMe who, NavigationManager navigation) : ComponentBase
{
    private static readonly string[] Heard = [nameof(Person), nameof(Role), nameof(Department)];
    private static readonly string[] Keys = ["department", "role", "kind", "active", "account"];
    private Me _me = CurrentMe.Nobody;
    private PeopleFilter _filter = new();
    private PeopleListPage? _page;
    private IReadOnlyList<FilterDef> _filters = [];
    private Dictionary<string, string> _values = [];
    private PersonSheet? _editing;
    private bool _open;
    private bool _closed;

    protected override Task OnParametersSetAsync() => Load();

    private async Task Load()
    {
        _me = await who.Get();
        _closed = !_me.May(Area.People, Function.Edit) && !_me.MayConfigurePeople();
        if (_closed)
        {
            return;
        }

        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        _values = Keys.Where(k => !string.IsNullOrEmpty(query.GetValueOrDefault(k))).ToDictionary(k => k, k => query[k]!);
        _filter = PeopleFilter.Parse(query);
        _filters =
        [
            new("department", Say("Admin.Department"), FilterKind.Choice, [.. (await departments.For(_me)).Select(d => new Choice(d.Id.ToString(), d.Name))]),
            new("role", Say("Admin.Role"), FilterKind.Choice, [.. (await roles.For(_me)).Select(r => new Choice(r.Id.ToString(), r.Title))]),
            new("kind", Say("Admin.Kind"), FilterKind.Choice, [.. Enum.GetValues<PersonKind>().Select(k => new Choice(k.ToString(), Say($"People.Kind_{k}")))]),
            new("account", Say("Admin.Account"), FilterKind.Choice, [.. Enum.GetValues<AccountState>().Select(a => new Choice(a.ToString(), Say($"Admin.Account_{a}")))]),
            new("active", Say("Admin.State"), FilterKind.Choice, [new Choice("1", Say("Admin.Active")), new Choice("0", Say("Admin.Inactive"))]),
        ];
        _page = await View.For(_me, _filter);
    }

    private void Search(string text) => Go(_values, 1, text);

    private void Filter(IReadOnlyDictionary<string, string> values) => Go(values, 1);

    private void Go(IReadOnlyDictionary<string, string> values, int page, string? text = null)
    {
        var query = Keys.Where(values.ContainsKey).ToDictionary(k => k, k => (string?)values[k]);
        if ((text ?? _filter.Text) is { Length: > 0 } wanted)
        {
            query["q"] = wanted;
        }

        if (page > 1)
        {
            query["page"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        navigation.NavigateTo(QueryHelpers.AddQueryString("/admin/people", query));
    }

    private void Add() => (_editing, _open) = (null, true);

    private async Task Edit(Guid id)
    {
        _editing = await card.For(await who.Get(), id);
        _open = _editing is not null;
    }
}
