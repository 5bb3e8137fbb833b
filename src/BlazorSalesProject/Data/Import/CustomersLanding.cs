using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>Companies; a row naming a parent that stands further down in the file waits for it.</summary>
internal sealed class CustomersLanding(ImportSetting setting, ImportPlan plan) : Landing(setting, plan)
{
    protected override string Record => nameof(Customer);

    protected override string Series => "KH";

    public override Refusal? MayStart() => Me.May(Area.Customers, Function.Create) ? null : Refusal.Denied("Imports.MayNotCustomers");

    protected override string? KeyOf(ImportValues row) => row.Text("name") is { } name && Lookups.CustomerKey(name) is { Length: > 0 } key ? key : null;

    protected override async Task LookUp(ImportBatch batch, IReadOnlyList<ImportValues> rows)
    {
        await Lookups.Customers(batch.Db, rows.Select(r => r.Text("parent")), batch.Today);
        await Lookups.People(batch.Db, rows.Select(r => r.Text("owner")));
    }

    protected override async Task<Dictionary<string, Guid>> AlreadyHere(ImportBatch batch, IReadOnlyList<string> keys)
    {
        var found = await batch.Db.Customers.Where(c => EF.Parameter(keys).Contains(c.NameKey)).OrderBy(c => c.Id).Select(c => new Named(c.Id, c.NameKey)).ToListAsync();
        return found.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
    }

    protected override async Task<Dictionary<Guid, Entity>> Load(ImportBatch batch, IReadOnlyList<Guid> ids)
    {
        var customers = await batch.Db.Customers.AsTracking().VisibleTo(Me, batch.Today).Where(c => ids.Contains(c.Id)).Include(c => c.Contacts).ToListAsync();
        return customers.Where(c => Me.MayEdit(c, batch.Today)).ToDictionary(c => c.Id, c => (Entity)c);
    }

    protected override bool MustWait(ImportValues row) => row.Text("parent") is { } parent && Lookups.Customer(parent) is null;

    protected override Outcome<Entity> Create(ImportBatch batch, ImportValues row, string number)
    {
        var owner = Owner(row, Area.Customers);
        var revenue = Amount(row, "revenue");
        if ((owner.Refusal ?? revenue.Refusal) is { } refusal)
        {
            return refusal;
        }

        if (Parent(row, out var parent) is { } orphan)
        {
            return orphan;
        }

        var outcome = Customer.Create(number, Facts(row, new CustomerFacts(null), revenue.Value, parent), owner.Value);
        if (outcome.Value is not { } customer)
        {
            return outcome.Refusal!;
        }

        customer.ImportId = Setting.RunId;
        batch.Customers.Add(customer);
        Lookups.AddCustomer(customer.Id, customer.Name);
        return customer;
    }

    protected override Refusal? Change(ImportBatch batch, Entity entity, ImportValues row)
    {
        var customer = (Customer)entity;
        var revenue = Amount(row, "revenue");
        return revenue.Refusal ?? Parent(row, out var parent) ?? customer.Change(Facts(row, customer.FactsNow(), revenue.Value, parent));
    }

    private Refusal? Parent(ImportValues row, out Guid? id)
    {
        id = row.Text("parent") is { } parent ? Lookups.Customer(parent) : null;
        return row.Text("parent") is { } name && id is null && !Plan.EmptyWhenUnknown("parent") ? Refusal.Invalid("Imports.UnknownCustomer", name) : null;
    }

    private static CustomerFacts Facts(ImportValues row, CustomerFacts now, Money revenue, Guid? parent)
    {
        string? Text(string field, string? present) => row.Has(field) ? row.Text(field) : present;
        var facts = now with
        {
            Name = Text("name", now.Name), Industry = Text("industry", now.Industry), Level = Text("level", now.Level), Source = Text("source", now.Source), Phone = Text("phone", now.Phone),
            Website = Text("website", now.Website), Region = Text("region", now.Region), Address = Text("address", now.Address), Note = Text("note", now.Note),
            Employees = row.Has("employees") ? row.Whole("employees") : now.Employees, Founded = row.Has("founded") ? row.Whole("founded") : now.Founded,
            ParentId = row.Has("parent") ? parent : now.ParentId,
            Kind = row.Text("kind") is { } kind ? Enum.Parse<PartyKind>(kind) : now.Kind,
        };
        return row.Amount("revenue") is null ? facts : facts with { RevenueMinor = revenue.Minor, RevenueCurrency = revenue.Currency };
    }
}
