using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>What the audit is narrowed to; a record by its number, name or id.</summary>
public sealed record AuditFilter(IReadOnlyList<Guid> People, string? Kind = null, string? Record = null, DateOnly? From = null, DateOnly? To = null, ActivityOutcome? Outcome = null);

/// <summary>A row of the audit as it is read.</summary>
public sealed record AuditLine(
    long Id, DateTime At, Guid? ActorId, string? Actor, string Kind, string Verb, string SubjectKind, Guid? SubjectId, string? Subject, ActivityOutcome Outcome, string? Ip, string? Text, IReadOnlyList<TimelineChange> Changes, ActivityDetails Details);

/// <summary>How many rows there are, and a page of them, newest first.</summary>
public sealed record AuditPageOf(int Total, IReadOnlyList<AuditLine> Lines, IReadOnlyList<string> Kinds);

/// <summary>Who did what to which record, when, from where, with before and after: for those with the right to read the audit.</summary>
public sealed class AuditLog(Works works, TimeProvider clock)
{
    /// <summary>A page of the audit; null when this person may not read it.</summary>
    public async Task<AuditPageOf?> For(Me me, AuditFilter filter, int page = 1)
    {
        var sight = me.Sees(Area.Audit);
        if (sight.IsNothing)
        {
            return null;
        }

        return await works.Read(async db =>
        {
            var rows = Narrow(db, db.Activities, filter);
            if (!sight.All)
            {
                var owners = sight.Owners;
                rows = rows.Where(a => a.ActorId != null && owners.Contains(a.ActorId.Value));
            }

            var total = await rows.CountAsync();
            page = Math.Clamp(page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
            var lines = await rows.OrderByDescending(a => a.Id).Skip((page - 1) * Limits.PageSize).Take(Limits.PageSize)
                .Select(a => new
                {
                    Row = a,
                    Actor = db.People.Where(p => p.Id == a.ActorId).Select(p => p.Name).FirstOrDefault(),
                    Name = a.SubjectKind == nameof(Opportunity) ? db.Opportunities.Where(o => o.Id == a.SubjectId).Select(o => o.Number + " " + o.Title).FirstOrDefault()
                        : a.SubjectKind == nameof(Customer) ? db.Customers.Where(c => c.Id == a.SubjectId).Select(c => c.Number + " " + c.Name).FirstOrDefault()
                        : a.SubjectKind == nameof(Product) ? db.Products.Where(p => p.Id == a.SubjectId).Select(p => p.Name).FirstOrDefault()
                        : db.People.Where(p => p.Id == a.SubjectId).Select(p => p.Name).FirstOrDefault(),
                }).ToListAsync();
            var kinds = await db.Activities.Select(a => a.Kind).Distinct().OrderBy(k => k).Take(Limits.LargestPage).ToListAsync();
            var words = (await TimelineWords.Of(db, me, [.. lines.Select(l => l.Row)], clock.Today())).Entry(Guid.Empty);
            var costs = me.May(Area.Catalogue, Function.SeeCost);
            return new AuditPageOf(total, 
            [
                .. lines.Select(l =>
                {
                    var read = words(l.Row);
                    return new AuditLine(l.Row.Id, l.Row.At, l.Row.ActorId, l.Actor, l.Row.Kind, l.Row.Verb, l.Row.SubjectKind, l.Row.SubjectId, l.Name, l.Row.Outcome, l.Row.Ip,
                        read.Text, [.. read.Changes.Where(c => costs || !IsCost(l.Row, c))], Shown(l.Row.Details(), costs));
                }),
            ], kinds);
        });
    }

    private static IQueryable<Activity> Narrow(AppDb db, IQueryable<Activity> rows, AuditFilter filter)
    {
        if (filter.People.Count > 0)
        {
            rows = rows.Where(a => a.ActorId != null && filter.People.Contains(a.ActorId.Value));
        }

        if (filter.Kind is { Length: > 0 } kind)
        {
            rows = rows.Where(a => a.Kind == kind);
        }

        if (filter.Outcome is { } outcome)
        {
            rows = rows.Where(a => a.Outcome == outcome);
        }

        if (filter.From is { } from)
        {
            var since = Clock.StartOf(from);
            rows = rows.Where(a => a.At >= since);
        }

        if (filter.To is { Year: < 9999 } to)
        {
            var until = Clock.StartOf(to.AddDays(1));
            rows = rows.Where(a => a.At < until);
        }

        if (Limits.Clean(filter.Record) is not { } record)
        {
            return rows;
        }

        if (Guid.TryParse(record, out var id))
        {
            return rows.Where(a => a.SubjectId == id || a.AboutId == id);
        }

        var text = record.ToLowerInvariant();
        var found = db.Opportunities.Where(o => o.SearchText.Contains(text)).Select(o => (Guid?)o.Id)
            .Concat(db.Customers.Where(c => c.SearchText.Contains(text)).Select(c => (Guid?)c.Id))
            .Concat(db.People.Where(p => p.SearchText.Contains(text)).Select(p => (Guid?)p.Id));
        return rows.Where(a => found.Contains(a.SubjectId) || found.Contains(a.AboutId));
    }

    private static bool IsCost(Activity row, TimelineChange change) =>
        row.Details().Changes.Any(c => c.Field.Contains("Cost", StringComparison.Ordinal) && TimelineWords.FieldName(c.Field) == change.Field);

    /// <summary>The rights on single fields apply here too.</summary>
    private static ActivityDetails Shown(ActivityDetails details, bool costs) => costs ? details : details with
    {
        Changes = [.. details.Changes.Select(c => c.Field.Contains("Cost", StringComparison.Ordinal) ? new Change(c.Field, "***", "***") : c)],
        Facts = details.Facts.ToDictionary(f => f.Key, f => f.Key.Contains("Cost", StringComparison.Ordinal) ? "***" : f.Value),
    };
}
