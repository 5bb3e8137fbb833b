using BlazorSalesProject.Customers;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Attachments;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Handover;

/// <summary>The form of an order: a new one (from a won opportunity, or for a customer), or one that is mended and sent again.</summary>
public sealed partial class OrderDrawer(
    PlaceOrder placing, PlaceOrderAgain mending, OrderSheet sheets, OpportunitySheets opportunities, CustomerPicks companies, ManagerPicks managers, PointsToAnswer questions, Settings settings, CurrentMe who, ToastTray tray) : ComponentBase
{
    private const int Shown = 20;
    private readonly FormErrors _errors = new();
    private OrderForm _form = new();
    private OrderForm _before = new();
    private OrderForm? _theirs;
    private List<FormField<OrderForm>> _both = [];
    private IReadOnlyList<Choice> _managers = [];
    private IReadOnlyList<PointToAnswer> _points = [];
    private UploadBox? _uploads;
    private string? _changedBy;
    private Guid _key;
    private int _version;
    private int _round;
    private bool _dirty;
    private bool _wasOpen;

    [Parameter] public bool Open { get; set; }

    [Parameter] public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The order to mend; null places a new one.</summary>
    [Parameter] public OrderView? Order { get; set; }

    /// <summary>The won opportunity a new order comes from.</summary>
    [Parameter] public Guid? Opportunity { get; set; }

    /// <summary>Saved: the order it is.</summary>
    [Parameter] public EventCallback<Guid> Saved { get; set; }

    private string Heading => Order is null ? Say("OrderPages.New") : Say("OrderPages.MendTitle", Order.Number);

    protected override async Task OnParametersSetAsync()
    {
        // What comes in later, by a live refresh of the page, never touches an open form.
        var opening = Open && !_wasOpen;
        _wasOpen = Open;
        if (!opening)
        {
            return;
        }

        (_key, _dirty, _theirs, _both) = (Guid.NewGuid(), false, null, []);
        _errors.Reset();
        _round++;
        (_version, _form, _before) = Order is { } order ? (order.Version, OrderForm.Of(order), OrderForm.Of(order)) : (0, new() { Currency = settings.Currency }, new());
        var me = await who.Get();
        _points = await questions.For(me);
        var known = (await managers.For(me)).Select(m => new Choice(m.Id.ToString(), m.Name, Group: m.Department)).ToList();
        _managers = _form.ManagerId is null || known.Exists(m => m.Value == _form.ManagerId) ? known : [new Choice(_form.ManagerId, _form.Manager!), .. known];
        if (Order is null && Opportunity is { } from && await opportunities.For(me, from) is { } sheet)
        {
            _form = OrderForm.Of(sheet);
            _round++;
        }
    }

    private async Task<IReadOnlyList<Choice>> FindCustomers(string text, CancellationToken cancel) =>
        [.. (await companies.For(await who.Get(), text)).Take(Shown).Select(c => new Choice(c.Id.ToString(), c.Name))];

    private void PickCustomer(Choice? choice) => (_form.CustomerId, _form.Customer, _dirty) = (choice is null ? null : Guid.Parse(choice.Value), choice?.Label, true);

    private void PickManager(string? id) => (_form.ManagerId, _form.Manager) = (id, _managers.FirstOrDefault(m => m.Value == id)?.Label);

    private void PickCurrency(ChangeEventArgs e)
    {
        if (e.Value is string currency && Money.Currencies.Contains(currency))
        {
            _form.Reckon(currency);
        }
    }

    private void TakeTheirs(FormField<OrderForm> field)
    {
        field.Take(_form, _theirs!);
        _both.Remove(field);
        _round++;
    }

    private async Task Save()
    {
        _errors.Clear();
        if (_uploads?.IsSending == true)
        {
            _errors.Add(Say("OrderPages.StillSending"));
        }

        if (_errors.Any)
        {
            return;
        }

        var me = await who.Get();
        var facts = _form.Facts(Opportunity, _uploads?.Tickets ?? []);
        var placed = Order is null ? await placing.Run(me, _key, facts) : null;
        Outcome outcome = placed ?? await mending.Run(me, Order!.Id, _version, facts);
        if (outcome.Refusal is { Kind: RefusalKind.Conflict } conflict && Order is not null && await sheets.For(me, Order.Id) is { } now && now.Version != _version)
        {
            _theirs = OrderForm.Of(now);
            _both = [.. OrderForm.Fields(_points).Meet(_form, _before, _theirs)];
            (_before, _version, _changedBy) = (OrderForm.Of(now), now.Version, conflict.Sentence);
            _round++;
            return;
        }

        if (outcome.Refusal is { } refusal)
        {
            _errors.Take(refusal);
            return;
        }

        _dirty = false;
        tray.Ok(Say(Order is null ? "OrderPages.Placed" : "OrderPages.PlacedAgain", _form.Title));
        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync(placed?.Value ?? Order!.Id);
    }
}
