using BlazorSalesProject.Customers;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>A value of a timeline, ready to be shown: words, an amount, a moment (UTC) or a business date; exactly one is set.</summary>
public sealed record TimelineValue(string? Text, Money? Money = null, DateTime? At = null, DateOnly? Day = null);

/// <summary>A fact of what happened, or a field before and after.</summary>
public sealed record TimelineChange(string Field, TimelineValue? Before, TimelineValue? After)
{
    /// <summary>False for a fact that has no before, such as the way of a follow-up.</summary>
    public bool IsChange { get; init; } = true;
}

/// <summary>
/// One thing that happened. <paramref name="Kind"/> names the text <c>Activity.Kind_…</c>; <paramref name="Record"/> is the title of the
/// record it happened to when that is another one than the page's own.
/// </summary>
public sealed record TimelineEntry(
    long Id, DateTime At, string Kind, string? Who, string SubjectKind, Guid SubjectId, string? Record, string? Text, IReadOnlyList<TimelineChange> Changes);

/// <summary>A page of a timeline, newest first.</summary>
/// <param name="Before">Ask again with this to get the next page; null at the end.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, long? Before);

/// <summary>
/// What happened to a record, with before and after in words. A customer's timeline also tells of its opportunities,
/// but only of those the reader sees.
/// </summary>
public sealed class Timeline(Works works, TimeProvider clock)
{
    /// <param name="kind">Customer, Lead, Opportunity, Order, Project, ProjectTask or Person.</param>
    /// <param name="before">Only what was recorded before this entry.</param>
    /// <returns>Null when the record does not exist for this person.</returns>
    public Task<TimelinePage?> For(Me me, string kind, Guid id, long? before = null) => works.Read(async db =>
    {
        var today = clock.Today();
        if (await Told(db, me, kind, id, today) is not { } told)
        {
            return null;
        }

        var found = await told.Where(a => a.Outcome == ActivityOutcome.Done && (before == null || a.Id < before))
            .OrderByDescending(a => a.Id).Take(Limits.PageSize + 1).ToListAsync();
        var page = found.Take(Limits.PageSize).ToList();
        var words = await TimelineWords.Of(db, me, page, today);
        return new TimelinePage([.. page.Select(words.Entry(id))], found.Count > page.Count ? page[^1].Id : null);
    });

    private static async Task<IQueryable<Activity>?> Told(AppDb db, Me me, string kind, Guid id, DateOnly today)
    {
        switch (kind)
        {
            case nameof(Opportunity):
                return await db.Opportunities.VisibleTo(me, today).AnyAsync(o => o.Id == id)
                    ? db.Activities.Where(a => a.SubjectId == id && a.SubjectKind == nameof(Opportunity))
                    : null;
            case nameof(Customer):
                if (!await db.Customers.VisibleTo(me, today).AnyAsync(c => c.Id == id))
                {
                    return null;
                }

                var opportunities = db.Opportunities.VisibleTo(me, today);
                return db.Activities.Where(a => (a.SubjectId == id && a.SubjectKind == nameof(Customer))
                    || (a.AboutId == id && a.SubjectKind == nameof(Lead))
                    || (a.AboutId == id && a.SubjectKind == nameof(Opportunity) && opportunities.Any(o => o.Id == a.SubjectId)));
            case nameof(Lead):
                return await db.Leads.VisibleTo(me, db, today).AnyAsync(l => l.Id == id)
                    ? db.Activities.Where(a => a.SubjectId == id && a.SubjectKind == nameof(Lead))
                    : null;
            case nameof(Order):
                return await db.Orders.VisibleTo(me).AnyAsync(o => o.Id == id)
                    ? db.Activities.Where(a => (a.SubjectId == id && a.SubjectKind == nameof(Order)) || (a.AboutId == id && a.SubjectKind == nameof(Project)))
                    : null;
            case nameof(Project):
                return await db.Projects.VisibleTo(me).AnyAsync(p => p.Id == id)
                    ? db.Activities.Where(a => (a.SubjectId == id && a.SubjectKind == nameof(Project)) || (a.AboutId == id && a.SubjectKind == nameof(ProjectTask)))
                    : null;
            case nameof(ProjectTask):
                return me.Kind != PersonKind.External && await db.Tasks.VisibleTo(me).AnyAsync(t => t.Id == id)
                    ? db.Activities.Where(a => a.SubjectId == id && a.SubjectKind == nameof(ProjectTask))
                    : null;
            case nameof(Person):
                return EffectiveRights.MayAsk(me, id) && await db.People.VisibleTo(me).AnyAsync(p => p.Id == id)
                    ? db.Activities.Where(a => a.SubjectId == id && a.SubjectKind == nameof(Person))
                    : null;
            default:
                return null;
        }
    }
}
