using System.Globalization;
using System.Linq.Expressions;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>What board and list are narrowed to; lives in the address, so that it can be shared and restored.</summary>
public sealed record OpportunityFilter
{
    public OpportunityKind Kind { get; init; } = OpportunityKind.System;

    /// <summary>Free text: title, number, customer.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<Guid> Owners { get; init; } = [];

    public IReadOnlyList<Guid> Departments { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> Columns { get; init; } = [];

    public Guid? Customer { get; init; }

    /// <summary>Whole amounts in the currency of the opportunity.</summary>
    public decimal? AmountFrom { get; init; }

    public decimal? AmountTo { get; init; }

    public DateOnly? CloseFrom { get; init; }

    public DateOnly? CloseTo { get; init; }

    public bool Stagnant { get; init; }

    public bool KeyOnly { get; init; }

    /// <summary>Only those I own.</summary>
    public bool Mine { get; init; }

    /// <summary>Reads what an address says; what makes no sense is left out.</summary>
    public static OpportunityFilter Parse(IReadOnlyDictionary<string, string?> query)
    {
        string? One(string name) => Limits.Clean(query.GetValueOrDefault(name));
        string[] Many(string name) => One(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Limits.LargestPage).ToArray() ?? [];
        IReadOnlyList<Guid> Ids(string name) => [.. Many(name).Select(x => Guid.TryParse(x, out var id) ? id : Guid.Empty).Where(x => x != Guid.Empty)];
        string? Side(string name, int side) => One(name)?.Split("..", 2) is { Length: 2 } sides && sides[side].Length > 0 ? sides[side] : null;
        decimal? Number(string name, int side) => decimal.TryParse(Side(name, side), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= Money.Largest / 100 ? number : null;
        DateOnly? Date(string name, int side) => DateOnly.TryParseExact(Side(name, side), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        return new OpportunityFilter
        {
            Kind = One("kind") == "parts" ? OpportunityKind.SpareParts : OpportunityKind.System,
            Text = One("q") is { } text ? text[..Math.Min(text.Length, Limits.SearchText)] : null,
            Owners = Ids("owner"),
            Departments = Ids("department"),
            Sources = [.. Many("source").Where(OpportunitySources.All.Contains)],
            Columns = [.. Many("stage").Take(20)],
            Customer = Ids("customer") is [var customer, ..] ? customer : null,
            AmountFrom = Number("amount", 0),
            AmountTo = Number("amount", 1),
            CloseFrom = Date("close", 0),
            CloseTo = Date("close", 1),
            Stagnant = One("stagnant") == "1",
            KeyOnly = One("key") == "1",
            Mine = One("mine") == "1",
        };
    }

    /// <summary>The other way round: only what is set.</summary>
    public IReadOnlyDictionary<string, string?> ToQuery()
    {
        static string? Range(string? from, string? to) => from is null && to is null ? null : $"{from}..{to}";
        static string? List<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : string.Join(',', items);
        return new Dictionary<string, string?>
        {
            ["kind"] = Kind == OpportunityKind.SpareParts ? "parts" : null,
            ["q"] = string.IsNullOrWhiteSpace(Text) ? null : Text,
            ["owner"] = List(Owners),
            ["department"] = List(Departments),
            ["source"] = List(Sources),
            ["stage"] = List(Columns),
            ["customer"] = Customer?.ToString(),
            ["amount"] = Range(AmountFrom?.ToString(CultureInfo.InvariantCulture), AmountTo?.ToString(CultureInfo.InvariantCulture)),
            ["close"] = Range(CloseFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CloseTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ["stagnant"] = Stagnant ? "1" : null,
            ["key"] = KeyOnly ? "1" : null,
            ["mine"] = Mine ? "1" : null,
        }.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value);
    }

    /// <summary>Equal for two filters that narrow to the same; keys shared views.</summary>
    public string CacheKey => string.Join('&', ToQuery().OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}

internal static class OpportunityFiltering
{
    public static IQueryable<Opportunity> Narrow(this IQueryable<Opportunity> opportunities, OpportunityFilter filter, Guid me, IReadOnlyList<Stage> stages, Data.AppDb db, DateTime now)
    {
        var found = opportunities.Where(o => o.Kind == filter.Kind);
        if (Limits.Clean(filter.Text)?.ToLowerInvariant() is { } text)
        {
            // The customers are looked through once, not once for every opportunity.
            var customers = db.Customers.Where(c => c.SearchText.Contains(text)).Select(c => (Guid?)c.Id);
            found = found.Where(o => o.SearchText.Contains(text) || customers.Contains(o.CustomerId));
        }

        if (filter.Owners.Count > 0)
        {
            found = found.Where(o => filter.Owners.Contains(o.OwnerId));
        }

        if (filter.Mine)
        {
            found = found.Where(o => o.OwnerId == me);
        }

        if (filter.Departments.Count > 0)
        {
            found = found.Where(o => db.People.Any(p => p.Id == o.OwnerId && p.DepartmentId != null && filter.Departments.Contains(p.DepartmentId.Value)));
        }

        if (filter.Sources.Count > 0)
        {
            found = found.Where(o => o.Source != null && filter.Sources.Contains(o.Source));
        }

        if (filter.Columns.Count > 0)
        {
            found = found.Where(o => filter.Columns.Contains(o.Column));
        }

        if (filter.Customer is { } customer)
        {
            found = found.Where(o => o.CustomerId == customer);
        }

        if (filter.AmountFrom is { } from)
        {
            var minor = (long)(from * 100);
            found = found.Where(o => o.Amount.Minor >= minor);
        }

        if (filter.AmountTo is { } to)
        {
            var minor = (long)(to * 100);
            found = found.Where(o => o.Amount.Minor <= minor);
        }

        if (filter.CloseFrom is { } closeFrom)
        {
            found = found.Where(o => o.ExpectedClose >= closeFrom);
        }

        if (filter.CloseTo is { } closeTo)
        {
            found = found.Where(o => o.ExpectedClose <= closeTo);
        }

        if (filter.KeyOnly)
        {
            found = found.Where(o => o.IsKey);
        }

        return filter.Stagnant ? found.Stagnant(stages, now) : found;
    }

    /// <summary>The same rule as <see cref="Staleness.IsStagnant"/>, said in SQL: one moment per stage.</summary>
    public static IQueryable<Opportunity> Stagnant(this IQueryable<Opportunity> opportunities, IReadOnlyList<Stage> stages, DateTime now)
    {
        var today = Clock.BusinessDate(now);
        var one = Expression.Parameter(typeof(Opportunity), "o");
        Expression any = Expression.Constant(false);
        foreach (var group in stages.Where(s => s.StagnantAfterDays is not null).GroupBy(s => s.StagnantAfterDays!.Value))
        {
            var codes = group.Select(s => s.Code).ToList();
            var before = Staleness.QuietBefore(group.Key, now);
            Expression<Func<Opportunity, bool>> these = o => codes.Contains(o.Stage) && o.QuietSince < before;
            any = Expression.OrElse(any, new Replacing(these.Parameters[0], one).Visit(these.Body));
        }

        return opportunities.Open().Where(o => o.WaitingUntil == null || o.WaitingUntil < today)
            .Where(Expression.Lambda<Func<Opportunity, bool>>(any, one));
    }

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
