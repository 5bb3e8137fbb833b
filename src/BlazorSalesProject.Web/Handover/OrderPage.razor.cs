using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Handover;

/// <summary>One order: where it stands between sales and delivery, what can be done now, and what was said. The open tab, and what a notice asks for, stand in the address.</summary>
public sealed partial class OrderPage(OrderSheet view, ConfirmOrder confirming, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase, IDisposable
{
    private const string TalkTab = "talk";
    private const string TimelineTab = "timeline";
    private OrderHeader? _header;
    private OrderView? _order;
    private OrderStep? _step;
    private string _tab = TalkTab;
    private Guid? _shown;
    private bool _read;
    private bool _busy;
    private bool _focusing;

    [Parameter] public Guid Id { get; set; }

    private IReadOnlyCollection<string> Heard =>
        [Signals.Topic(nameof(Order), Id), nameof(Role), nameof(Person), nameof(Absence), .. _order is { } order ? [Signals.Topic(nameof(Project), order.Progress.ProjectId)] : Array.Empty<string>()];

    private IReadOnlyList<TabItem> TabItems =>
    [
        new(TalkTab, Say("OrderPages.Talk"), _order!.Remarks.Count, $"/orders/{Id}"),
        new(TimelineTab, Say("OrderPages.Timeline"), null, $"/orders/{Id}?tab={TimelineTab}"),
    ];

    protected override void OnInitialized() => navigation.LocationChanged += Went;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            (_shown, _read, _order, _step) = (Id, false, null, null);
            await Reload();
            ReadAddress();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusing && _header is not null)
        {
            _focusing = false;
            await _header.FocusConfirm();
        }
    }

    public void Dispose() => navigation.LocationChanged -= Went;

    private async Task Reload()
    {
        var order = await view.For(await who.Get(), Id);
        (_order, _read) = (order, true);
    }

    private async Task Ask(OrderStep step)
    {
        if (step != OrderStep.Confirm)
        {
            _step = step;
            return;
        }

        _busy = true;
        var (id, number) = (_order!.Id, _order.Number);
        var outcome = await confirming.Run(await who.Get(), id, _order.Version);
        _busy = false;
        if (outcome.Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }
        else
        {
            tray.Ok(Say("OrderPages.Confirmed", number));
        }

        await Closed();
    }

    private void Leave(bool open)
    {
        if (!open)
        {
            _step = null;
            Forget();
        }
    }

    private async Task Closed()
    {
        _step = null;
        Forget();
        await Reload();
    }

    /// <summary>What the address asked for is done or declined: reading the page again does not ask once more.</summary>
    private void Forget()
    {
        if (Query().ContainsKey("do"))
        {
            navigation.NavigateTo(_tab == TalkTab ? $"/orders/{Id}" : $"/orders/{Id}?tab={_tab}", replace: true);
        }
    }

    private Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Query() => QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query);

    private void ReadAddress()
    {
        var query = Query();
        _tab = query.TryGetValue("tab", out var tab) && tab == TimelineTab ? TimelineTab : TalkTab;
        if (query.TryGetValue("do", out var asked) && OrderSteps.Of(asked) is { } step && _order?.MayNow(step) == true)
        {
            (_step, _focusing) = (step == OrderStep.Confirm ? _step : step, step == OrderStep.Confirm);
        }
    }

    private void Went(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == $"/orders/{Id}")
        {
            _ = InvokeAsync(async () =>
            {
                if (Query().ContainsKey("do"))
                {
                    await Reload();
                }

                ReadAddress();
                StateHasChanged();
            });
        }
    }
}
