using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>How alike a company already here is.</summary>
public enum Likeness
{
    /// <summary>The names mean the same.</summary>
    SameName,

    /// <summary>The phone is the same, of the company or of one of its contacts.</summary>
    SamePhone,

    /// <summary>The e-mail address of one of its contacts is the same.</summary>
    SameEmail,

    /// <summary>One name contains the other, or they differ by little.</summary>
    SimilarName,
}

/// <summary>A company already here that may be the one being typed.</summary>
/// <param name="Id">Null when it is not open to the reader; then the name is masked too.</param>
/// <param name="Owner">Who to talk to, told in any case; null while nobody owns it.</param>
public sealed record DuplicateHit(Guid? Id, string? Number, string Name, string? Owner, Likeness Likeness);

/// <summary>
/// Looks, while a name or phone is typed, for companies that are already here, also for those the person does not see:
/// of them he learns that they exist and who owns them, nothing else.
/// </summary>
public sealed class DuplicateCheck(Works works, TimeProvider clock)
{
    /// <summary>Hits shown at once.</summary>
    public const int Most = 5;

    /// <param name="except">The customer being edited.</param>
    public Task<IReadOnlyList<DuplicateHit>> For(Me me, string? name, string? phone = null, Guid? except = null) => works.Read(async db =>
    {
        if (!me.May(Area.Customers, Function.Create) && !me.May(Area.Customers, Function.Edit))
        {
            return [];
        }

        var others = except is { } self ? db.Customers.Where(c => c.Id != self) : db.Customers;
        var hits = new Dictionary<Guid, (Likeness How, double Score)>();
        if (Limits.Clean(name) is { Length: <= Limits.Name } typed && CompanyName.Key(typed) is { Length: > 1 } key)
        {
            foreach (var (id, how, score) in await NameTwins.Of(others.Select(c => new KeyedName { Id = c.Id, Key = c.NameKey }), key, Most))
            {
                hits[id] = (how, score);
            }
        }

        if (PhoneNumber.Key(phone) is { } digits)
        {
            foreach (var id in await others.Where(c => c.PhoneKey == digits || db.Contacts.Any(x => x.CustomerId == c.Id && x.PhoneKey == digits)).OrderBy(c => c.Id).Take(Most).Select(c => c.Id).ToListAsync())
            {
                if (!hits.TryGetValue(id, out var known) || known.How != Likeness.SameName)
                {
                    hits[id] = (Likeness.SamePhone, 1);
                }
            }
        }

        var best = hits.OrderBy(h => h.Value.How).ThenByDescending(h => h.Value.Score).ThenBy(h => h.Key).Take(Most).ToList();
        return (IReadOnlyList<DuplicateHit>)await Shown(db, me, best.Select(h => (h.Key, h.Value.How)).ToList());
    });

    private async Task<List<DuplicateHit>> Shown(AppDb db, Me me, List<(Guid Id, Likeness How)> best)
    {
        var ids = best.Select(b => b.Id).ToList();
        var visible = await db.Customers.VisibleTo(me, clock.Today()).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync();
        var known = await db.Customers.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Number, c.Name, Owner = db.People.Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault() }).ToDictionaryAsync(c => c.Id);
        return [.. best.Select(b => (b.How, Hit: known[b.Id], Open: visible.Contains(b.Id)))
            .Select(b => b.Open
                ? new DuplicateHit(b.Hit.Id, b.Hit.Number, b.Hit.Name, b.Hit.Owner, b.How)
                : new DuplicateHit(null, null, CompanyName.Mask(b.Hit.Name), b.Hit.Owner, b.How))];
    }
}
