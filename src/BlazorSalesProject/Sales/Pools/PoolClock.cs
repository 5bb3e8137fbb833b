using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>When and why a customer goes back to its public pool.</summary>
/// <param name="On">Business date (Asia/Shanghai) on which it is gone; a day that has passed means that it goes at the next round.</param>
/// <param name="Why">A code of <see cref="PoolClock"/>.</param>
/// <param name="Since">Business date from which the days are counted.</param>
public sealed record PoolReturn(DateOnly On, string Why, DateOnly Since)
{
    /// <summary>The whole answer in one sentence, in the language of the reader.</summary>
    public string Sentence => Words.Say($"Pools.Returns_{Why}", On, Since);
}

/// <summary>What keeps a customer with its owner, whatever the days say.</summary>
public enum Exemption
{
    None,

    /// <summary>Its owner locked it.</summary>
    Locked,

    /// <summary>It bought, and the pool keeps those.</summary>
    Dealt,

    /// <summary>An order of it is being delivered.</summary>
    RunningOrder,

    /// <summary>No pool, or one without a rule for it.</summary>
    NoRule,
}

/// <summary>What the clock says: the way back, or what keeps it. Neither when no days are running.</summary>
public sealed record PoolVerdict(PoolReturn? Return, Exemption Exempt)
{
    public bool IsDue(DateOnly today) => Return?.On <= today;
}

/// <summary>What the clock looks at. Moments are UTC.</summary>
public sealed record ClockFacts
{
    public string? Level { get; init; }

    public DateTime OwnedSince { get; init; }

    /// <summary>The last real event, by server time.</summary>
    public DateTime? TouchedAt { get; init; }

    public bool Locked { get; init; }

    /// <summary>When the last opportunity was made.</summary>
    public DateTime? LastOpportunityAt { get; init; }

    public bool HasOpenOpportunity { get; init; }

    /// <summary>Business date of the last deal.</summary>
    public DateOnly? LastDealOn { get; init; }

    /// <summary>An order is neither completed nor cancelled, so a project lives.</summary>
    public bool HasRunningOrder { get; init; }

    /// <summary>Since when the open opportunity that moved longest ago stands in its stage; those that wait for something known are left out.</summary>
    public DateTime? StageSince { get; init; }

    /// <summary>The first day on which a known wait ends; from then on its stage counts.</summary>
    public DateOnly? WaitingUntil { get; init; }
}

/// <summary>
/// The one rule of going back to the public pool: the list, the page, the reminder and the nightly round all ask here. Calendar days in
/// Asia/Shanghai; with N days the customer is gone on day N + 1, counting the day of the event as the first.
/// </summary>
public static class PoolClock
{
    public const string NoFollowUp = "nofollowup";
    public const string NoOpportunity = "noopportunity";
    public const string NoDeal = "nodeal";
    public const string StageUnchanged = "stage";

    /// <summary>Not by days: the last open opportunity was lost.</summary>
    public const string Lost = "lost";

    /// <summary>Not by days: somebody gave it back, or put it in.</summary>
    public const string Returned = "returned";

    /// <summary>Days before the return at which its owner is reminded; at the last one the managers hear too.</summary>
    public static readonly IReadOnlyList<int> RemindBefore = [7, 3, 1];

    public static PoolVerdict Next(Pool? pool, ClockFacts facts)
    {
        var rule = pool is { Active: true } ? pool.RuleFor(facts.Level) : null;
        var kept = rule is null ? Exemption.NoRule
            : facts.Locked ? Exemption.Locked
            : pool!.DealtStays && facts.LastDealOn is not null ? Exemption.Dealt
            : facts.HasRunningOrder ? Exemption.RunningOrder
            : Exemption.None;
        if (kept != Exemption.None)
        {
            return new PoolVerdict(null, kept);
        }

        var owned = Clock.BusinessDate(facts.OwnedSince);
        DateOnly From(DateTime? moment) => moment is { } at ? Clock.Later(owned, Clock.BusinessDate(at)) : owned;
        List<PoolReturn> ways = [];
        void Way(int? days, string why, DateOnly since)
        {
            if (days is { } n)
            {
                ways.Add(new PoolReturn(since.AddDays(n), why, since));
            }
        }

        Way(rule!.FollowUpDays, NoFollowUp, From(facts.TouchedAt));
        if (!facts.HasOpenOpportunity)
        {
            Way(rule.OpportunityDays, NoOpportunity, From(facts.LastOpportunityAt));
        }

        Way(rule.DealDays, NoDeal, facts.LastDealOn is { } deal ? Clock.Later(owned, deal) : owned);
        if (facts.StageSince is { } stood)
        {
            Way(rule.StageDays, StageUnchanged, From(stood));
        }

        if (facts.WaitingUntil is { } waited)
        {
            Way(rule.StageDays, StageUnchanged, Clock.Later(owned, waited));
        }

        return new PoolVerdict(ways.MinBy(w => w.On), Exemption.None);
    }
}
