using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Takes a contact out of an opportunity; he stays with his customer.</summary>
public sealed class ReleaseContact(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, Guid contactId) => works.Do(me, nameof(ReleaseContact), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayEdit(opportunity, work.Today))
        {
            return Refusal.Denied("Sales.MayNotEdit", opportunity.Title);
        }

        return opportunity.Release(contactId);
    });
}
