using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>领导建议: somebody above says what he would do; the owner hears of it.</summary>
public sealed class GiveAdvice(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice advises once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid opportunityId, string? text) => works.Once<Guid>(me, nameof(GiveAdvice), key, new { opportunityId, text }, async work =>
    {
        if (await work.Opportunity(opportunityId) is not { } opportunity)
        {
            return Refusal.NotFound("Sales.OpportunityNotFound");
        }

        if (!me.MayAdvise(opportunity))
        {
            return Refusal.Denied("Sales.MayNotAdvise", opportunity.Title);
        }

        var advice = Advice.Give(opportunityId, me.Id, text);
        if (advice.Value is null)
        {
            return advice.Refusal!;
        }

        work.Db.Advices.Add(advice.Value);
        return advice.Value.Id;
    });
}
