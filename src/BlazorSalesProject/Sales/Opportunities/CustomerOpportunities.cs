using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>An opportunity in the list of its customer.</summary>
public sealed record CustomerOpportunity(
    Guid Id, string Number, string Title, OpportunityKind Kind, string Column, OpportunityState State, Money Amount, Guid OwnerId, string Owner, DateOnly? ExpectedClose, DateOnly? ClosedOn);

/// <summary>The opportunities of one customer that a person sees: how many, and the newest of them with the open ones first.</summary>
/// <param name="Open">Sums of the open ones, by currency.</param>
public sealed record CustomerOpportunitiesPage(int Total, int OpenCount, IReadOnlyList<CurrencySum> Open, IReadOnlyList<CustomerOpportunity> Rows);

/// <summary>The opportunities of a customer; nothing when either does not exist for this person.</summary>
public sealed class CustomerOpportunities(Works works, TimeProvider clock)
{
    public Task<CustomerOpportunitiesPage> For(Me me, Guid customerId) => works.Read(async db =>
    {
        var today = clock.Today();
        if (!await db.Customers.VisibleTo(me, today).AnyAsync(c => c.Id == customerId))
        {
            return new CustomerOpportunitiesPage(0, 0, [], []);
        }

        var found = db.Opportunities.VisibleTo(me, today).Where(o => o.CustomerId == customerId);
        var sums = await found.GroupBy(o => new { Open = o.State == OpportunityState.Open, o.Amount.Currency })
            .Select(g => new { g.Key.Open, g.Key.Currency, Count = g.Count(), Minor = g.Sum(o => o.Amount.Minor) }).ToListAsync();
        var rows = await found.OrderBy(o => o.State == OpportunityState.Open ? 0 : 1).ThenByDescending(o => o.Id).Take(Limits.PageSize).Select(o => new CustomerOpportunity(
            o.Id, o.Number, o.Title, o.Kind, o.Column, o.State, o.Amount, o.OwnerId, db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(), o.ExpectedClose, o.ClosedOn)).ToListAsync();
        return new CustomerOpportunitiesPage(sums.Sum(s => s.Count), sums.Where(s => s.Open).Sum(s => s.Count),
            [.. sums.Where(s => s.Open).OrderByDescending(s => s.Minor).Select(s => new CurrencySum(s.Currency, s.Minor, s.Minor))], rows);
    });
}
