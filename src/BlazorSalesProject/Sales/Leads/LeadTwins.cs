using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>A lead or a customer already here that may be the one being looked at.</summary>
/// <param name="Id">Null when it is not open to the reader; then the name is masked too.</param>
/// <param name="Owner">Who to talk to, told in any case; null while nobody owns it.</param>
/// <param name="MayJoin">A customer the reader may add to, or a lead he may merge with.</param>
public sealed record LeadTwin(string Kind, Guid? Id, string? Number, string Name, string? Owner, Likeness How, bool MayJoin)
{
    public bool IsCustomer => Kind == nameof(Customer);
}

/// <summary>
/// Looks among leads, customers and their contacts for the same phone or e-mail address and for the same or a similar company, also for
/// those the person does not see: of them he learns that they exist and who has them, nothing else.
/// </summary>
public sealed class LeadTwins(Works works, TimeProvider clock)
{
    /// <summary>Twins shown at once.</summary>
    public const int Most = 8;

    /// <param name="except">The lead being looked at.</param>
    public Task<IReadOnlyList<LeadTwin>> For(Me me, string? company, string? phone = null, string? email = null, Guid? except = null) => works.Read(async db =>
    {
        if (!me.May(Area.Leads, Function.Create) && !me.May(Area.Leads, Function.Edit))
        {
            return [];
        }

        var nameKey = Limits.Clean(company) is { Length: <= Limits.Name } typed && CompanyName.Key(typed) is { Length: > 1 } key ? key : null;
        var (phoneKey, emailKey) = (PhoneNumber.Key(phone), Lead.KeyOf(email));
        var customers = new Found();
        var leads = new Found();
        var others = db.Leads.Where(l => l.Id != except && l.SameAsId == null && l.State != LeadState.Converted);
        if (nameKey is not null)
        {
            customers.Add(await NameTwins.Of(db.Customers.Select(c => new KeyedName { Id = c.Id, Key = c.NameKey }), nameKey, Most));
            leads.Add(await NameTwins.Of(others.Where(l => l.CompanyKey != null).Select(l => new KeyedName { Id = l.Id, Key = l.CompanyKey! }), nameKey, Most));
        }

        if (phoneKey is not null)
        {
            customers.Add(Likeness.SamePhone, await db.Customers.Where(c => c.PhoneKey == phoneKey || db.Contacts.Any(x => x.CustomerId == c.Id && x.PhoneKey == phoneKey)).OrderBy(c => c.Id).Take(Most).Select(c => c.Id).ToListAsync());
            leads.Add(Likeness.SamePhone, await others.Where(l => l.PhoneKey == phoneKey).OrderBy(l => l.Id).Take(Most).Select(l => l.Id).ToListAsync());
        }

        if (emailKey is not null)
        {
            var addresses = new List<string> { emailKey };
            customers.Add(Likeness.SameEmail, await db.Contacts.Where(x => x.Email != null && addresses.Contains(x.Email.ToLower())).OrderBy(x => x.Id).Take(Most).Select(x => x.CustomerId).ToListAsync());
            leads.Add(Likeness.SameEmail, await others.Where(l => l.EmailKey == emailKey).OrderBy(l => l.Id).Take(Most).Select(l => l.Id).ToListAsync());
        }

        return (IReadOnlyList<LeadTwin>)[.. (await Customers(db, me, customers)).Concat(await Leads(db, me, leads)).OrderBy(t => t.How).ThenByDescending(t => t.IsCustomer).Take(Most)];
    });

    private async Task<List<LeadTwin>> Customers(AppDb db, Me me, Found found)
    {
        var (best, today) = (found.Best, clock.Today());
        var ids = best.ConvertAll(b => b.Id);
        var open = await db.Customers.VisibleTo(me, today).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var known = await db.Customers.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Number, c.Name, Owner = db.People.Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault() }).ToDictionaryAsync(c => c.Id);
        return best.ConvertAll(b => open.TryGetValue(b.Id, out var customer)
            ? new LeadTwin(nameof(Customer), b.Id, customer.Number, customer.Name, known[b.Id].Owner, b.How, me.MayEdit(customer, today))
            : new LeadTwin(nameof(Customer), null, null, CompanyName.Mask(known[b.Id].Name), known[b.Id].Owner, b.How, false));
    }

    private async Task<List<LeadTwin>> Leads(AppDb db, Me me, Found found)
    {
        var best = found.Best;
        var ids = best.ConvertAll(b => b.Id);
        var open = await db.Leads.VisibleTo(me, db, clock.Today()).Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id);
        var known = await db.Leads.Where(l => ids.Contains(l.Id))
            .Select(l => new { l.Id, Name = l.Company ?? l.ContactName ?? "", Owner = db.People.Where(p => p.Id == l.OwnerId).Select(p => p.Name).FirstOrDefault() }).ToDictionaryAsync(l => l.Id);
        return best.ConvertAll(b => open.TryGetValue(b.Id, out var lead)
            ? new LeadTwin(nameof(Lead), b.Id, lead.Number, lead.Title, known[b.Id].Owner, b.How, lead.IsOpen && me.MayEdit(lead))
            : new LeadTwin(nameof(Lead), null, null, CompanyName.Mask(known[b.Id].Name), known[b.Id].Owner, b.How, false));
    }

    /// <summary>What was found, each record once and by its strongest likeness.</summary>
    private sealed class Found
    {
        private readonly Dictionary<Guid, (Likeness How, double Score)> _all = [];

        public List<(Guid Id, Likeness How)> Best => [.. _all.OrderBy(h => h.Value.How).ThenByDescending(h => h.Value.Score).ThenBy(h => h.Key).Take(Most).Select(h => (h.Key, h.Value.How))];

        public void Add(IEnumerable<(Guid Id, Likeness How, double Score)> names)
        {
            foreach (var (id, how, score) in names)
            {
                _all[id] = (how, score);
            }
        }

        public void Add(Likeness how, IEnumerable<Guid> ids)
        {
            foreach (var id in ids)
            {
                _all[id] = _all.TryGetValue(id, out var known) && known.How < how ? known : (how, 1);
            }
        }
    }
}
