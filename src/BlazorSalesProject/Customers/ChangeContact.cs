using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Customers;

/// <summary>Changes a contact of a customer.</summary>
public sealed class ChangeContact(Works works)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid customerId, Guid id, int version, ContactFacts facts) => works.Do(me, nameof(ChangeContact), async work =>
    {
        if (await work.Customer(customerId) is not { } customer || customer.Contacts.All(c => c.Id != id))
        {
            return Refusal.NotFound("Customers.ContactNotFound");
        }

        if (!me.MayEdit(customer, work.Today))
        {
            return Refusal.Denied("Customers.MayNotEdit", customer.Name);
        }

        await work.HoldContacts(customer);
        if (customer.Contacts.Find(c => c.Id == id) is not { } contact)
        {
            return Refusal.NotFound("Customers.ContactNotFound");
        }

        if ((await work.Stale(contact, version) ?? contact.Change(facts)) is { } refusal)
        {
            return refusal;
        }

        foreach (var other in customer.Contacts.Where(c => contact.IsPrimary && c.IsPrimary && c.Id != id))
        {
            other.StepBack();
        }

        await work.IndexContacts(customer, customer.Contacts);
        return null;
    });
}

/// <summary>Removes a contact; what was done with him stays on the timeline.</summary>
public sealed class RemoveContact(Works works)
{
    public Task<Outcome> Run(Me me, Guid customerId, Guid id, int version) => works.Do(me, nameof(RemoveContact), async work =>
    {
        if (await work.Customer(customerId) is not { } customer || customer.Contacts.All(c => c.Id != id))
        {
            return Refusal.NotFound("Customers.ContactNotFound");
        }

        if (!me.MayEdit(customer, work.Today))
        {
            return Refusal.Denied("Customers.MayNotEdit", customer.Name);
        }

        await work.HoldContacts(customer);
        if (customer.Contacts.Find(c => c.Id == id) is not { } contact)
        {
            return Refusal.NotFound("Customers.ContactNotFound");
        }

        if (await work.Stale(contact, version) is { } stale)
        {
            return stale;
        }

        contact.Remove();
        var rest = customer.Contacts.Where(c => c.Id != id).ToList();
        work.Db.Contacts.Remove(contact);
        await work.IndexContacts(customer, rest);
        return null;
    });
}
