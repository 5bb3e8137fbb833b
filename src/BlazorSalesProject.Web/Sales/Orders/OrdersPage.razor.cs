using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace BlazorSalesProject.Web.Sales.Orders;

/// <summary>The list of orders: what is searched, filtered and paged stands in the address, and so does the form of a new one.</summary>
public sealed partial class OrdersPage(OrderList view, CurrentMe who, NavigationManager navigation) : ComponentBase, IDisposable
{
    private static readonly string[] Heard = [nameof(Order), nameof(Project), "ProjectTask", nameof(Role)];
    private Me _me = CurrentMe.Nobody;
    private OrderAddress _address = new();
    private OrderPage? _list;
    private HashSet<Guid> _glow = [];
    private bool _drawer;
    private Guid? _from;

    private bool MayPlace => _me.May(Area.Orders, Function.Create);

    private string StateValue => _address.State?.ToString() ?? (_address.All ? "all" : "");

    protected override void OnInitialized() => navigation.LocationChanged += Moved;

    protected override Task OnInitializedAsync() => Read();

    public void Dispose() => navigation.LocationChanged -= Moved;

    private async Task Read()
    {
        _address = OrderAddress.Of(navigation.ToAbsoluteUri(navigation.Uri).Query);
        await Reload();
        (_drawer, _from) = (_address.New && MayPlace, _address.Opportunity);
    }

    private async Task Reload()
    {
        _me = await who.Get();
        _list = await view.For(_me, _address.Filter, _address.Page);
    }

    private async Task LookAgain()
    {
        var before = _list?.Rows.ToDictionary(r => r.Id, r => r.Version) ?? [];
        await Reload();
        _glow = [.. _list!.Rows.Where(r => !before.TryGetValue(r.Id, out var version) || version != r.Version).Select(r => r.Id)];
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/orders")
        {
            _ = InvokeAsync(async () =>
            {
                _glow = [];
                await Read();
                StateHasChanged();
            });
        }
    }

    private void Go(OrderAddress address) => navigation.NavigateTo(address.ToString());

    private void PickState(ChangeEventArgs e)
    {
        var value = e.Value as string;
        Go(_address with { State = Enum.TryParse<OrderState>(value, out var state) && Enum.IsDefined(state) ? state : null, All = value == "all", Page = 1 });
    }

    private void New() => Go(_address with { New = true, Opportunity = null });

    private void Closed(bool open)
    {
        _drawer = open;
        if (!open && _address.New)
        {
            navigation.NavigateTo((_address with { New = false, Opportunity = null }).ToString(), replace: true);
        }
    }

    private void Open(Guid order) => navigation.NavigateTo($"/orders/{order}");
}
