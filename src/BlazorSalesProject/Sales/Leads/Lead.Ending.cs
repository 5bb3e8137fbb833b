using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>How a lead ends: as a customer, or closed for a reason.</summary>
public sealed partial class Lead
{
    /// <summary>A code of <see cref="LeadReasons"/>.</summary>
    [NotAudited]
    public string? ClosedReason { get; private set; }

    [NotAudited]
    public string? ClosedNote { get; private set; }

    /// <summary>UTC; converted or closed.</summary>
    [NotAudited]
    public DateTime? EndedAt { get; private set; }

    [NotAudited]
    public Guid? EndedById { get; private set; }

    /// <summary>The lead this one was the same as.</summary>
    [NotAudited]
    public Guid? SameAsId { get; private set; }

    /// <summary>What it became.</summary>
    [NotAudited]
    public Guid? CustomerId { get; private set; }

    [NotAudited]
    public Guid? ContactId { get; private set; }

    [NotAudited]
    public Guid? OpportunityId { get; private set; }

    public Refusal? Close(string? reason, string? note, Guid by, DateTime now)
    {
        var refusal = Refusal.Together(
            !IsOpen ? Refusal.Invalid("Leads.NotOpen", Title, new Term($"Leads.State_{State}")) : null,
            reason is null || !LeadReasons.All.Contains(reason) ? Refusal.For("Reason", "Leads.ReasonMissing") : null,
            Limits.Check("Note", note, Limits.LongText, required: reason == LeadReasons.Other));
        if (refusal is null)
        {
            (State, ClosedReason, ClosedNote, EndedAt, EndedById) = (LeadState.Closed, reason, Limits.Clean(note), now, by);
            Happened("LeadClosed", ("Reason", reason), ("Text", ClosedNote), ("Title", Title));
        }

        return refusal;
    }

    /// <summary>It is the same as another one, which keeps what both knew.</summary>
    public Refusal? MergeInto(Lead other, Guid by, DateTime now)
    {
        if (other.Id == Id || !other.IsOpen)
        {
            return Refusal.For("Into", "Leads.CannotMergeInto", other.Title);
        }

        if (Close(LeadReasons.Duplicate, null, by, now) is { } refusal)
        {
            return refusal;
        }

        SameAsId = other.Id;
        return other.Take(this);
    }

    public Refusal? Reopen()
    {
        if (State != LeadState.Closed)
        {
            return Refusal.Invalid("Leads.NotClosed", Title);
        }

        (State, ClosedReason, ClosedNote, EndedAt, EndedById, SameAsId) = (LastFollowedAt is null ? LeadState.New : LeadState.Following, null, null, null, null, null);
        Happened("LeadReopened", ("Title", Title));
        return null;
    }

    public Refusal? Convert(Guid customerId, Guid? contactId, Guid? opportunityId, Guid by, DateTime now)
    {
        if (!IsOpen)
        {
            return Refusal.Invalid("Leads.NotOpen", Title, new Term($"Leads.State_{State}"));
        }

        (State, CustomerId, ContactId, OpportunityId, EndedAt, EndedById) = (LeadState.Converted, customerId, contactId, opportunityId, now, by);
        Happened("LeadConverted", ("Title", Title), ("Customer", customerId), ("Opportunity", opportunityId));
        return null;
    }

    /// <summary>Takes over what the other knew and this one did not.</summary>
    private Refusal? Take(Lead other)
    {
        var (mine, theirs) = (FactsNow(), other.FactsNow());
        var refusal = Set(mine with
        {
            Company = mine.Company ?? theirs.Company, ContactName = mine.ContactName ?? theirs.ContactName, Phone = mine.Phone ?? theirs.Phone, Email = mine.Email ?? theirs.Email,
            Source = mine.Source ?? theirs.Source, CampaignId = mine.CampaignId ?? theirs.CampaignId, Region = mine.Region ?? theirs.Region, Industry = mine.Industry ?? theirs.Industry,
            Note = mine.Note ?? theirs.Note,
        });
        if (refusal is null)
        {
            Happened("LeadMerged", ("Name", other.Title), ("Number", other.Number));
        }

        return refusal;
    }
}

/// <summary>Why a lead was closed; names are texts Leads.Reason_code.</summary>
public static class LeadReasons
{
    public const string Duplicate = "duplicate";
    public const string Other = "other";

    /// <summary>What a person chooses from; a duplicate is merged instead.</summary>
    public static readonly IReadOnlyList<string> ToChoose = ["invalid", "unreachable", "noneed", "nobudget", "competitor", Other];

    public static readonly IReadOnlyList<string> All = [.. ToChoose, Duplicate];
}
