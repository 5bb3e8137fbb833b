using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>协作: shares an opportunity with a colleague to read or to write, until a business date or for good; again changes how.</summary>
public sealed class ShareOpportunity(Works works)
{
    /// <param name="until">Last business date of the sharing, Asia/Shanghai; null is for good.</param>
    public Task<Outcome> Run(Me me, Guid id, Guid personId, bool canWrite, DateOnly? until) => works.Do(me, nameof(ShareOpportunity), async work =>
    {
        if (await work.Opportunity(id) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayShare(opportunity))
        {
            return Refusal.Denied("Sales.MayNotShare", opportunity.Title);
        }

        return await work.MustSeeSales(personId, "Person") ?? opportunity.ShareWith(personId, canWrite, until, work.Today);
    });
}
