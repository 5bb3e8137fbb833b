using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Changes what is planned and when; the reminder comes anew.</summary>
public sealed class ChangeFollowUpPlan(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, PlanFacts facts) => works.Do(me, nameof(ChangeFollowUpPlan), async work =>
    {
        if (await work.Plan(id) is not var (plan, place))
        {
            return Refusal.NotFound("Sales.PlanNotFound");
        }

        if (!me.MayKeep(plan, place))
        {
            return Refusal.Denied("Sales.MayNotFollowUp", place.Name);
        }

        return await work.Stale(plan, version) ?? plan.Change(facts.Way, facts.What, facts.DueAt, work.Now);
    });
}
