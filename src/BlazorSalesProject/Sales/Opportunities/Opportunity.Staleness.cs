using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>When an opportunity counts as stagnant.</summary>
public sealed partial class Opportunity
{
    /// <summary>UTC; the last movement or follow-up, by server time.</summary>
    public DateTime QuietSince { get; private set; }

    /// <summary>Waiting for something known: not stagnant until this business date.</summary>
    public DateOnly? WaitingUntil { get; private set; }

    public string? WaitingFor { get; private set; }

    public bool IsStagnant(Stage? stage, DateTime now) => Staleness.IsStagnant(State, QuietSince, WaitingUntil, stage?.StagnantAfterDays, now);

    public Refusal? Wait(DateOnly? until, string? what, DateOnly today)
    {
        if (until is { } date && (date <= today || date > today.AddYears(1)))
        {
            return Refusal.For("Until", "Sales.WaitWithinAYear");
        }

        if (Limits.Check("Reason", what, Limits.Name, required: until is not null) is { } refusal)
        {
            return refusal;
        }

        (WaitingUntil, WaitingFor) = (until, until is null ? null : Limits.Clean(what));
        Happened("OpportunityWaits", ("Until", until), ("For", WaitingFor));
        return null;
    }
}

/// <summary>The one rule of stagnation, used by card, filter and reminder.</summary>
public static class Staleness
{
    public static bool IsStagnant(OpportunityState state, DateTime quietSince, DateOnly? waitingUntil, int? afterDays, DateTime now) =>
        state == OpportunityState.Open
        && afterDays is { } days
        && Days(quietSince, now) > days
        && !(waitingUntil >= Clock.BusinessDate(now));

    /// <summary>Calendar days between two moments, Asia/Shanghai.</summary>
    public static int Days(DateTime from, DateTime to) => Clock.BusinessDate(to).DayNumber - Clock.BusinessDate(from).DayNumber;

    /// <summary>The UTC moment before which a card must have been quiet to be stagnant after that many days.</summary>
    public static DateTime QuietBefore(int afterDays, DateTime now) => Clock.StartOf(Clock.BusinessDate(now).AddDays(-afterDays));
}
