using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>How verbs get hold of a customer: only what its actor sees.</summary>
internal static class CustomerLoading
{
    /// <summary>The customer with contacts and collaborators, null when it does not exist for the actor.</summary>
    public static async Task<Customer?> Customer(this Work work, Guid id)
    {
        work.Concerns(nameof(Customers.Customer), id);
        return await work.Db.Customers.VisibleTo(work.Me, work.Today).Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == id);
    }

    /// <summary>
    /// Something real happened with this customer: the clock of the public pool begins again, by server time. A statement, because it is no
    /// edit: forms that stand open on it stay good.
    /// </summary>
    /// <returns>Nothing to refuse: so it can stand behind what may be.</returns>
    public static async Task<Refusal?> Met(this Work work, Guid? customerId)
    {
        if (customerId is { } id)
        {
            await work.Begin();
            await work.Db.Customers.Where(c => c.Id == id && (c.TouchedAt == null || c.TouchedAt < work.Now)).ExecuteUpdateAsync(set => set.SetProperty(c => c.TouchedAt, work.Now));
        }

        return null;
    }

    /// <summary>
    /// Takes the customer's row, so that two changes of its contacts follow one another and neither search text loses the other's name.
    /// Contacts read before that are read again.
    /// </summary>
    public static async Task HoldContacts(this Work work, Customer customer)
    {
        await work.Begin();
        await work.Db.Customers.Where(c => c.Id == customer.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.SearchText, c => c.SearchText));
        foreach (var contact in customer.Contacts.ToList())
        {
            await work.Db.Entry(contact).ReloadAsync();
        }

        await work.Db.Contacts.Where(c => c.CustomerId == customer.Id).LoadAsync();
    }

    /// <summary>Brings the search text in step without touching the customer's version: an open form on it stays good.</summary>
    public static Task IndexContacts(this Work work, Customer customer, IEnumerable<Contact> contacts)
    {
        var text = customer.SearchTextWith(contacts);
        return work.Db.Customers.Where(c => c.Id == customer.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.SearchText, text));
    }
}
