using System.Globalization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Audit;

/// <summary>The audit: who did what to which record; what is filtered stands in the address.</summary>
public sealed partial class AuditPage(AuditLog view, VerifyAudit verify, PeoplePicks people, CurrentMe who, TimeProvider clock, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private IReadOnlyList<PersonPick> _people = [];
    private Dictionary<string, string> _values = [];
    private AuditPageOf? _page;
    private AuditVerdict? _verdict;
    private bool _loaded;
    private bool _verifying;

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private int At => Math.Max(1, PageNumber ?? 1);

    private IReadOnlyList<FilterDef> Filters =>
    [
        new("person", Say("Audit.Who"), FilterKind.Person, [.. _people.Select(p => new Choice(p.Id.ToString(), p.Name, p.Department))]),
        new("kind", Say("Audit.What"), FilterKind.Choice, [.. (_page?.Kinds ?? []).Select(k => new Choice(k, AuditRow.NameOf(k)))]),
        new("record", Say("Audit.Record"), FilterKind.Text),
        new("date", Say("Audit.When"), FilterKind.DateRange),
        new("outcome", Say("Audit.Outcome"), FilterKind.Choice, [.. Enum.GetValues<ActivityOutcome>().Select(o => new Choice(o.ToString(), Say($"Audit.Outcome_{o}")))]),
    ];

    protected override async Task OnParametersSetAsync()
    {
        _values = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).Where(p => p.Key != "page").ToDictionary(p => p.Key, p => p.Value.ToString());
        var me = await who.Get();
        var (from, to) = FilterText.DateRange(_values.GetValueOrDefault("date"), clock.Today());
        var persons = FilterText.Many(_values.GetValueOrDefault("person")).Select(p => Guid.TryParse(p, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Take(Limits.LargestPage).ToList();
        var outcome = Enum.TryParse<ActivityOutcome>(_values.GetValueOrDefault("outcome"), out var o) && Enum.IsDefined(o) ? o : (ActivityOutcome?)null;
        _page = await view.For(me, new AuditFilter(persons, _values.GetValueOrDefault("kind"), _values.GetValueOrDefault("record"), from, to, outcome), At);
        _people = _page is null ? [] : await people.For(me);
        _loaded = true;
    }

    private void Narrow(IReadOnlyDictionary<string, string> values) => navigation.NavigateTo(QueryHelpers.AddQueryString("/admin/audit", values.ToDictionary(v => v.Key, v => (string?)v.Value)));

    private void Go(int page) =>
        navigation.NavigateTo(QueryHelpers.AddQueryString("/admin/audit", new Dictionary<string, string?>(_values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))) { ["page"] = page.ToString(CultureInfo.InvariantCulture) }));

    private async Task Check()
    {
        _verifying = true;
        StateHasChanged();
        try
        {
            var outcome = await verify.Run(await who.Get());
            _verdict = outcome.Value;
            if (outcome.Refusal is { } refusal)
            {
                tray.Error(refusal.Sentence);
            }
        }
        finally
        {
            _verifying = false;
        }
    }
}
