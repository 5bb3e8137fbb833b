using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>Plans a follow-up for oneself, or for somebody who works there too; it reminds when it is due.</summary>
public sealed class PlanFollowUp(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice plans once.</param>
    /// <param name="personId">Who is to do it; null is the planner.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid? opportunityId, Guid? customerId, PlanFacts facts, Guid? personId = null, Guid? leadId = null) =>
        works.Once<Guid>(me, nameof(PlanFollowUp), key, new { opportunityId, customerId, facts, personId, leadId }, async work =>
        {
            if (await work.Place(opportunityId, customerId, leadId) is not { } place)
            {
                return Refusal.NotFound();
            }

            if (!place.MayWrite)
            {
                return Refusal.Denied("Sales.MayNotFollowUp", place.Name);
            }

            var person = personId ?? me.Id;
            if (person != me.Id && !place.Workers.Contains(person))
            {
                return Refusal.For("Person", "Sales.PersonNotHere");
            }

            var plan = FollowUpPlan.Make(place.OpportunityId, place.CustomerId, person, facts.Way, facts.What, facts.DueAt, work.Now, place.LeadId);
            if (plan.Value is null)
            {
                return plan.Refusal!;
            }

            work.Db.FollowUpPlans.Add(plan.Value);
            return plan.Value.Id;
        });
}
