using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Customers;

/// <summary>Adds a contact to a customer; the first one is the one to call first.</summary>
public sealed class AddContact(Works works)
{
    /// <summary>Contacts a customer can have.</summary>
    public const int AtMost = 200;

    /// <param name="key">Made when the form was opened: pressing twice adds once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid customerId, ContactFacts facts) =>
        works.Once<Guid>(me, nameof(AddContact), key, new { customerId, facts }, async work =>
        {
            if (await work.Customer(customerId) is not { } customer)
            {
                return Refusal.NotFound("Customers.CustomerNotFound");
            }

            if (!me.MayEdit(customer, work.Today))
            {
                return Refusal.Denied("Customers.MayNotEdit", customer.Name);
            }

            await work.HoldContacts(customer);
            if (customer.Contacts.Count >= AtMost)
            {
                return Refusal.Invalid("Customers.TooManyContacts", AtMost);
            }

            var outcome = Contact.Create(customerId, facts with { IsPrimary = facts.IsPrimary || customer.Contacts.Count == 0 });
            if (outcome.Value is not { } contact)
            {
                return outcome.Refusal!;
            }

            foreach (var other in customer.Contacts.Where(c => contact.IsPrimary && c.IsPrimary))
            {
                other.StepBack();
            }

            var all = customer.Contacts.Append(contact).ToList();
            work.Db.Contacts.Add(contact);
            await work.IndexContacts(customer, all);
            return contact.Id;
        });
}
