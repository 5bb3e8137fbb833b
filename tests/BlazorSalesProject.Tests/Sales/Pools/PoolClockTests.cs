using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pools;

namespace BlazorSalesProject.Tests.Sales.Pools;

/// <summary>When and why a customer goes back, day by day.</summary>
public sealed class PoolClockTests
{
    private static readonly Guid Li = Guid.CreateVersion7();

    [Fact]
    public void Thirty_days_mean_that_it_is_gone_on_day_thirty_one()
    {
        var next = Next(Rule(followUp: 30), Owned("2026-02-12"));
        Assert.Equal((new DateOnly(2026, 3, 14), PoolClock.NoFollowUp, new DateOnly(2026, 2, 12)), (next!.On, next.Why, next.Since));
        Assert.False(Verdict(Rule(followUp: 30), Owned("2026-02-12")).IsDue(new DateOnly(2026, 3, 13)));
        Assert.True(Verdict(Rule(followUp: 30), Owned("2026-02-12")).IsDue(new DateOnly(2026, 3, 14)));
    }

    [Theory]
    [InlineData("2028-02-12", 30, "2028-03-13")] // a leap year's February has a day more
    [InlineData("2026-01-31", 30, "2026-03-02")]
    [InlineData("2028-02-29", 365, "2029-02-28")]
    [InlineData("2026-12-31", 1, "2027-01-01")]
    public void Days_are_counted_over_the_ends_of_months_and_years(string since, int days, string gone) =>
        Assert.Equal(DateOnly.Parse(gone, System.Globalization.CultureInfo.InvariantCulture), Next(Rule(followUp: days), Owned(since))!.On);

    [Fact]
    public void The_day_is_the_day_in_Shanghai()
    {
        // 16:30 UTC is half past midnight of the next day there, in summer as in winter.
        var late = Owned("2026-01-01") with { TouchedAt = new DateTime(2026, 7, 1, 16, 30, 0, DateTimeKind.Utc) };
        Assert.Equal(new DateOnly(2026, 7, 2), Next(Rule(followUp: 10), late)!.Since);
        Assert.Equal(new DateOnly(2026, 7, 12), Next(Rule(followUp: 10), late)!.On);
    }

    [Fact]
    public void What_happened_before_the_owner_got_it_does_not_count()
    {
        var facts = Owned("2026-03-01") with { TouchedAt = At("2026-01-10"), LastOpportunityAt = At("2026-01-10"), LastDealOn = new DateOnly(2026, 1, 10) };
        var since = new DateOnly(2026, 3, 1);
        Assert.Equal(since, Next(Rule(followUp: 30), facts)!.Since);
        Assert.Equal(since, Next(Rule(opportunity: 30), facts)!.Since);
        Assert.Equal(since, Next(Rule(deal: 30), facts)!.Since);
    }

    [Fact]
    public void The_earliest_of_the_clocks_wins_and_says_which()
    {
        var facts = Owned("2026-01-01") with { TouchedAt = At("2026-02-20"), LastOpportunityAt = At("2026-01-05") };
        var next = Next(Rule(followUp: 30, opportunity: 60, deal: 90), facts)!;
        Assert.Equal((new DateOnly(2026, 3, 6), PoolClock.NoOpportunity), (next.On, next.Why));
    }

    [Fact]
    public void With_an_opportunity_open_nobody_asks_for_one_but_its_stage_must_move()
    {
        var facts = Owned("2026-01-01") with { HasOpenOpportunity = true, StageSince = At("2026-02-01") };
        Assert.Null(Next(Rule(opportunity: 10), facts));
        Assert.Equal((new DateOnly(2026, 3, 3), PoolClock.StageUnchanged), (Next(Rule(stage: 30), facts)!.On, Next(Rule(stage: 30), facts)!.Why));
    }

    [Fact]
    public void An_opportunity_that_waits_for_something_known_counts_from_the_end_of_the_wait()
    {
        var facts = Owned("2026-01-01") with { HasOpenOpportunity = true, WaitingUntil = new DateOnly(2026, 5, 1) };
        Assert.Equal(new DateOnly(2026, 5, 31), Next(Rule(stage: 30), facts)!.On);
    }

    [Fact]
    public void Locked_dealt_and_running_customers_stay()
    {
        var facts = Owned("2020-01-01");
        Assert.Equal(Exemption.Locked, Verdict(Rule(followUp: 1), facts with { Locked = true }).Exempt);
        Assert.Equal(Exemption.RunningOrder, Verdict(Rule(followUp: 1), facts with { HasRunningOrder = true }).Exempt);
        Assert.Equal(Exemption.Dealt, Verdict(Rule(followUp: 1) with { DealtStays = true }, facts with { LastDealOn = new DateOnly(2019, 1, 1) }).Exempt);
        Assert.NotNull(Next(Rule(followUp: 1), facts with { LastDealOn = new DateOnly(2019, 1, 1) }));
        Assert.Equal(Exemption.NoRule, PoolClock.Next(null, facts).Exempt);
        Assert.Equal(Exemption.NoRule, Verdict(Rule(followUp: 1) with { Active = false }, facts).Exempt);
    }

    [Fact]
    public void A_level_with_its_own_rule_follows_that_one()
    {
        var pool = Rule(followUp: 30) with { Rules = [new(null, 30, null, null, null), new("A", 90, null, null, null), new("S", null, null, null, null)] };
        Assert.Equal(30, Days(pool, "B"));
        Assert.Equal(90, Days(pool, "A"));
        Assert.Equal(30, Days(pool, null));
        Assert.Null(Next(pool, Owned("2026-01-01") with { Level = "S" }));

        static int Days(PoolFacts pool, string? level) => Next(pool, Owned("2026-01-01") with { Level = level })!.On.DayNumber - new DateOnly(2026, 1, 1).DayNumber;
    }

    [Fact]
    public void A_customer_is_found_at_once_by_rules_as_long_as_time_itself()
    {
        var next = Next(Rule(followUp: 3650), Owned("2026-01-01"));
        Assert.Equal(new DateOnly(2035, 12, 30), next!.On);
    }

    [Fact]
    public void The_answer_reads_as_one_sentence_in_both_languages()
    {
        using (Culture.Of("zh-CN"))
        {
            Assert.Equal("3月14日退回公海：2月12日后无跟进", Next(Rule(followUp: 30), Owned("2026-02-12"))!.Sentence);
        }

        using (Culture.Of("en-US"))
        {
            Assert.Equal("Back to the pool on March 14: nothing happened since February 12", Next(Rule(followUp: 30), Owned("2026-02-12"))!.Sentence);
        }
    }

    private static PoolReturn? Next(PoolFacts rules, ClockFacts facts) => Verdict(rules, facts).Return;

    private static PoolVerdict Verdict(PoolFacts rules, ClockFacts facts) => PoolClock.Next(Pool.Make(PoolKind.Customers, rules, 1).Value!, facts);

    private static PoolFacts Rule(int? followUp = null, int? opportunity = null, int? deal = null, int? stage = null) =>
        new("公海") { Members = [new(Li, null, false)], Rules = [new(null, followUp, opportunity, deal, stage)] };

    private static ClockFacts Owned(string since) => new() { OwnedSince = At(since) };

    private static DateTime At(string day) => Clock.StartOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).AddHours(10);

    private sealed class Culture : IDisposable
    {
        private readonly System.Globalization.CultureInfo _before = System.Globalization.CultureInfo.CurrentCulture;
        private readonly System.Globalization.CultureInfo _beforeUi = System.Globalization.CultureInfo.CurrentUICulture;

        public static Culture Of(string name)
        {
            var culture = new Culture();
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(name);
            return culture;
        }

        public void Dispose() => (System.Globalization.CultureInfo.CurrentCulture, System.Globalization.CultureInfo.CurrentUICulture) = (_before, _beforeUi);
    }
}
