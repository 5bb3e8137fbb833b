using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>Somebody the customer is shared with.</summary>
/// <param name="Until">Last business date; null is for good.</param>
public sealed record Collaborating(Guid PersonId, string Name, bool CanWrite, DateOnly? Until, bool Expired);

/// <summary>A customer as its page shows it, with what the reader may do now.</summary>
/// <param name="Parent">The company it belongs to; its name is masked and its id absent when it is not open to the reader.</param>
public sealed record CustomerCard(
    Guid Id, int Version, string Number, CustomerFacts Facts, Guid? OwnerId, string? Owner, string? OwnerDepartment, CustomerPick? Parent, int Contacts,
    IReadOnlyList<Collaborating> Collaborators, DateTime CreatedAt, bool MayEdit, bool MayAssign, bool MayShare)
{
    public string Name => Facts.Name ?? "";
}

/// <summary>The head of a customer's page: facts, team, counts and rights.</summary>
public sealed class CustomerHead(Works works, TimeProvider clock)
{
    /// <returns>Null when the customer does not exist for this person; the two are told alike.</returns>
    public Task<CustomerCard?> For(Me me, Guid id) => works.Read(async db =>
    {
        var today = clock.Today();
        var visible = db.Customers.VisibleTo(me, today);
        if (await visible.SingleOrDefaultAsync(c => c.Id == id) is not { } customer)
        {
            return null;
        }

        var people = customer.Collaborators.Select(c => c.PersonId).Append(customer.OwnerId ?? Guid.Empty).ToList();
        var names = await db.People.Where(p => people.Contains(p.Id))
            .Select(p => new { p.Id, p.Name, Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() }).ToDictionaryAsync(p => p.Id);
        var owner = customer.OwnerId is { } ownerId ? names.GetValueOrDefault(ownerId) : null;
        CustomerPick? parent = null;
        if (customer.ParentId is { } parentId)
        {
            parent = await visible.Where(c => c.Id == parentId).Select(c => new CustomerPick(c.Id, c.Name)).SingleOrDefaultAsync()
                ?? new CustomerPick(Guid.Empty, CompanyName.Mask(await db.Customers.Where(c => c.Id == parentId).Select(c => c.Name).SingleAsync()));
        }

        return new CustomerCard(
            customer.Id, customer.Version, customer.Number, customer.FactsNow(), customer.OwnerId, owner?.Name, owner?.Department, parent,
            await db.Contacts.CountAsync(c => c.CustomerId == id),
            [.. customer.Collaborators.Select(c => new Collaborating(c.PersonId, names.GetValueOrDefault(c.PersonId)?.Name ?? "?", c.CanWrite, c.Until, c.Until < today)).OrderBy(c => c.Name, StringComparer.Ordinal)],
            customer.CreatedAt, me.MayEdit(customer, today), me.MayAssign(customer), me.MayShare(customer));
    });
}

/// <summary>A contact as the customer's page shows it.</summary>
public sealed record ContactRow(Guid Id, int Version, ContactFacts Facts);

/// <summary>The contacts of a customer, the one to call first at the top; none when the customer does not exist for this person.</summary>
public sealed class CustomerContacts(Works works, TimeProvider clock)
{
    public Task<IReadOnlyList<ContactRow>> For(Me me, Guid customerId) => works.Read(async db =>
    {
        if (!await db.Customers.VisibleTo(me, clock.Today()).AnyAsync(c => c.Id == customerId))
        {
            return [];
        }

        return (IReadOnlyList<ContactRow>)await db.Contacts.Where(c => c.CustomerId == customerId)
            .OrderByDescending(c => c.IsPrimary).ThenBy(c => c.CreatedAt).ThenBy(c => c.Id).Take(AddContact.AtMost)
            .Select(c => new ContactRow(c.Id, c.Version, new ContactFacts(c.Name, c.Role, c.Title, c.Phone, c.Email, c.Note, c.IsPrimary))).ToListAsync();
    });
}
