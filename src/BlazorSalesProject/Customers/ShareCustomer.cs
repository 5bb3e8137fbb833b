using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>Shares a customer with a colleague, to read or to write, until a business date or for good; again to change how.</summary>
public sealed class ShareCustomer(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, Guid personId, bool canWrite, DateOnly? until = null) => works.Do(me, nameof(ShareCustomer), async work =>
    {
        if (await work.Customer(id) is not { } customer)
        {
            return Refusal.NotFound("Customers.CustomerNotFound");
        }

        if (!me.MayShare(customer))
        {
            return Refusal.Denied("Customers.MayNotShare", customer.Name);
        }

        if (!await work.Db.People.AnyAsync(p => p.Id == personId && p.Active))
        {
            return Refusal.For("Person", "Customers.PersonNotFound");
        }

        return await work.Db.People.WhoSeeCustomers(work.Db).AnyAsync(p => p.Id == personId)
            ? customer.ShareWith(personId, canWrite, until, work.Today)
            : Refusal.For("Person", "Customers.PersonSeesNone");
    });
}

/// <summary>Ends the sharing with one colleague; who it is shared with may end his own.</summary>
public sealed class StopSharingCustomer(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, Guid personId) => works.Do(me, nameof(StopSharingCustomer), async work =>
    {
        if (await work.Customer(id) is not { } customer)
        {
            return Refusal.NotFound("Customers.CustomerNotFound");
        }

        return me.MayShare(customer) || personId == me.Id ? customer.StopSharing(personId) : Refusal.Denied("Customers.MayNotShare", customer.Name);
    });
}
