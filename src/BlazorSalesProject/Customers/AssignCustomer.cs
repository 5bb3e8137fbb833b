using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Customers;

/// <summary>分配: gives a customer to another owner, or to nobody.</summary>
public sealed class AssignCustomer(Works works)
{
    /// <param name="version">The version the person looked at.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, Guid? ownerId) => works.Do(me, nameof(AssignCustomer), async work =>
    {
        if (await work.Customer(id) is not { } customer)
        {
            return Refusal.NotFound("Customers.CustomerNotFound");
        }

        if (!me.MayAssign(customer))
        {
            return Refusal.Denied("Customers.MayNotAssign", customer.Name);
        }

        return (ownerId is { } owner ? await work.MayOwn(owner) : null) ?? await work.Stale(customer, version) ?? customer.GiveTo(ownerId, work.Now);
    });
}
