using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Ends the sharing with a colleague; he may also leave by himself.</summary>
public sealed class StopSharingOpportunity(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, Guid personId) => works.Do(me, nameof(StopSharingOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (personId != me.Id && !me.MayShare(opportunity))
        {
            return Refusal.Denied("Sales.MayNotShare", opportunity.Title);
        }

        return opportunity.StopSharing(personId);
    });
}
