using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Tests.Sales;

/// <summary>The rules of opportunities and follow-ups, said by the nouns themselves, without a database.</summary>
public sealed class OpportunityRuleTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Li = Guid.NewGuid(), Wang = Guid.NewGuid();
    private static readonly Pipeline System = new(OpportunityKind.System, Pipeline.Standard());

    private readonly Opportunity opportunity = Opportunity.Create("SJ-1", System, new OpportunityFacts("MES", new Money(100, "CNY")), Li, Monday).Value!;

    [Fact]
    public void Winning_needs_an_amount()
    {
        Assert.Equal("Sales.WonNeedsAmount", opportunity.Win(Money.Zero("CNY"), Today, null, Monday, Li)!.Key);
        Assert.Equal(OpportunityState.Open, opportunity.State);
        Assert.Null(opportunity.Win(new Money(5, "CNY"), Today, null, Monday, Li));
        Assert.Equal((OpportunityState.Won, Pipeline.Won), (opportunity.State, opportunity.Column));
    }

    [Fact]
    public void Losing_needs_a_reason_and_other_needs_a_text()
    {
        Assert.Equal("Sales.LostNeedsReason", opportunity.Lose(null, null, null, Today, Monday, Li)!.Key);
        Assert.Equal("Sales.UnknownReason", opportunity.Lose("weather", null, null, Today, Monday, Li)!.Key);
        Assert.Equal("Sales.OtherNeedsText", opportunity.Lose(LostReasons.Other, "  ", null, Today, Monday, Li)!.Key);
        Assert.Null(opportunity.Lose(LostReasons.Other, "预算冻结", "海康", Today, Monday, Li));
        Assert.Equal("海康", opportunity.LostTo);
    }

    [Fact]
    public void It_is_not_closed_in_the_future_nor_twice()
    {
        Assert.Equal("Sales.ClosedInFuture", opportunity.Win(new Money(5, "CNY"), Today.AddDays(1), null, Monday, Li)!.Key);
        opportunity.Win(new Money(5, "CNY"), Today, null, Monday, Li);
        Assert.Equal("Sales.ClosedStaysClosed", opportunity.Lose("price", null, null, Today, Monday, Li)!.Key);
        Assert.Equal("Sales.ClosedStaysClosed", opportunity.MoveTo(System, "needs", Monday, Li)!.Key);
    }

    [Fact]
    public void Reopening_needs_a_reason_and_leads_back_to_the_stage_it_was_closed_from()
    {
        opportunity.MoveTo(System, "proposal", Monday, Li);
        opportunity.Lose("price", null, null, Today, Monday, Li);
        Assert.Equal("Kernel.Required", opportunity.Reopen(System, " ", Monday, Li)!.Key);
        Assert.Null(opportunity.Reopen(System, "客户回头", Monday, Li));
        Assert.Equal(("proposal", null), (opportunity.Column, opportunity.LostReason));
    }

    [Fact]
    public void From_order_and_payment_there_is_no_way_back()
    {
        opportunity.MoveTo(System, "payment", Monday, Li);
        Assert.Equal("Sales.MayNotGoBack", opportunity.MoveTo(System, "contract", Monday, Li)!.Key);
        Assert.Equal("payment", opportunity.Stage);
    }

    [Fact]
    public void A_stage_of_the_other_pipeline_is_refused() => Assert.Equal("Sales.StageOfOtherKind", opportunity.MoveTo(System, "inquiry", Monday, Li)!.Key);

    [Fact]
    public void Time_in_a_stage_adds_up_over_all_stays()
    {
        opportunity.MoveTo(System, "needs", Monday.AddDays(2), Li);
        opportunity.MoveTo(System, "contact", Monday.AddDays(5), Li);
        opportunity.MoveTo(System, "needs", Monday.AddDays(6), Li);

        var times = StageTime.Of(System, opportunity.Stages, opportunity.Column, Monday.AddDays(10)).ToDictionary(t => t.Stage);

        Assert.Equal((TimeSpan.FromDays(3), 2, false), (times["contact"].Spent, times["contact"].Stays, times["contact"].IsHere));
        Assert.Equal((TimeSpan.FromDays(7), 2, true), (times["needs"].Spent, times["needs"].Stays, times["needs"].IsHere));
        Assert.Equal((TimeSpan.Zero, 0), (times["proposal"].Spent, times["proposal"].Stays));
        Assert.Equal(System.Stages.Select(s => s.Code), times.Keys);
    }

    [Fact]
    public void It_is_stagnant_after_the_days_of_its_stage_and_not_while_it_waits()
    {
        var contact = System.Find("contact");
        Assert.False(opportunity.IsStagnant(contact, Monday.AddDays(14)));
        Assert.True(opportunity.IsStagnant(contact, Monday.AddDays(15)));
        Assert.False(opportunity.IsStagnant(System.Find("payment"), Monday.AddDays(15)));

        Assert.Null(opportunity.Wait(Today.AddDays(20), "年度预算", Today));
        Assert.False(opportunity.IsStagnant(contact, Monday.AddDays(20)));
        Assert.True(opportunity.IsStagnant(contact, Monday.AddDays(21)));
    }

    [Fact]
    public void Waiting_needs_a_reason_and_a_date_within_a_year_and_ends_with_the_next_move()
    {
        Assert.Equal("Kernel.Required", opportunity.Wait(Today.AddDays(5), null, Today)!.Key);
        Assert.Equal("Sales.WaitWithinAYear", opportunity.Wait(Today, "预算", Today)!.Key);
        Assert.Equal("Sales.WaitWithinAYear", opportunity.Wait(Today.AddYears(1).AddDays(1), "预算", Today)!.Key);
        opportunity.Wait(Today.AddDays(5), "预算", Today);
        opportunity.MoveTo(System, "needs", Monday, Li);
        Assert.Null(opportunity.WaitingUntil);
    }

    [Fact]
    public void Giving_it_away_closes_the_time_of_the_owner_and_ends_the_new_ones_sharing()
    {
        opportunity.ShareWith(Wang, true, null, Today);
        Assert.Equal("Sales.AlreadyOwner", opportunity.GiveTo(Li, Monday)!.Key);
        Assert.Null(opportunity.GiveTo(Wang, Monday.AddDays(1)));
        Assert.Equal([(Li, (DateTime?)Monday.AddDays(1)), (Wang, null)], opportunity.Owners.Select(o => (o.OwnerId, o.Until)));
        Assert.Empty(opportunity.Collaborators);
    }

    [Fact]
    public void It_is_not_shared_with_its_owner_nor_into_the_past_nor_with_too_many()
    {
        Assert.Equal("Sales.OwnerNeedsNoShare", opportunity.ShareWith(Li, false, null, Today)!.Key);
        Assert.Equal("Kernel.DateInPast", opportunity.ShareWith(Wang, false, Today.AddDays(-1), Today)!.Key);
        for (var i = 0; i < Limits.Collaborators; i++)
        {
            Assert.Null(opportunity.ShareWith(Guid.NewGuid(), false, null, Today));
        }

        Assert.Equal("Sales.TooManyCollaborators", opportunity.ShareWith(Wang, false, null, Today)!.Key);
    }

    [Fact]
    public void A_contact_plays_one_part_which_can_change()
    {
        var contact = Guid.NewGuid();
        opportunity.Involve(contact, ContactRole.User);
        opportunity.Involve(contact, ContactRole.DecisionMaker);
        Assert.Equal(ContactRole.DecisionMaker, Assert.Single(opportunity.Contacts).Role);
        Assert.Null(opportunity.Release(contact));
        Assert.Equal(RefusalKind.NotFound, opportunity.Release(contact)!.Kind);
    }

    [Fact]
    public void A_follow_up_lies_in_the_past_is_of_a_known_way_and_says_something()
    {
        Refusal? Try(string way, string? text, DateTime at) => FollowUp.Record(opportunity.Id, null, Li, way, text, at, Monday).Refusal;
        Assert.Equal("Sales.FollowUpInFuture", Try("call", "x", Monday.AddMinutes(6))!.Key);
        Assert.Equal("Kernel.DateOutOfRange", Try("call", "x", Monday.AddYears(-11))!.Key);
        Assert.Equal("Sales.UnknownWay", Try("pigeon", "x", Monday)!.Key);
        Assert.Equal("Kernel.Required", Try("call", " ", Monday)!.Key);
        Assert.Equal("Kernel.TooLong", Try("call", new string('长', Limits.LongText + 1), Monday)!.Key);
        Assert.Null(Try("call", new string('长', Limits.LongText), Monday.AddMinutes(5)));
    }

    [Fact]
    public void A_plan_lies_ahead_and_is_finished_or_dropped_once()
    {
        Assert.Equal("Sales.PlanInPast", FollowUpPlan.Make(opportunity.Id, null, Li, "call", "x", Monday, Monday).Refusal!.Key);
        Assert.Equal("Kernel.DateOutOfRange", FollowUpPlan.Make(opportunity.Id, null, Li, "call", "x", Monday.AddYears(3), Monday).Refusal!.Key);
        var plan = FollowUpPlan.Make(opportunity.Id, null, Li, "call", "x", Monday.AddDays(1), Monday).Value!;
        plan.Remind(Monday.AddDays(1));
        Assert.Null(plan.Change("visit", "y", Monday.AddDays(2), Monday));
        Assert.Null(plan.RemindedAt);
        Assert.Null(plan.Finish(Monday));
        Assert.Equal("Sales.PlanIsDone", plan.Drop(Monday)!.Key);
        Assert.Equal("Sales.PlanIsDone", plan.Finish(Monday)!.Key);
    }
}
