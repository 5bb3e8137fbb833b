using BlazorSalesProject.Attachments;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>What a person writes down about a follow-up.</summary>
/// <param name="OpportunityId">On an opportunity; its customer is known by it.</param>
/// <param name="CustomerId">On a customer alone.</param>
/// <param name="TookPlaceAt">UTC; null is now.</param>
public sealed record FollowUpFacts(Guid? OpportunityId, Guid? CustomerId, string Way, string? Text, DateTime? TookPlaceAt = null)
{
    /// <summary>With a lead that is no customer yet.</summary>
    public Guid? LeadId { get; init; }

    /// <summary>The plan this was; it is done by that.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Tickets of uploaded files.</summary>
    public IReadOnlyList<Guid> Files { get; init; } = [];

    /// <summary>What comes next, planned in the same go.</summary>
    public PlanFacts? Next { get; init; }
}

/// <summary>What a person plans.</summary>
/// <param name="DueAt">UTC.</param>
public sealed record PlanFacts(string Way, string? What, DateTime DueAt);

/// <summary>跟进: records what was done, with files, finishes the plan it fulfils, and plans what comes next; all of it or nothing.</summary>
public sealed class RecordFollowUp(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice records once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, FollowUpFacts facts) => works.Once<Guid>(me, nameof(RecordFollowUp), key, facts, async work =>
    {
        var found = facts.PlanId is { } planId ? await work.Plan(planId) : null;
        if (facts.PlanId is not null && found is null)
        {
            return Refusal.NotFound("Sales.PlanNotFound");
        }

        if ((found?.Place ?? await work.Place(facts.OpportunityId, facts.CustomerId, facts.LeadId)) is not { } place)
        {
            return Refusal.NotFound();
        }

        if (!place.MayWrite)
        {
            return Refusal.Denied("Sales.MayNotFollowUp", place.Name);
        }

        var record = FollowUp.Record(place.OpportunityId, place.CustomerId, me.Id, facts.Way, facts.Text, facts.TookPlaceAt ?? work.Now, work.Now, facts.PlanId, place.LeadId);
        var next = facts.Next is { } plan ? FollowUpPlan.Make(place.OpportunityId, place.CustomerId, me.Id, plan.Way, plan.What, plan.DueAt, work.Now, place.LeadId) : null;
        if (Refusal.Together(record.Refusal, next?.Refusal, found?.Plan.Finish(work.Now)) is { } refusal)
        {
            return refusal;
        }

        if (await work.Attach(facts.Files, new Subject(nameof(FollowUp), record.Value!.Id)) is { } missing)
        {
            return missing;
        }

        work.Db.FollowUps.Add(record.Value);
        if (next?.Value is { } planned)
        {
            work.Db.FollowUpPlans.Add(planned);
        }

        await work.Met(place.CustomerId);
        if (place.OpportunityId is { } opportunity)
        {
            await work.Stir(opportunity);
        }
        else if (place.LeadId is { } lead)
        {
            await work.StirLead(lead);
        }

        return record.Value.Id;
    });
}
