using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>A contact to choose.</summary>
public sealed record ContactPick(Guid Id, string Name, string Company, ContactRole Role);

/// <summary>The contacts that can play a part in an opportunity: of its own customer first, then of others the reader sees.</summary>
public sealed class ContactChoices(Works works, TimeProvider clock)
{
    private const int Most = 30;

    public Task<IReadOnlyList<ContactPick>> For(Me me, Guid? customerId, string? text = null) => works.Read(async db =>
    {
        var open = db.Customers.VisibleTo(me, clock.Today());
        var found = db.Contacts.Where(c => open.Any(x => x.Id == c.CustomerId));
        if (Limits.Clean(text) is { } wanted)
        {
            found = found.Where(c => c.Name.Contains(wanted) || db.Customers.Any(x => x.Id == c.CustomerId && x.Name.Contains(wanted)));
        }

        return (IReadOnlyList<ContactPick>)await found.OrderBy(c => c.CustomerId == customerId ? 0 : 1).ThenBy(c => c.Name).Take(Most)
            .Select(c => new ContactPick(c.Id, c.Name, db.Customers.Where(x => x.Id == c.CustomerId).Select(x => x.Name).First(), c.Role)).ToListAsync();
    });
}
