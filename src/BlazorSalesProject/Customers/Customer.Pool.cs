using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Customers;

/// <summary>私海 and 公海: since when it is its owner's, what keeps it there, and how it goes back to a public pool.</summary>
public sealed partial class Customer
{
    /// <summary>UTC; since when the owner has it. Null is since it was created.</summary>
    [NotAudited]
    public DateTime? OwnedSince { get; private set; }

    /// <summary>UTC, by server time; the last real event with this customer, whoever caused it. Set by a statement: it is no edit of the record.</summary>
    [NotAudited]
    public DateTime? TouchedAt { get; private set; }

    /// <summary>The public pool it lies in; null while it is somebody's, or nobody put it anywhere.</summary>
    public Guid? PoolId { get; private set; }

    /// <summary>UTC; when it came into the pool.</summary>
    public DateTime? PooledAt { get; private set; }

    /// <summary>Why it lies in the pool: a code of the pool's clock, or "returned" by hand; its words are texts Pools.By_code.</summary>
    public string? PooledBy { get; private set; }

    /// <summary>Who had it last.</summary>
    public Guid? FormerOwnerId { get; private set; }

    /// <summary>UTC; its owner keeps it from going back. Null while nobody does.</summary>
    public DateTime? LockedAt { get; private set; }

    /// <summary>Puts it into a public pool; its opportunities, follow-ups and files stay with it.</summary>
    /// <param name="by">Why, as a code.</param>
    /// <param name="note">The reason in somebody's words, if it was somebody.</param>
    /// <param name="since">Business date from which the days were counted, if it was the clock.</param>
    public Refusal? PutInto(Guid poolId, string by, string? note, DateOnly? since, DateTime now)
    {
        if (PoolId is not null)
        {
            return Refusal.Invalid("Customers.AlreadyPooled", Name);
        }

        Happened("CustomerPooled", ("Name", Name), ("From", OwnerId), ("Pool", poolId), ("By", by), ("Since", since), ("Text", note));
        FormerOwnerId = OwnerId ?? FormerOwnerId;
        (OwnerId, PoolId, PooledAt, PooledBy, LockedAt) = (null, poolId, now, by, null);
        return null;
    }

    /// <summary>Keeps it from going back, or lets it go its way again.</summary>
    public void Lock(bool locked, DateTime now)
    {
        LockedAt = locked ? now : null;
        Happened(locked ? "CustomerLocked" : "CustomerUnlocked", ("Name", Name));
    }

    private void OwnedFrom(DateTime now) => (OwnedSince, PoolId, PooledAt, PooledBy, LockedAt) = (now, null, null, null, null);
}
