using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>The form of an opportunity: a new one, or the facts of one there is.</summary>
public sealed partial class OpportunityDrawer(
    CreateOpportunity creating, ChangeOpportunity changing, OpportunitySheets sheets, CustomerPicks companies, ProductPicks products, Settings settings, CurrentMe who, ToastTray tray) : ComponentBase
{
    private const int Shown = 20;
    private readonly FormErrors _errors = new();
    private OpportunityForm _form = new();
    private OpportunityForm _before = new();
    private OpportunityForm? _theirs;
    private List<FormField<OpportunityForm>> _both = [];
    private string? _changedBy;
    private OpportunityKind _kind;
    private Guid _key;
    private int _version;
    private int _round;
    private bool _dirty;
    private bool _wasOpen;

    [Parameter] public bool Open { get; set; }

    [Parameter] public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The pipeline the person looks at.</summary>
    [Parameter] public OpportunityKind Kind { get; set; }

    /// <summary>The customer it is for, when opened from his page.</summary>
    [Parameter] public Guid? Customer { get; set; }

    /// <summary>The opportunity to change; null makes a new one.</summary>
    [Parameter] public OpportunitySheet? Sheet { get; set; }

    [Parameter] public EventCallback Saved { get; set; }

    private static IReadOnlyList<Choice> Sources => [.. OpportunitySources.All.Select(s => new Choice(s, Say($"Sales.Source_{s}")))];

    protected override async Task OnParametersSetAsync()
    {
        // What comes in later, by a live refresh of the page, never touches an open form.
        if (Open && !_wasOpen)
        {
            _wasOpen = true;
            (_key, _dirty, _kind, _theirs, _both) = (Guid.NewGuid(), false, Kind, null, []);
            _errors.Reset();
            _round++;
            (_version, _form, _before) = Sheet is { } sheet ? (sheet.Version, OpportunityForm.Of(sheet), OpportunityForm.Of(sheet)) : (0, new() { Currency = settings.Currency }, new());
            if (Sheet is null && Customer is { } customer)
            {
                var me = await who.Get();
                (_form.CustomerId, _form.Customer) = (customer, (await companies.For(me)).FirstOrDefault(c => c.Id == customer)?.Name);
            }
        }

        _wasOpen = Open;
    }

    private async Task<IReadOnlyList<Choice>> FindCustomers(string text, CancellationToken cancel) =>
        [.. (await companies.For(await who.Get(), text)).Take(Shown).Select(c => new Choice(c.Id.ToString(), c.Name))];

    private async Task<IReadOnlyList<Choice>> FindProducts(string text, CancellationToken cancel) =>
        [.. (await products.For(await who.Get(), text)).Take(Shown).Select(p => new Choice(p.Id.ToString(), p.Name, p.Series))];

    private void PickCustomer(Choice? choice) => (_form.CustomerId, _form.Customer, _dirty) = (choice is null ? null : Guid.Parse(choice.Value), choice?.Label, true);

    private void PickProduct(Choice? choice) => (_form.ProductId, _form.Product, _dirty) = (choice is null ? null : Guid.Parse(choice.Value), choice?.Label, true);

    private void TakeTheirs(FormField<OpportunityForm> field)
    {
        field.Take(_form, _theirs!);
        _both.Remove(field);
        _round++;
    }

    private async Task Save()
    {
        _errors.Clear();
        if (_errors.Any)
        {
            return;
        }

        var me = await who.Get();
        Outcome outcome = Sheet is null ? await creating.Run(me, _key, _kind, _form.Facts()) : await changing.Run(me, Sheet.Id, _version, _form.Facts());
        if (outcome.Refusal is { Kind: RefusalKind.Conflict } conflict && Sheet is not null && await sheets.For(me, Sheet.Id) is { } now && now.Version != _version)
        {
            _theirs = OpportunityForm.Of(now);
            _both = [.. OpportunityForm.Fields.Meet(_form, _before, _theirs)];
            (_before, _version, _changedBy) = (OpportunityForm.Of(now), now.Version, conflict.Sentence);
            _round++;
            return;
        }

        if (outcome.Refusal is { } refusal)
        {
            _errors.Take(refusal);
            return;
        }

        _dirty = false;
        tray.Ok(Say(Sheet is null ? "Opportunities.Created" : "Opportunities.Changed", _form.Title));
        await OpenChanged.InvokeAsync(false);
        await Saved.InvokeAsync();
    }
}
