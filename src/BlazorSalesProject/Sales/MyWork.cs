using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales;

/// <summary>A follow-up plan that is due today or was before; About names the opportunity, the customer or the lead.</summary>
public sealed record DuePlan(Guid Id, string Way, string What, DateTime DueAt, Guid? OpportunityId, Guid? CustomerId, Guid? LeadId, string About);

/// <summary>An opportunity of mine that asks for something.</summary>
public sealed record MyOpportunity(Guid Id, string Title, string? Customer, Money Amount, string Column, DateTime QuietSince, DateOnly? ExpectedClose)
{
    /// <summary>Calendar days without movement or follow-up.</summary>
    public int QuietDays { get; init; }
}

/// <summary>A to-do box: how many there are, and the first of them.</summary>
public sealed record WorkBox<T>(int Count, IReadOnlyList<T> First);

/// <summary>What waits for a person today.</summary>
public sealed record MyWorkNow(WorkBox<DuePlan> Plans, WorkBox<MyOpportunity> Stagnant, WorkBox<MyOpportunity> Closing);

/// <summary>The boxes of the home page: plans due, own opportunities that stand still, and those that should close this month.</summary>
public sealed class MyWork(Works works, PipelineSettings settings, TimeProvider clock)
{
    private const int Shown = 6;

    public async Task<MyWorkNow> For(Me me)
    {
        var stages = await settings.Stages();
        var now = clock.Now();
        var today = Clock.BusinessDate(now);
        var tomorrow = Clock.StartOf(today.AddDays(1));
        var endOfMonth = new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1);
        return await works.Read(async db =>
        {
            var visible = db.Opportunities.VisibleTo(me, today);
            var customers = db.Customers.VisibleTo(me, today);
            var leads = db.Leads.VisibleTo(me, db, today);
            var due = db.FollowUpPlans.Where(p => p.PersonId == me.Id && p.DoneAt == null && p.DueAt < tomorrow
                && (p.OpportunityId != null ? visible.Any(o => o.Id == p.OpportunityId) : p.CustomerId != null ? customers.Any(c => c.Id == p.CustomerId) : leads.Any(l => l.Id == p.LeadId)));
            var plans = await due.OrderBy(p => p.DueAt).Take(Shown).Select(p => new DuePlan(p.Id, p.Way, p.What, p.DueAt, p.OpportunityId, p.CustomerId, p.LeadId,
                p.OpportunityId != null ? visible.Where(o => o.Id == p.OpportunityId).Select(o => o.Title).First()
                : p.CustomerId != null ? customers.Where(c => c.Id == p.CustomerId).Select(c => c.Name).First()
                : leads.Where(l => l.Id == p.LeadId).Select(l => l.Company ?? l.ContactName!).First())).ToListAsync();
            var mine = visible.Where(o => o.OwnerId == me.Id);
            var stagnant = mine.Stagnant(stages, now);
            var closing = mine.Open().Where(o => o.ExpectedClose <= endOfMonth);
            return new MyWorkNow(
                new WorkBox<DuePlan>(await due.CountAsync(), plans),
                new WorkBox<MyOpportunity>(await stagnant.CountAsync(), await Lines(db, stagnant.OrderBy(o => o.QuietSince), now)),
                new WorkBox<MyOpportunity>(await closing.CountAsync(), await Lines(db, closing.OrderBy(o => o.ExpectedClose).ThenByDescending(o => o.Id), now)));
        });
    }

    private static async Task<IReadOnlyList<MyOpportunity>> Lines(AppDb db, IQueryable<Opportunity> opportunities, DateTime now)
    {
        var lines = await opportunities.Take(Shown).Select(o => new MyOpportunity(o.Id, o.Title, db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).FirstOrDefault(), o.Amount, o.Column, o.QuietSince, o.ExpectedClose)).ToListAsync();
        return [.. lines.Select(l => l with { QuietDays = Staleness.Days(l.QuietSince, now) })];
    }
}
