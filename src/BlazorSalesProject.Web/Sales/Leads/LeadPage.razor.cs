using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Leads;

/// <summary>One lead: facts, twins, what can be done now, follow-ups, timeline, and what became of it. The open tab stands in the address.</summary>
public sealed partial class LeadPage(
    LeadSheet view, LeadFollowUps followUps, LeadPlans plans, LeadTwins twins, ReopenLead reopening, MergeLead merging, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private static readonly string[] TabKeys = ["followups", "plans", "timeline"];
    private Me _me = CurrentMe.Nobody;
    private LeadCard? _card;
    private IReadOnlyList<FollowUpRow> _followUps = [];
    private IReadOnlyList<PlanRow> _plans = [];
    private IReadOnlyList<LeadTwin> _twins = [];
    private PlanRow? _plan;
    private Guid? _shown;
    private bool _read;
    private bool _editing;
    private LeadCard? _converting;
    private LeadTwin? _joining;
    private LeadCard? _assigning;
    private LeadCard? _closing;
    private LeadCard? _returning;
    private LeadTwin? _into;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")] private string? AskedTab { get; set; }

    /// <summary>The plan a notice leads to.</summary>
    [SupplyParameterFromQuery(Name = "plan")] private Guid? AskedPlan { get; set; }

    private string Tab => AskedTab is not null && TabKeys.Contains(AskedTab) ? AskedTab : TabKeys[0];

    private string[] Heard => [Signals.Topic(nameof(Lead), Id), nameof(Role)];

    private IReadOnlyList<TabItem> TabItems =>
    [
        new("followups", Say("FollowUps.Title"), _followUps.Count, $"/leads/{Id}"),
        new("plans", Say("LeadPages.Plans"), _plans.Count, $"/leads/{Id}?tab=plans"),
        new("timeline", Say("Activity.Title"), Href: $"/leads/{Id}?tab=timeline"),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            (_shown, _plan, _read, _card, _editing, _converting, _joining, _assigning, _closing, _returning, _into) = (Id, null, false, null, false, null, null, null, null, null, null);
            await Reload();
            _plan = _plans.FirstOrDefault(p => p.Id == AskedPlan);
        }
    }

    private async Task Reload()
    {
        _me = await who.Get();
        var card = await view.For(_me, Id);
        _followUps = await followUps.For(_me, Id);
        _plans = await plans.For(_me, Id);
        _twins = card is { IsOpen: true } ? await twins.For(_me, card.Facts.Company, card.Facts.Phone, card.Facts.Email, Id) : [];
        (_card, _read) = (card, true);
    }

    private void Chosen(LeadTwin twin)
    {
        if (twin.IsCustomer)
        {
            (_joining, _converting) = (twin, _card);
        }
        else
        {
            _into = twin;
        }
    }

    private async Task Converted()
    {
        (_converting, _joining) = (null, null);
        await Reload();
    }

    private async Task Returned(bool gone)
    {
        _returning = null;
        if (gone)
        {
            navigation.NavigateTo("/lead-pool");
        }
        else
        {
            await Reload();
        }
    }

    private async Task Reopen()
    {
        if ((await reopening.Run(await who.Get(), Id, _card!.Version)).Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }

        await Reload();
    }

    private async Task Merge()
    {
        var into = _into!;
        _into = null;
        if ((await merging.Run(await who.Get(), Id, _card!.Version, into.Id!.Value)).Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
            await Reload();
            return;
        }

        tray.Ok(Say("LeadPages.Merged", into.Name));
        navigation.NavigateTo($"/leads/{into.Id}");
    }
}
