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

namespace BlazorSalesProject.Web.Sales.Pools;

/// <summary>The public pool: take, give away, and see who took what.</summary>
public sealed partial class PoolPage(PoolList view, PoolStatistics figures, ClaimCustomer claiming, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase, IDisposable
{
    private static readonly string[] Heard = [nameof(Customer), nameof(Pool), nameof(Role)];
    private static readonly string[] Reasons = [PoolClock.Returned, PoolClock.NoFollowUp, PoolClock.NoOpportunity, PoolClock.NoDeal, PoolClock.StageUnchanged, PoolClock.Lost];
    private readonly HashSet<Guid> _chosen = [];
    private Me _me = CurrentMe.Nobody;
    private PoolFilter _filter = new();
    private PoolListPage? _page;
    private PoolReport? _report;
    private IReadOnlyList<Guid>? _distributing;
    private HashSet<Guid> _glow = [];
    private bool _closed;

    private bool Figures { get; set; }

    private IReadOnlyList<TabItem> PoolTabs => [.. (_page?.Pools ?? []).Select(p => new TabItem(p.Id.ToString(), p.Name, p.Count, AddressOf(new PoolFilter { PoolId = p.Id })))];

    private IReadOnlyList<FilterDef> Filters =>
    [
        new("level", Say("Fields.Level"), FilterKind.Choice, [.. (_page?.Levels ?? []).Select(l => new Choice(l, l))]),
        new("by", Say("Pools.Why"), FilterKind.Choice, [.. Reasons.Select(r => new Choice(r, Say($"Pools.By_{r}")))]),
        new("free", Say("Pools.Free"), FilterKind.Bool),
    ];

    private IReadOnlyDictionary<string, string> Values => _filter.ToQuery().ToDictionary(p => p.Key, p => p.Value!);

    protected override void OnInitialized() => navigation.LocationChanged += Moved;

    protected override Task OnInitializedAsync() => Read();

    private async Task Read()
    {
        var query = QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        (_filter, Figures) = (PoolFilter.Parse(query), query.GetValueOrDefault("view") == "figures");
        await Reload();
    }

    private async Task Reload()
    {
        _me = await who.Get();
        _page = await view.For(_me, _filter);
        _closed = _page is null;
        _report = Figures && _page is not null ? await figures.For(_me, _page.PoolId) : null;
        _chosen.IntersectWith(_page?.Rows.Select(r => r.Id) ?? []);
    }

    private async Task LookAgain()
    {
        var before = _page?.Rows.ToDictionary(r => r.Id, r => r.Version) ?? [];
        await Reload();
        _glow = [.. (_page?.Rows ?? []).Where(r => !before.TryGetValue(r.Id, out var version) || version != r.Version).Select(r => r.Id)];
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/pool")
        {
            _ = InvokeAsync(async () =>
            {
                _glow = [];
                await Read();
                StateHasChanged();
            });
        }
    }

    private async Task Claim(PoolRow row)
    {
        var outcome = await claiming.Run(await who.Get(), row.Id);
        if (outcome.Refusal is { } refusal)
        {
            tray.Error(Say("Pools.NotClaimed", row.Name, refusal.Sentence));
        }
        else
        {
            tray.Show(ToastKind.Ok, Say("Pools.Claimed", row.Name), Say("Pools.OpenCustomer"), href: $"/customers/{row.Id}");
        }

        await Reload();
    }

    private void Choose((Guid Id, bool On) choice)
    {
        if (choice.On)
        {
            _chosen.Add(choice.Id);
        }
        else
        {
            _chosen.Remove(choice.Id);
        }
    }

    private async Task Distributed()
    {
        _distributing = null;
        await Reload();
    }

    private static string Allowance(PoolAllowance allowance) => string.Join(" · ", new[]
    {
        allowance.Quota is { } quota ? Say("Pools.QuotaLeft", Math.Max(0, quota - allowance.Taken), quota) : null,
        allowance.Cap is { } cap ? Say("Pools.OwnedOf", allowance.Owned, cap) : Say("Pools.OwnedNow", allowance.Owned),
    }.OfType<string>());

    private static string AddressOf(PoolFilter filter) => QueryHelpers.AddQueryString("/pool", filter.ToQuery());

    private void Go(PoolFilter filter) => navigation.NavigateTo(AddressOf(filter));

    private void Narrow(IReadOnlyDictionary<string, string> values) =>
        Go(PoolFilter.Parse(values.ToDictionary(v => v.Key, v => (string?)v.Value)) with { PoolId = _filter.PoolId, Text = _filter.Text, Page = 1 });

    public void Dispose() => navigation.LocationChanged -= Moved;
}
