using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>A row of the list and of an export.</summary>
public sealed record OpportunityRow(
    Guid Id, int Version, string Number, string Title, OpportunityKind Kind, OpportunityState State, string Column, Guid? CustomerId, string? Customer, Guid OwnerId, string Owner, string? Department,
    Money Amount, string? Source, string? Product, DateOnly? ExpectedClose, DateOnly? ClosedOn, string? LostReason, DateTime EnteredAt, DateTime QuietSince, DateOnly? WaitingUntil, DateTime CreatedAt, bool IsKey)
{
    /// <summary>Calendar days in its column.</summary>
    public int DaysInColumn { get; init; }

    public bool IsStagnant { get; init; }
}

/// <summary>How many opportunities and how much in one group and currency.</summary>
public sealed record OpportunitySum(string? Group, string Currency, int Count, long Minor);

/// <summary>A page of the list with count and sums of the whole filtered set.</summary>
public sealed record OpportunityListPage(IReadOnlyList<OpportunityRow> Rows, int Total, IReadOnlyList<OpportunitySum> Sums);

/// <summary>The same filtered set as the board, as rows.</summary>
public sealed class OpportunityList(Works works, PipelineSettings settings, TimeProvider clock)
{
    /// <summary>Columns one can sort by; other names sort as if nothing was said.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["number", "title", "amount", "close", "entered", "created", "column", "owner", "customer"];

    /// <summary>Groups one can sum by.</summary>
    public static readonly IReadOnlyList<string> Groups = ["stage", "owner", "customer", "source", "month"];

    /// <param name="page">From 1.</param>
    public async Task<OpportunityListPage> For(Me me, OpportunityFilter filter, string? sort = null, bool descending = true, int page = 1, string? group = null)
    {
        var stages = await settings.Stages();
        var now = clock.Now();
        return await works.Read(async db =>
        {
            var visible = db.Opportunities.VisibleTo(me, Clock.BusinessDate(now)).Narrow(filter, me.Id, stages, db, now);
            var sums = await visible.GroupBy(o => o.Amount.Currency).Select(g => new OpportunitySum(null, g.Key, g.Count(), g.Sum(o => o.Amount.Minor))).ToListAsync();
            if (group is not null && Groups.Contains(group))
            {
                sums.AddRange(await Grouped(db, visible, group));
            }

            var rows = await Rows(db, Sorted(db, visible, sort, descending).Skip((Math.Clamp(page, 1, 100_000) - 1) * Limits.PageSize).Take(Limits.PageSize), stages, now);
            return new OpportunityListPage(rows, sums.Where(s => s.Group is null).Sum(s => s.Count), sums);
        });
    }

    internal static IQueryable<Opportunity> Sorted(AppDb db, IQueryable<Opportunity> found, string? sort, bool descending)
    {
        IOrderedQueryable<Opportunity> By<TKey>(System.Linq.Expressions.Expression<Func<Opportunity, TKey>> key) => descending ? found.OrderByDescending(key) : found.OrderBy(key);
        var sorted = sort switch
        {
            "number" => By(o => o.Number),
            "title" => By(o => o.Title),
            "amount" => By(o => o.Amount.Minor),
            "close" => By(o => o.ExpectedClose),
            "created" => By(o => o.CreatedAt),
            "column" => By(o => o.Column),
            "owner" => By(o => db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First()),
            "customer" => By(o => db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).FirstOrDefault()),
            _ => By(o => o.EnteredAt),
        };
        return sorted.ThenByDescending(o => o.Id);
    }

    internal static async Task<IReadOnlyList<OpportunityRow>> Rows(AppDb db, IQueryable<Opportunity> found, IReadOnlyList<Stage> stages, DateTime now)
    {
        var rows = await found.Select(o => new OpportunityRow(
            o.Id, o.Version, o.Number, o.Title, o.Kind, o.State, o.Column, o.CustomerId, db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).FirstOrDefault(),
            o.OwnerId, db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(),
            db.People.Where(p => p.Id == o.OwnerId).SelectMany(p => db.Departments.Where(d => d.Id == p.DepartmentId)).Select(d => d.Name).FirstOrDefault(),
            o.Amount, o.Source, db.Products.Where(p => p.Id == o.ProductId).Select(p => p.Name).FirstOrDefault(), o.ExpectedClose, o.ClosedOn, o.LostReason,
            o.EnteredAt, o.QuietSince, o.WaitingUntil, o.CreatedAt, o.IsKey)).ToListAsync();
        return [.. rows.Select(r => r with
        {
            DaysInColumn = Staleness.Days(r.EnteredAt, now),
            IsStagnant = Staleness.IsStagnant(r.State, r.QuietSince, r.WaitingUntil, stages.FirstOrDefault(s => s.Code == r.Column)?.StagnantAfterDays, now),
        })];
    }

    private static async Task<IReadOnlyList<OpportunitySum>> Grouped(AppDb db, IQueryable<Opportunity> found, string group)
    {
        var keyed = group switch
        {
            "owner" => found.Select(o => new { Key = (string?)db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(), o.Amount.Currency, o.Amount.Minor }),
            "customer" => found.Select(o => new { Key = db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).FirstOrDefault(), o.Amount.Currency, o.Amount.Minor }),
            "source" => found.Select(o => new { Key = o.Source, o.Amount.Currency, o.Amount.Minor }),
            "month" => found.Select(o => new { Key = o.ExpectedClose == null ? null : o.ExpectedClose.Value.Year + "-" + (o.ExpectedClose.Value.Month < 10 ? "0" : "") + o.ExpectedClose.Value.Month, o.Amount.Currency, o.Amount.Minor }),
            _ => found.Select(o => new { Key = (string?)o.Column, o.Amount.Currency, o.Amount.Minor }),
        };
        var sums = await keyed.GroupBy(k => new { k.Key, k.Currency }).Select(g => new { g.Key.Key, g.Key.Currency, Count = g.Count(), Minor = g.Sum(k => k.Minor) })
            .OrderByDescending(g => g.Minor).Take(Limits.LargestPage).ToListAsync();
        return [.. sums.Select(s => new OpportunitySum(s.Key ?? "", s.Currency, s.Count, s.Minor))];
    }
}
