using System.Globalization;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Leads;

/// <summary>线索公海: taking one, giving some away, and the rule by which they go on; the pool, the search and the page stand in the address.</summary>
public sealed partial class LeadPoolPage(LeadPoolList view, ClaimLead claiming, RouteLeads routing, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private static readonly string[] Heard = [nameof(Lead), nameof(Pool), nameof(LeadRouting), nameof(Role)];
    private readonly HashSet<Guid> _chosen = [];
    private LeadPoolNow? _page;
    private string? _text;
    private bool _read;
    private bool _giving;
    private bool _routing;

    [SupplyParameterFromQuery(Name = "pool")] private Guid? AskedPool { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? AskedText { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? AskedPage { get; set; }

    private IReadOnlyList<TabItem> PoolTabs => [.. _page!.Pools.Select(p => new TabItem(p.Id.ToString(), p.Name, p.Count, $"/lead-pool?pool={p.Id}"))];

    protected override async Task OnParametersSetAsync()
    {
        _text = AskedText;
        await Load();
    }

    private async Task Load()
    {
        _page = await view.For(await who.Get(), AskedPool, _text, AskedPage ?? 1);
        _chosen.IntersectWith(_page?.Rows.Select(r => r.Id) ?? []);
        _read = true;
    }

    private static string Most(int? most) => most?.ToString(CultureInfo.CurrentCulture) ?? Say("LeadPages.NoLimit");

    private void Search(string? text) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(text) ? null : text, ["page"] = null }));

    private void Turn(int page) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("page", page > 1 ? page : (int?)null));

    private void Choose(Guid id, bool chosen)
    {
        if (chosen)
        {
            _chosen.Add(id);
        }
        else
        {
            _chosen.Remove(id);
        }
    }

    private async Task Claim(PooledLeadRow row)
    {
        if ((await claiming.Run(await who.Get(), row.Id)).Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }
        else
        {
            tray.Show(ToastKind.Ok, Say("LeadPages.Claimed", row.Title), Say("Parts.OpenIt"), href: $"/leads/{row.Id}");
        }

        await Load();
    }

    private async Task Route()
    {
        var outcome = await routing.Run(await who.Get(), _page!.PoolId);
        if (outcome.Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }
        else
        {
            tray.Ok(Say("LeadPages.Routed", outcome.Value));
        }

        await Load();
    }

    private async Task Given()
    {
        _giving = false;
        _chosen.Clear();
        await Load();
    }
}
