using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Customers;

/// <summary>Creates a customer, or changes one: duplicates are told while typing, a change by somebody else never overwrites the form.</summary>
public sealed partial class CustomerDrawer(
    CreateCustomer create, ChangeCustomer change, CustomerHead head, DuplicateCheck duplicates, LevelsAndIndustries known, CustomerPicks companies, PeoplePicks people,
    CurrentMe who, ToastTray tray, TimeProvider time, Settings settings) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly FormErrors _errors = new();
    private CancellationTokenSource _typing = new();
    private CustomerValues _values = new([], [], [], []);
    private IReadOnlyList<DuplicateHit> _hits = [];
    private IReadOnlyList<FormField> _both = [];
    private CustomerFacts _opened = new((string?)null);
    private CustomerFacts _theirs = new((string?)null);
    private CustomerFacts _form = new((string?)null);
    private Choice? _owner;
    private string? _parent;
    private Guid _key;
    private int _version;
    private bool _dirty;
    private bool _gone;
    private bool _mayGive;
    private bool _wasOpen;

    [Parameter] public bool Open { get; set; }

    [Parameter] public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The customer to change; null to create one.</summary>
    [Parameter] public Guid? Customer { get; set; }

    /// <summary>Saved: the id of the customer.</summary>
    [Parameter] public EventCallback<Guid> Saved { get; set; }

    private Settings Settings => settings;

    private static IReadOnlyList<Choice> Kinds => [.. Enum.GetValues<PartyKind>().Select(k => new Choice(k.ToString(), Say($"Customers.Kind_{k}")))];

    // An import may have brought words that are no code of ours; they stay choosable.
    private IReadOnlyList<Choice> Sources =>
        [.. OpportunitySources.All.Union(_values.Sources).Union(_form.Source is { } own ? [own] : []).Select(s => new Choice(s, FormField.SourceName(s)))];

    protected override async Task OnParametersSetAsync()
    {
        if (Open && !_wasOpen)
        {
            _wasOpen = true;
            await Begin();
        }

        _wasOpen = Open;
    }

    private async Task Begin()
    {
        var me = await who.Get();
        (_key, _dirty, _gone, _hits, _both, _owner, _parent, _version) = (Guid.NewGuid(), false, false, [], [], null, null, 0);
        _errors.Reset();
        _form = _opened = _theirs = new CustomerFacts((string?)null);
        _mayGive = me.May(Area.Customers, Function.Assign);
        _owner = new Choice(me.Id.ToString(), me.Name);
        if (Customer is { } id)
        {
            if (await head.For(me, id) is { } card)
            {
                (_form, _opened, _version, _parent) = (card.Facts, card.Facts, card.Version, card.Parent?.Name);
            }
            else
            {
                _gone = true;
            }
        }

        _values = await known.For(me);
    }

    private Task Named(string? name)
    {
        _form = _form with { Name = name };
        _errors.Clear("Name");
        return LookForDuplicates();
    }

    private Task Phoned(string? phone)
    {
        _form = _form with { Phone = phone };
        return LookForDuplicates();
    }

    private void Earned(long? minor) => _form = _form with { RevenueMinor = minor, RevenueCurrency = minor is null ? null : _form.RevenueCurrency ?? settings.Currency };

    private void BelongsTo(Choice? company)
    {
        _parent = company?.Label;
        _form = _form with { ParentId = Guid.TryParse(company?.Value, out var id) ? id : null };
        _dirty = true;
    }

    private async Task LookForDuplicates()
    {
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var mine = _typing.Token;
        try
        {
            await Task.Delay(Pause, time, mine);
            var hits = await duplicates.For(await who.Get(), _form.Name, _form.Phone, Customer);
            if (!mine.IsCancellationRequested)
            {
                _hits = hits;
            }
        }
        catch (OperationCanceledException)
        {
            // a later key asks instead
        }
    }

    private async Task<IReadOnlyList<Choice>> FindOwners(string text, CancellationToken cancel) =>
        [.. (await people.For(await who.Get(), new Right(Area.Customers, Function.Assign), text)).Take(20).Select(p => new Choice(p.Id.ToString(), p.Name, p.Department))];

    private async Task<IReadOnlyList<Choice>> FindParents(string text, CancellationToken cancel) =>
        [.. (await companies.For(await who.Get(), text)).Where(c => c.Id != Customer).Take(20).Select(c => new Choice(c.Id.ToString(), c.Name))];

    /// <summary>Somebody changed this customer while the form is open: what only he touched is taken over, the rest is asked.</summary>
    private async Task SomebodySaved()
    {
        if (Customer is not { } id || !Open)
        {
            return;
        }

        if (await head.For(await who.Get(), id) is not { } card)
        {
            _gone = true;
            return;
        }

        if (card.Version == _version)
        {
            return;
        }

        var theirs = card.Facts;
        (_form, _both) = CustomerForm.Merge(_opened, _form, theirs);
        (_opened, _theirs, _version, _gone) = (theirs, theirs, card.Version, false);
        _parent = _form.ParentId == card.Parent?.Id ? card.Parent?.Name : _parent;
    }

    private void Take(FormField field)
    {
        _form = field.Take(_form, _theirs);
        Keep(field);
    }

    private void Keep(FormField field) => _both = [.. _both.Where(f => f != field)];

    private async Task Save(bool anyway)
    {
        _errors.Clear();
        if (_errors.Any)
        {
            return;
        }

        var me = await who.Get();
        Outcome outcome;
        var saved = Customer ?? Guid.Empty;
        if (Customer is { } id)
        {
            outcome = await change.Run(me, id, _version, _form);
        }
        else
        {
            var created = await create.Run(me, _key, _form, Guid.TryParse(_owner?.Value, out var owner) ? owner : null, anyway);
            (outcome, saved) = (created, created.Value);
        }

        if (outcome.Refusal is { } refusal)
        {
            if (await NothingContested(refusal))
            {
                await Save(anyway);
                return;
            }

            _errors.Take(refusal);
            await AfterRefusal(refusal);
            return;
        }

        _dirty = false;
        if (Customer is null)
        {
            tray.Show(ToastKind.Ok, Say("Customers.Created", _form.Name), Say("Parts.OpenIt"), href: $"/customers/{saved}");
        }
        else
        {
            tray.Ok(Say("Customers.Saved", _form.Name));
        }

        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync(saved);
    }

    /// <summary>Somebody saved a moment before, and nothing that both touched: his changes are taken over, and this save goes on as if he had been seen in time.</summary>
    private async Task<bool> NothingContested(Refusal refusal)
    {
        if (refusal.Kind != RefusalKind.Conflict)
        {
            return false;
        }

        var seen = _version;
        await SomebodySaved();
        return _version != seen && _both.Count == 0 && !_gone;
    }

    private async Task AfterRefusal(Refusal refusal)
    {
        if (refusal.Key == CreateCustomer.DuplicateRefusal)
        {
            _hits = await duplicates.For(await who.Get(), _form.Name, _form.Phone);
        }
    }

    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }
}
