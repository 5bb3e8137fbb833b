using BlazorSalesProject.Customers;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>
/// Finds by name what rows point at, a batch at a time; only what the importer sees exists. In a trial the records that
/// would be made are remembered as well, so that later files find them.
/// </summary>
internal sealed class Lookups(Me me, bool trial)
{
    private const int Most = 50_000;
    private readonly Dictionary<string, List<Named>> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Named>> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Named>> _departments = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Named>> _customers = new(StringComparer.Ordinal);

    public async Task People(AppDb db, IEnumerable<string?> names)
    {
        if (Missing(_people, names) is { Count: > 0 } missing)
        {
            var sight = me.Sees(Area.People);
            var people = sight.IsNothing ? db.People.Where(p => p.Id == me.Id) : sight.All ? db.People : db.People.Where(p => sight.Owners.Contains(p.Id) || p.Id == me.Id);
            Keep(_people, missing, await people.Where(p => p.Active && EF.Parameter(missing).Contains(p.Name)).OrderBy(p => p.Id).Select(p => new Named(p.Id, p.Name)).ToListAsync(), n => n.Name);
        }
    }

    public async Task Products(AppDb db, IEnumerable<string?> names)
    {
        if (Missing(_products, names.Select(n => n is null ? null : BlazorSalesProject.Catalogue.Product.Key(n))) is { Count: > 0 } missing)
        {
            Keep(_products, missing, await db.Products.Where(p => EF.Parameter(missing).Contains(p.NameKey)).Select(p => new Named(p.Id, p.NameKey)).ToListAsync(), n => n.Name);
        }
    }

    public async Task Departments(AppDb db, IEnumerable<string?> names)
    {
        if (Missing(_departments, names) is { Count: > 0 } missing)
        {
            Keep(_departments, missing, await db.Departments.Where(d => EF.Parameter(missing).Contains(d.Name)).OrderBy(d => d.Id).Select(d => new Named(d.Id, d.Name)).ToListAsync(), n => n.Name);
        }
    }

    public async Task Customers(AppDb db, IEnumerable<string?> names, DateOnly today)
    {
        if (Missing(_customers, names.Select(n => n is null ? null : CustomerKey(n))) is { Count: > 0 } missing)
        {
            Keep(_customers, missing,
                await db.Customers.VisibleTo(me, today).Where(c => EF.Parameter(missing).Contains(c.NameKey)).OrderBy(c => c.Id).Select(c => new Named(c.Id, c.Name)).ToListAsync(), n => CustomerKey(n.Name));
        }
    }

    public IReadOnlyList<Named> People(string name) => _people.GetValueOrDefault(name) ?? [];

    public Guid? Product(string name) => _products.GetValueOrDefault(BlazorSalesProject.Catalogue.Product.Key(name)) is [{ } first, ..] ? first.Id : null;

    public Guid? Department(string name) => _departments.GetValueOrDefault(name) is [{ } first, ..] ? first.Id : null;

    /// <summary>The company of exactly that name, otherwise one whose name means the same.</summary>
    public Guid? Customer(string name) => _customers.GetValueOrDefault(CustomerKey(name)) is { Count: > 0 } found ? (found.Find(f => f.Name == name) ?? found[0]).Id : null;

    public void AddPerson(Guid id, string name) => Add(_people, name, new Named(id, name), true);

    public void AddProduct(Guid id, string key) => Add(_products, key, new Named(id, key), true);

    public void AddDepartment(Guid id, string name) => Add(_departments, name, new Named(id, name), true);

    public void AddCustomer(Guid id, string name) => Add(_customers, CustomerKey(name), new Named(id, name), trial);

    /// <summary>What was remembered of a batch that was not saved is wrong.</summary>
    public void Forget()
    {
        if (!trial)
        {
            _people.Clear();
            _products.Clear();
            _departments.Clear();
            _customers.Clear();
        }
    }

    public static string CustomerKey(string name) => CompanyName.Key(name);

    private static List<string> Missing(Dictionary<string, List<Named>> known, IEnumerable<string?> names) =>
        [.. names.OfType<string>().Distinct(StringComparer.Ordinal).Where(n => !known.ContainsKey(n))];

    private void Keep(Dictionary<string, List<Named>> known, List<string> asked, List<Named> found, Func<Named, string> key)
    {
        if (known.Count > Most && !trial)
        {
            known.Clear();
        }

        foreach (var name in asked)
        {
            known.TryAdd(name, []);
        }

        foreach (var one in found)
        {
            Add(known, key(one), one, true);
        }
    }

    // In a real run the database knows it; only an answer given before has to be corrected.
    private static void Add(Dictionary<string, List<Named>> known, string key, Named one, bool always)
    {
        if (known.TryGetValue(key, out var list))
        {
            list.Add(one);
        }
        else if (always)
        {
            known[key] = [one];
        }
    }
}

/// <summary>A record by its name.</summary>
internal sealed record Named(Guid Id, string Name);
