using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Customers;

/// <summary>One customer: facts, what can be done now, contacts, opportunities, timeline, team. The open tab stands in the address.</summary>
public sealed partial class CustomerPage(
    CustomerHead view, CustomerContacts contacts, CustomerOpportunities opportunities, CustomerFollowUps followUps, CustomerPlans plans,
    CustomerClocks clocks, LockCustomer locking, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private static readonly string[] TabKeys = ["overview", "contacts", "opportunities", "followups", "timeline"];
    private Me _me = CurrentMe.Nobody;
    private CustomerCard? _card;
    private IReadOnlyList<ContactRow> _contacts = [];
    private CustomerOpportunitiesPage _opportunities = new(0, 0, [], []);
    private IReadOnlyList<FollowUpRow> _followUps = [];
    private IReadOnlyList<CustomerPlan> _plans = [];
    private PlanRow? _plan;
    private Guid? _shown;
    private bool _read;
    private bool _editing;
    private bool _selling;
    private Guid? _assigning;
    private CustomerCard? _sharing;
    private CustomerCard? _returning;
    private CustomerClock? _clock;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")] private string? AskedTab { get; set; }

    /// <summary>The open tab stands in the address.</summary>
    private string Tab => AskedTab is not null && TabKeys.Contains(AskedTab) ? AskedTab : TabKeys[0];

    private string[] Heard => [Signals.Topic(nameof(Customer), Id), nameof(Role)];

    private IReadOnlyList<TabItem> TabItems =>
    [
        new("overview", Say("Customers.Overview"), Href: $"/customers/{Id}"),
        new("contacts", Say("Customers.Contacts"), _card?.Contacts, $"/customers/{Id}?tab=contacts"),
        new("opportunities", Say("Customers.Opportunities"), _opportunities.Total, $"/customers/{Id}?tab=opportunities"),
        new("followups", Say("FollowUps.Title"), Href: $"/customers/{Id}?tab=followups"),
        new("timeline", Say("Activity.Title"), Href: $"/customers/{Id}?tab=timeline"),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            (_shown, _plan, _read, _card, _editing, _selling, _assigning, _sharing, _returning, _clock) = (Id, null, false, null, false, false, null, null, null, null);
            await Reload();
        }
    }

    private async Task Reload()
    {
        _me = await who.Get();
        var card = await view.For(_me, Id);
        _contacts = await contacts.For(_me, Id);
        _opportunities = await opportunities.For(_me, Id);
        _followUps = await followUps.For(_me, Id);
        _plans = await plans.For(_me, Id);
        _clock = (await clocks.For(_me, [Id])).GetValueOrDefault(Id);
        (_card, _read) = (card, true);
    }

    private async Task Lock(bool locked)
    {
        if ((await locking.Run(await who.Get(), Id, _card!.Version, locked)).Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }

        await Reload();
    }

    /// <summary>What was given back as a rule no longer exists for whoever had it.</summary>
    private async Task Returned(bool done)
    {
        _returning = null;
        await Reload();
        if (done && _card is null)
        {
            navigation.NavigateTo("/customers");
        }
    }
}
