using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>A lead belongs to a rep or lies in a public pool, never both and never neither.</summary>
public sealed partial class Lead
{
    /// <summary>The pool it lies in; null while somebody works on it.</summary>
    public Guid? PoolId { get; private set; }

    /// <summary>UTC; since when it lies there.</summary>
    [NotAudited]
    public DateTime? PooledAt { get; private set; }

    /// <summary>Who had it last.</summary>
    [NotAudited]
    public Guid? FormerOwnerId { get; private set; }

    /// <summary>One that nobody has yet.</summary>
    public static Outcome<Lead> CreateIn(Guid poolId, string number, LeadFacts facts, DateTime now)
    {
        var lead = new Lead { Number = number, PoolId = poolId, PooledAt = now };
        if (lead.Set(facts) is { } refusal)
        {
            return refusal;
        }

        lead.Happened("LeadCreated", ("Title", lead.Title), ("Number", number), ("Pool", poolId));
        return lead;
    }

    public Refusal? PutInto(Guid poolId, string? reason, DateTime now)
    {
        if (!IsOpen || OwnerId is null)
        {
            return Refusal.Invalid("Leads.NotOpen", Title, new Term($"Leads.State_{State}"));
        }

        if (Limits.Check("Reason", reason, Limits.Name, required: true) is { } refusal)
        {
            return refusal;
        }

        Happened("LeadPooled", ("From", OwnerId), ("Pool", poolId), ("Text", Limits.Clean(reason)), ("Title", Title));
        (FormerOwnerId, OwnerId, PoolId, PooledAt) = (OwnerId, null, poolId, now);
        return null;
    }

    /// <summary>They asked again while somebody works on it, or while it still lies in the pool.</summary>
    public void AskedAgain(LeadFacts facts)
    {
        if (Email is null || Phone is null)
        {
            // What was missing is taken; what is known stays as the rep wrote it.
            Set(FactsNow() with { Phone = Phone ?? facts.Phone, Email = Email ?? facts.Email });
        }

        Happened("LeadAskedAgain", ("Title", Title), ("Text", Limits.Clean(facts.Note)), ("Owner", OwnerId));
    }

    /// <summary>What the one who asked agreed to, word for word.</summary>
    public void Agreed(string text) => Happened("LeadConsented", ("Text", text));
}
