using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Who owns it, with whom it is shared, and who is who at the customer.</summary>
public sealed partial class Opportunity
{
    public List<OpportunityCollaborator> Collaborators { get; private set; } = [];

    public List<OwnerSpan> Owners { get; private set; } = [];

    public List<OpportunityContact> Contacts { get; private set; } = [];

    /// <summary>分配: gives it to another owner; stage, clocks and history stay as they are.</summary>
    public Refusal? GiveTo(Guid ownerId, DateTime now)
    {
        if (ownerId == OwnerId)
        {
            return Refusal.Invalid("Sales.AlreadyOwner");
        }

        if (Owners.Find(o => o.Until is null) is { } current)
        {
            current.Until = now;
        }

        Owners.Add(new OwnerSpan { OpportunityId = Id, OwnerId = ownerId, Since = now });
        // What was shared with him before is his own now.
        Collaborators.RemoveAll(c => c.PersonId == ownerId);
        Happened("OpportunityAssigned", ("From", OwnerId), ("To", ownerId), ("Title", Title));
        OwnerId = ownerId;
        return null;
    }

    /// <summary>Shares it, or changes how: read or write, until a business date or for good.</summary>
    public Refusal? ShareWith(Guid personId, bool canWrite, DateOnly? until, DateOnly today)
    {
        if (personId == OwnerId)
        {
            return Refusal.Invalid("Sales.OwnerNeedsNoShare");
        }

        if (until < today)
        {
            return Refusal.For("Until", "Kernel.DateInPast");
        }

        if (Collaborators.Find(c => c.PersonId == personId) is { } known)
        {
            (known.CanWrite, known.Until) = (canWrite, until);
        }
        else if (Collaborators.Count >= Limits.Collaborators)
        {
            return Refusal.Invalid("Sales.TooManyCollaborators", Limits.Collaborators);
        }
        else
        {
            Collaborators.Add(new OpportunityCollaborator { OpportunityId = Id, PersonId = personId, CanWrite = canWrite, Until = until });
        }

        Happened("OpportunityShared", ("Person", personId), ("CanWrite", canWrite), ("Until", until), ("Title", Title));
        return null;
    }

    public Refusal? StopSharing(Guid personId)
    {
        if (Collaborators.RemoveAll(c => c.PersonId == personId) == 0)
        {
            return Refusal.NotFound();
        }

        Happened("OpportunityUnshared", ("Person", personId));
        return null;
    }

    public Refusal? Involve(Guid contactId, ContactRole role)
    {
        if (Contacts.Find(c => c.ContactId == contactId) is { } known)
        {
            known.Role = role;
        }
        else
        {
            Contacts.Add(new OpportunityContact { OpportunityId = Id, ContactId = contactId, Role = role });
        }

        Happened("ContactInvolved", ("Contact", contactId), ("Role", role));
        return null;
    }

    public Refusal? Release(Guid contactId)
    {
        if (Contacts.RemoveAll(c => c.ContactId == contactId) == 0)
        {
            return Refusal.NotFound();
        }

        Happened("ContactReleased", ("Contact", contactId));
        return null;
    }
}

/// <summary>Somebody the opportunity is shared with.</summary>
public sealed class OpportunityCollaborator
{
    public Guid OpportunityId { get; init; }

    public Guid PersonId { get; init; }

    public bool CanWrite { get; set; }

    /// <summary>Last business date of the sharing, Asia/Shanghai; null is for good.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>A time of ownership.</summary>
public sealed class OwnerSpan
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid OpportunityId { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime Since { get; init; }

    /// <summary>UTC; null for the present owner.</summary>
    public DateTime? Until { get; set; }
}

/// <summary>A contact and what he decides about in this opportunity.</summary>
public sealed class OpportunityContact
{
    public Guid OpportunityId { get; init; }

    public Guid ContactId { get; init; }

    public ContactRole Role { get; set; }
}
