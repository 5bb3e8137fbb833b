using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Leads;

/// <summary>The form of a lead: twins are told while typing, a change by somebody else never overwrites what is typed.</summary>
public sealed partial class LeadDrawer(
    CreateLead creating, ChangeLead changing, LeadSheet sheet, LeadTwins twins, CampaignPicks campaigns, LevelsAndIndustries known, PeoplePicks people, CurrentMe who, ToastTray tray, TimeProvider time)
    : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly FormErrors _errors = new();
    private CancellationTokenSource _typing = new();
    private LeadForm _form = new();
    private LeadForm _before = new();
    private LeadForm? _theirs;
    private List<FormField<LeadForm>> _both = [];
    private IReadOnlyList<LeadTwin> _twins = [];
    private IReadOnlyList<Choice> _campaigns = [];
    private CustomerValues _values = new([], [], [], []);
    private string? _changedBy;
    private Choice? _owner;
    private Guid _key;
    private int _version;
    private bool _mayGive;
    private bool _dirty;
    private bool _wasOpen;

    [Parameter] public bool Open { get; set; }

    [Parameter] public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The lead to change, as it was shown; null makes a new one.</summary>
    [Parameter] public LeadCard? Card { get; set; }

    /// <summary>Saved: the id of the lead.</summary>
    [Parameter] public EventCallback<Guid> Saved { get; set; }

    private static IReadOnlyList<Choice> Sources => [.. OpportunitySources.All.Select(s => new Choice(s, Say($"Sales.Source_{s}")))];

    protected override async Task OnParametersSetAsync()
    {
        // What comes in later, by a live refresh of the page, never touches an open form.
        if (Open && !_wasOpen)
        {
            _wasOpen = true;
            var me = await who.Get();
            (_key, _dirty, _theirs, _both, _twins, _owner) = (Guid.NewGuid(), false, null, [], [], new Choice(me.Id.ToString(), me.Name));
            _errors.Reset();
            (_version, _form, _before) = Card is { } card ? (card.Version, LeadForm.Of(card), LeadForm.Of(card)) : (0, new(), new());
            _mayGive = me.May(Area.Leads, Function.Assign);
            _campaigns = [.. (await campaigns.For(me)).Select(c => new Choice(c.Id.ToString(), c.Name))];
            _values = await known.For(me);
        }

        _wasOpen = Open;
    }

    private async Task Typed(Action take)
    {
        take();
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var mine = _typing.Token;
        try
        {
            await Task.Delay(Pause, time, mine);
            var found = await twins.For(await who.Get(), _form.Company, _form.Phone, _form.Email, Card?.Id);
            if (!mine.IsCancellationRequested)
            {
                _twins = found;
            }
        }
        catch (OperationCanceledException)
        {
            // a later key asks instead
        }
    }

    private async Task<IReadOnlyList<Choice>> FindOwners(string text, CancellationToken cancel) =>
        [.. (await people.For(await who.Get(), new Right(Area.Leads, Function.Assign), text)).Take(20).Select(p => new Choice(p.Id.ToString(), p.Name, p.Department))];

    private void TakeTheirs(FormField<LeadForm> field)
    {
        field.Take(_form, _theirs!);
        _both.Remove(field);
    }

    private async Task Save()
    {
        _errors.Clear();
        if (_errors.Any)
        {
            return;
        }

        var me = await who.Get();
        var saved = Card?.Id ?? Guid.Empty;
        Outcome outcome;
        if (Card is { } card)
        {
            outcome = await changing.Run(me, card.Id, _version, _form.Facts());
        }
        else
        {
            var created = await creating.Run(me, _key, _form.Facts(), Guid.TryParse(_owner?.Value, out var owner) ? owner : null);
            (outcome, saved) = (created, created.Value);
        }

        if (outcome.Refusal is { Kind: RefusalKind.Conflict } conflict && Card is not null && await sheet.For(me, Card.Id) is { } now && now.Version != _version)
        {
            _theirs = LeadForm.Of(now);
            _both = [.. LeadForm.Fields.Meet(_form, _before, _theirs)];
            (_before, _version, _changedBy) = (LeadForm.Of(now), now.Version, conflict.Sentence);
            return;
        }

        if (outcome.Refusal is { } refusal)
        {
            _errors.Take(refusal);
            return;
        }

        _dirty = false;
        var title = _form.Company ?? _form.ContactName;
        if (Card is null)
        {
            tray.Show(ToastKind.Ok, Say("LeadPages.Created", title), Say("Parts.OpenIt"), href: $"/leads/{saved}");
        }
        else
        {
            tray.Ok(Say("LeadPages.Saved", title));
        }

        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync(saved);
    }

    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }
}
