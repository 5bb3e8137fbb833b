using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Customers;

/// <summary>Changes the facts of a customer.</summary>
public sealed class ChangeCustomer(Works works)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, CustomerFacts facts) => works.Do(me, nameof(ChangeCustomer), async work =>
    {
        if (await work.Customer(id) is not { } customer)
        {
            return Refusal.NotFound("Customers.CustomerNotFound");
        }

        if (!me.MayEdit(customer, work.Today))
        {
            return Refusal.Denied("Customers.MayNotEdit", customer.Name);
        }

        return await work.Stale(customer, version) ?? await work.Parent(facts.ParentId, customer.ParentId) ?? customer.Change(facts);
    });
}
