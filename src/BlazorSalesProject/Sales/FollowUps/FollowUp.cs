using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>跟进记录: what was done with a customer, on an opportunity or without one, or with a lead that is no customer yet.</summary>
public sealed class FollowUp : Entity
{
    /// <summary>How it was done; names are texts Sales.FollowUpWay_code.</summary>
    public static readonly IReadOnlyList<string> Ways = ["call", "visit", "meeting", "message", "mail", "other"];

    private FollowUp()
    {
    }

    public override Subject Subject => FollowUpPlaces.SubjectOf(OpportunityId, CustomerId, LeadId);

    public override Subject? About => OpportunityId is not null && CustomerId is { } id ? new Subject(nameof(Customer), id) : null;

    public Guid? OpportunityId { get; private init; }

    public Guid? CustomerId { get; private init; }

    /// <summary>The lead it was done with; once that became a customer, his page shows it too.</summary>
    public Guid? LeadId { get; private init; }

    public Guid ById { get; private init; }

    public string Way { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>UTC; when it took place. Never in the future, and never a clock of ours: those go by server time.</summary>
    public DateTime TookPlaceAt { get; private set; }

    /// <summary>The plan this record fulfils, if any.</summary>
    public Guid? PlanId { get; private init; }

    public static Outcome<FollowUp> Record(Guid? opportunityId, Guid? customerId, Guid by, string way, string? text, DateTime tookPlaceAt, DateTime now, Guid? planId = null, Guid? leadId = null)
    {
        var refusal = Refusal.Together(
            opportunityId is null && customerId is null && leadId is null ? Refusal.NotFound() : null,
            !Ways.Contains(way) ? Refusal.For(nameof(Way), "Sales.UnknownWay") : null,
            Limits.Check(nameof(Text), text, Limits.LongText, required: true),
            tookPlaceAt > now.AddMinutes(5) ? Refusal.For(nameof(TookPlaceAt), "Sales.FollowUpInFuture") : null,
            tookPlaceAt < now.AddYears(-10) ? Refusal.For(nameof(TookPlaceAt), "Kernel.DateOutOfRange") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var followUp = new FollowUp { OpportunityId = opportunityId, CustomerId = customerId, LeadId = leadId, ById = by, PlanId = planId, Way = way, Text = Limits.Clean(text)!, TookPlaceAt = tookPlaceAt };
        followUp.Happened("FollowUpRecorded", ("FollowUp", followUp.Id), ("Way", way), ("Text", followUp.Text));
        return followUp;
    }
}

/// <summary>跟进计划: what is to be done and when; it reminds and becomes a record in one click.</summary>
public sealed class FollowUpPlan : Entity
{
    private FollowUpPlan()
    {
    }

    public override Subject Subject => FollowUpPlaces.SubjectOf(OpportunityId, CustomerId, LeadId);

    public override Subject? About => OpportunityId is not null && CustomerId is { } id ? new Subject(nameof(Customer), id) : null;

    public Guid? OpportunityId { get; private set; }

    public Guid? CustomerId { get; private set; }

    public Guid? LeadId { get; private init; }

    /// <summary>Who is to do it.</summary>
    public Guid PersonId { get; private set; }

    public string Way { get; private set; } = "";

    public string What { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>UTC; set once the reminder was told.</summary>
    public DateTime? RemindedAt { get; private set; }

    /// <summary>UTC; done or dropped.</summary>
    public DateTime? DoneAt { get; private set; }

    public bool Dropped { get; private set; }

    public static Outcome<FollowUpPlan> Make(Guid? opportunityId, Guid? customerId, Guid personId, string way, string? what, DateTime dueAt, DateTime now, Guid? leadId = null)
    {
        var plan = new FollowUpPlan { OpportunityId = opportunityId, CustomerId = customerId, LeadId = leadId, PersonId = personId };
        if (opportunityId is null && customerId is null && leadId is null)
        {
            return Refusal.NotFound();
        }

        if (plan.Set(way, what, dueAt, now) is { } refusal)
        {
            return refusal;
        }

        plan.Happened("FollowUpPlanned", ("Plan", plan.Id), ("What", plan.What), ("DueAt", dueAt), ("Person", personId));
        return plan;
    }

    public Refusal? Change(string way, string? what, DateTime dueAt, DateTime now)
    {
        if (DoneAt is not null)
        {
            return Refusal.Invalid("Sales.PlanIsDone");
        }

        var refusal = Set(way, what, dueAt, now);
        if (refusal is null)
        {
            RemindedAt = null;
            Happened("FollowUpPlanChanged", ("Plan", Id), ("What", What), ("DueAt", dueAt));
        }

        return refusal;
    }

    /// <summary>The lead became a customer, and what was planned goes on there.</summary>
    public void GoOnWith(Guid customerId, Guid? opportunityId)
    {
        (CustomerId, OpportunityId) = (customerId, opportunityId);
        Happened("FollowUpPlanMoved", ("Plan", Id), ("What", What));
    }

    public Refusal? Remind(DateTime now)
    {
        RemindedAt = now;
        Happened("FollowUpDue", ("Plan", Id), ("What", What), ("Person", PersonId), ("DueAt", DueAt));
        return null;
    }

    public Refusal? Finish(DateTime now)
    {
        if (DoneAt is not null)
        {
            return Refusal.Invalid("Sales.PlanIsDone");
        }

        DoneAt = now;
        Happened("FollowUpPlanDone", ("Plan", Id), ("What", What));
        return null;
    }

    public Refusal? Drop(DateTime now)
    {
        if (DoneAt is not null)
        {
            return Refusal.Invalid("Sales.PlanIsDone");
        }

        (DoneAt, Dropped) = (now, true);
        Happened("FollowUpPlanDropped", ("Plan", Id), ("What", What));
        return null;
    }

    private Refusal? Set(string way, string? what, DateTime dueAt, DateTime now)
    {
        var refusal = Refusal.Together(
            !FollowUp.Ways.Contains(way) ? Refusal.For(nameof(Way), "Sales.UnknownWay") : null,
            Limits.Check(nameof(What), what, Limits.Name, required: true),
            dueAt <= now ? Refusal.For(nameof(DueAt), "Sales.PlanInPast") : null,
            dueAt > now.AddYears(2) ? Refusal.For(nameof(DueAt), "Kernel.DateOutOfRange") : null);
        if (refusal is null)
        {
            (Way, What, DueAt) = (way, Limits.Clean(what)!, dueAt);
        }

        return refusal;
    }
}
