using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Says who of the customer's people plays which part in an opportunity; again changes the part.</summary>
public sealed class InvolveContact(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, Guid contactId, ContactRole role) => works.Do(me, nameof(InvolveContact), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayEdit(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotEdit", opportunity.Title);
        }

        if (!Enum.IsDefined(role) || !await work.Db.Contacts.AnyAsync(c => c.Id == contactId && work.Db.Customers.VisibleTo(me, work.Today).Any(x => x.Id == c.CustomerId)))
        {
            return Refusal.NotFound("Sales.ContactNotFound") with { Field = "Contact" };
        }

        return opportunity.Involve(contactId, role);
    });
}
