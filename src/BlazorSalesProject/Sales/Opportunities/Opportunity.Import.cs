using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Where an opportunity from elsewhere stands and how it came there, in business dates.</summary>
/// <param name="Column">A stage, won or lost.</param>
/// <param name="StageBefore">The stage a closed one was closed from, as far as known.</param>
public sealed record OpportunityCourse(string Column, string? StageBefore, DateOnly? Engaged, DateOnly? Closed, string? LostReason);

/// <summary>Coming in with a history of its own, which whoever imports did not make.</summary>
public sealed partial class Opportunity
{
    internal static Outcome<Opportunity> Import(
        string number, Pipeline pipeline, OpportunityFacts facts, Guid ownerId, OpportunityCourse course, string? externalId, Guid importId, DateTime now)
    {
        var closed = course.Column is Pipeline.Won or Pipeline.Lost;
        if (course.Closed is { } last && course.Engaged is { } first && last < first)
        {
            return Refusal.Invalid("Imports.ClosedBeforeEngaged", Text(first), Text(last));
        }

        var opportunity = new Opportunity { Number = number, Kind = pipeline.Kind, OwnerId = ownerId, ExternalId = externalId, ImportId = importId };
        var stage = pipeline.Find(closed ? course.StageBefore ?? "" : course.Column) ?? (closed ? pipeline.First : null);
        var refusal = Refusal.Together(
            Limits.Check("Text", externalId, Limits.ShortText),
            stage is null ? Refusal.Invalid("Sales.StageOfOtherKind", new Term($"Sales.Kind_{pipeline.Kind}")) : null,
            closed && course.Closed is null ? Refusal.Invalid("Imports.ClosedNeedsDate") : null,
            closed && course.Closed is { } on ? NotInFuture(on, now) : null,
            course.Engaged is { } since && (since.Year < 2000 || since > Clock.BusinessDate(now)) ? Refusal.Invalid("Imports.EngagedInFuture", Text(since)) : null,
            course.Column == Pipeline.Won && facts.Amount.Minor == 0 ? Refusal.Invalid("Sales.WonNeedsAmount") : null,
            course.LostReason is { } reason && !LostReasons.All.Contains(reason) ? Refusal.Invalid("Sales.UnknownReason") : null);
        if ((opportunity.Set(facts) ?? refusal) is { } refused)
        {
            return refused;
        }

        var entered = (course.Engaged ?? (closed ? course.Closed : null)) is { } day ? Clock.StartOf(day) : now;
        opportunity.Enter(stage!, entered, ownerId);
        opportunity.Owners.Add(new OwnerSpan { OpportunityId = opportunity.Id, OwnerId = ownerId, Since = entered });
        if (closed)
        {
            opportunity.LostReason = course.Column == Pipeline.Lost ? course.LostReason : null;
            opportunity.Close(course.Column == Pipeline.Won ? OpportunityState.Won : OpportunityState.Lost, course.Column, course.Closed!.Value, Clock.StartOf(course.Closed.Value), ownerId);
        }

        opportunity.Happened("OpportunityCreated", ("Title", opportunity.Title), ("Number", number), ("Import", importId));
        return opportunity;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
