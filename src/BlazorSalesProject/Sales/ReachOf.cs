using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales;

/// <summary>How many records a person sees at this moment, of how many there are.</summary>
public sealed record Reach(int Customers, int AllCustomers, int Opportunities, int AllOpportunities);

/// <summary>Counts what a person sees, by the very filters his screens use.</summary>
public sealed class ReachOf(Works works, WhoIs whoIs, TimeProvider clock)
{
    /// <summary>Null when this is none of the reader's business.</summary>
    public async Task<Reach?> For(Me me, Guid personId)
    {
        if (!EffectiveRights.MayAsk(me, personId))
        {
            return null;
        }

        var (him, today) = (await whoIs.Load(personId), clock.Today());
        return await works.Read(async db => new Reach(
            him is null ? 0 : await db.Customers.VisibleTo(him, today).CountAsync(), await db.Customers.CountAsync(),
            him is null ? 0 : await db.Opportunities.VisibleTo(him, today).CountAsync(), await db.Opportunities.CountAsync()));
    }
}

/// <summary>Why a person sees a record, or that he does not.</summary>
public enum SeenBecause
{
    /// <summary>No right, or the owner is out of reach.</summary>
    Not,

    /// <summary>The right reaches everybody's records.</summary>
    All,
    Owner,

    /// <summary>The owner is within the department the right reaches.</summary>
    Department,
    Shared,

    /// <summary>Nobody owns it, so whoever reads customers sees it.</summary>
    Nobodys,
}

/// <summary>What a person may do with one record, and why.</summary>
public sealed record RecordAnswer(string Kind, Guid Id, string Title, string? Owner, string? OwnersDepartment, SeenBecause Because, bool MayEdit)
{
    /// <summary>Last business date of the sharing.</summary>
    public DateOnly? Until { get; init; }

    public bool CanWrite { get; init; }

    /// <summary>A sharing that is over.</summary>
    public bool SharingEnded { get; init; }
}

/// <summary>Answers "what may this person do with record X?" for the link of a customer or an opportunity.</summary>
public sealed class WhySeen(Works works, WhoIs whoIs, TimeProvider clock)
{
    /// <summary>Null when the link leads to nothing the reader sees himself.</summary>
    public async Task<RecordAnswer?> For(Me me, Guid personId, string? link)
    {
        if (!EffectiveRights.MayAsk(me, personId) || Read(link) is not ({ } kind, var id))
        {
            return null;
        }

        var (him, today) = (await whoIs.Load(personId), clock.Today());
        return await works.Read(async db => kind == nameof(Opportunity) ? await OfOpportunity(db, me, him, personId, id, today) : await OfCustomer(db, me, him, personId, id, today));
    }

    private static async Task<RecordAnswer?> OfOpportunity(AppDb db, Me me, Me? him, Guid personId, Guid id, DateOnly today)
    {
        if (await db.Opportunities.VisibleTo(me, today).SingleOrDefaultAsync(o => o.Id == id) is not { } opportunity)
        {
            return null;
        }

        var share = opportunity.Collaborators.Find(c => c.PersonId == personId);
        return await Answer(db, nameof(Opportunity), id, opportunity.Title, opportunity.OwnerId, him, personId, Area.Sales,
            (share is not null, share?.Until, share?.CanWrite == true), him is not null && await db.Opportunities.VisibleTo(him, today).AnyAsync(o => o.Id == id), him?.MayEdit(opportunity, today) == true, today);
    }

    private static async Task<RecordAnswer?> OfCustomer(AppDb db, Me me, Me? him, Guid personId, Guid id, DateOnly today)
    {
        if (await db.Customers.VisibleTo(me, today).SingleOrDefaultAsync(c => c.Id == id) is not { } customer)
        {
            return null;
        }

        var share = customer.Collaborators.Find(c => c.PersonId == personId);
        return await Answer(db, nameof(Customer), id, customer.Name, customer.OwnerId, him, personId, Area.Customers,
            (share is not null, share?.Until, share?.CanWrite == true), him is not null && await db.Customers.VisibleTo(him, today).AnyAsync(c => c.Id == id), him?.MayEdit(customer, today) == true, today);
    }

    private static async Task<RecordAnswer> Answer(
        AppDb db, string kind, Guid id, string title, Guid? ownerId, Me? him, Guid personId, Area area, (bool Is, DateOnly? Until, bool CanWrite) share, bool seen, bool mayEdit, DateOnly today)
    {
        var owner = await db.People.Where(p => p.Id == ownerId).Select(p => new { p.Name, Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() }).SingleOrDefaultAsync();
        var sight = him?.Sees(area) ?? Sight.Nothing;
        var because = !seen ? SeenBecause.Not
            : ownerId == personId ? SeenBecause.Owner
            : sight.All ? SeenBecause.All
            : sight.Includes(ownerId) ? SeenBecause.Department
            : share.Is ? SeenBecause.Shared
            : SeenBecause.Nobodys;
        return new RecordAnswer(kind, id, title, owner?.Name, owner?.Department, because, seen && mayEdit) { Until = share.Until, CanWrite = share.CanWrite, SharingEnded = share.Is && share.Until < today };
    }

    /// <summary>Takes the record out of an address such as https://crm.example.com/opportunities/0197…?tab=team.</summary>
    private static (string Kind, Guid Id)? Read(string? link)
    {
        var parts = (link ?? "").Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i + 1 < parts.Length; i++)
        {
            if (parts[i] is "opportunities" or "customers" && Guid.TryParse(parts[i + 1], out var id))
            {
                return (parts[i] == "customers" ? nameof(Customer) : nameof(Opportunity), id);
            }
        }

        return null;
    }
}
