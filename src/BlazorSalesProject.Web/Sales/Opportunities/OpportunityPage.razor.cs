using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>One opportunity: facts, stages, what can be done now, and everything that was done. The open tab stands in the address.</summary>
public sealed partial class OpportunityPage(
    OpportunitySheets view, OpportunityFollowUps followUps, MoveOpportunity moving, MarkKeyOpportunity marking, StopSharingOpportunity leaving, CurrentMe who, ToastTray tray, NavigationManager navigation)
    : ComponentBase
{
    private const string FollowUpTab = "followups";
    private static readonly string[] TabKeys = [FollowUpTab, "plans", "contacts", "advice", "team", "timeline", "owners"];
    private Me _me = CurrentMe.Nobody;
    private OpportunitySheet? _sheet;
    private IReadOnlyList<FollowUpRow> _followUps = [];
    private Guid? _shown;
    private bool _read;
    private int _take = Limits.PageSize;
    private bool _editing;
    private PlanRow? _fulfilling;
    private OpportunityCard? _winning;
    private OpportunityCard? _losing;
    private OpportunitySheet? _assigning;
    private OpportunitySheet? _waiting;
    private OpportunitySheet? _reopening;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")] private string? AskedTab { get; set; }

    /// <summary>The open tab stands in the address.</summary>
    private string Tab => AskedTab is not null && TabKeys.Contains(AskedTab) ? AskedTab : FollowUpTab;

    private IReadOnlyCollection<string> Heard =>
    [
        Signals.Topic(nameof(Opportunity), Id), nameof(Stage), nameof(Role), nameof(Person), .. _sheet?.CustomerId is { } customer ? [Signals.Topic(nameof(Customer), customer)] : Array.Empty<string>(),
    ];

    private IReadOnlyList<TabItem> TabItems =>
    [
        Item(FollowUpTab, Say("FollowUps.Title"), _sheet!.FollowUps),
        Item("plans", Say("FollowUps.Plans"), _sheet.Plans.Count),
        Item("contacts", Say("Opportunities.Contacts"), _sheet.Contacts.Count),
        Item("advice", Say("Opportunities.Advice"), _sheet.Advice.Count),
        Item("team", Say("Opportunities.Collaborators"), _sheet.Collaborators.Count),
        Item("timeline", Say("Activity.Title")),
        Item("owners", Say("Opportunities.Owners"), _sheet.Owners.Count),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            (_shown, _read, _sheet, _take, _editing, _fulfilling) = (Id, false, null, Limits.PageSize, false, null);
            (_winning, _losing, _assigning, _waiting, _reopening) = (null, null, null, null, null);
            await Reload();
        }
    }

    private TabItem Item(string key, string label, int? count = null) => new(key, label, count, key == FollowUpTab ? $"/opportunities/{Id}" : $"/opportunities/{Id}?tab={key}");

    private async Task Reload()
    {
        _me = await who.Get();
        var sheet = await view.For(_me, Id);
        _followUps = sheet is null ? [] : await followUps.For(_me, Id, _take);
        (_sheet, _read) = (sheet, true);
    }

    private Task MoreFollowUps()
    {
        _take = Math.Min(_take + Limits.PageSize, Limits.LargestPage);
        return Reload();
    }

    private void Fulfil(PlanRow plan)
    {
        _fulfilling = plan;
        navigation.NavigateTo($"/opportunities/{Id}");
    }

    private async Task Ask(OpportunityAsk what)
    {
        var sheet = _sheet!;
        switch (what)
        {
            case OpportunityAsk.Edit:
                _editing = true;
                break;
            case OpportunityAsk.Win:
                _winning = CardOf(sheet);
                break;
            case OpportunityAsk.Lose:
                _losing = CardOf(sheet);
                break;
            case OpportunityAsk.Reopen:
                _reopening = sheet;
                break;
            case OpportunityAsk.Assign:
                _assigning = sheet;
                break;
            case OpportunityAsk.Wait:
                _waiting = sheet;
                break;
            case OpportunityAsk.Key:
                Tell(await marking.Run(await who.Get(), Id, !sheet.IsKey));
                await Reload();
                break;
            case OpportunityAsk.Leave:
                Tell(await leaving.Run(await who.Get(), Id, _me.Id));
                await Reload();
                break;
        }
    }

    private async Task Move(string stage)
    {
        var sheet = _sheet!;
        if (stage is Pipeline.Won or Pipeline.Lost)
        {
            await Ask(stage == Pipeline.Won ? OpportunityAsk.Win : OpportunityAsk.Lose);
            return;
        }

        var outcome = await moving.Run(await who.Get(), Id, sheet.Version, stage);
        Tell(outcome);
        await Reload();
        if (outcome.Ok && _sheet is { } now)
        {
            tray.Ok(Say("Opportunities.MovedTo", Say($"Sales.Stage_{stage}")), () => MoveBack(now.Version, sheet.Stage));
        }
    }

    private async Task MoveBack(int version, string stage)
    {
        Tell(await moving.Run(await who.Get(), Id, version, stage));
        await Reload();

        // Pressed in the toast, which is not ours: nobody else tells this page to render.
        StateHasChanged();
    }

    private async Task Closed()
    {
        (_winning, _losing, _assigning, _waiting, _reopening) = (null, null, null, null, null);
        await Reload();
    }

    private void Tell(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            tray.Error(refusal.Sentence);
        }
    }

    private static OpportunityCard CardOf(OpportunitySheet s) => new(
        s.Id, s.Version, s.Title, s.Customer, s.Amount, s.OwnerId, s.Owner, s.Column, s.State, s.Kind, s.QuietSince, s.QuietSince, s.WaitingUntil, s.ExpectedClose, s.IsKey, null, null);
}
