using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>A plan that will not be carried out; it stays in the history.</summary>
public sealed class DropFollowUpPlan(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(DropFollowUpPlan), async work =>
    {
        if (await work.Plan(id) is not var (plan, place))
        {
            return Refusal.NotFound("Sales.PlanNotFound");
        }

        if (!me.MayKeep(plan, place))
        {
            return Refusal.Denied("Sales.MayNotFollowUp", place.Name);
        }

        return plan.Drop(work.Now);
    });
}
