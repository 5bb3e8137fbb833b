using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>A card as the board shows it.</summary>
public sealed record OpportunityCard(
    Guid Id, int Version, string Title, string? Customer, Money Amount, Guid OwnerId, string Owner, string Column, OpportunityState State, OpportunityKind Kind,
    DateTime EnteredAt, DateTime QuietSince, DateOnly? WaitingUntil, DateOnly? ExpectedClose, bool IsKey, string? NextAction, DateTime? NextActionAt)
{
    /// <summary>Calendar days in its column.</summary>
    public int DaysInColumn { get; init; }

    public bool IsStagnant { get; init; }
}

/// <summary>Sums of one currency.</summary>
public sealed record CurrencySum(string Currency, long Minor, long WeightedMinor);

/// <summary>A board column: how many, how much, and the first cards.</summary>
public sealed record BoardColumn(string Code, int? Probability, int Count, IReadOnlyList<CurrencySum> Sums, IReadOnlyList<OpportunityCard> Cards);

/// <summary>The kanban board: what a person sees of one pipeline under a filter.</summary>
public sealed class PipelineBoard(Works works, PipelineSettings settings, TimeProvider clock)
{
    /// <param name="cards">How many cards a column shows, by its code; the standard number where nothing is said.</param>
    public async Task<IReadOnlyList<BoardColumn>> For(Me me, OpportunityFilter filter, IReadOnlyDictionary<string, int>? cards = null)
    {
        var stages = await settings.Stages();
        var pipeline = new Pipeline(filter.Kind, stages);
        var now = clock.Now();
        var today = Clock.BusinessDate(now);
        return await works.Read(async db =>
        {
            var visible = db.Opportunities.VisibleTo(me, today).Narrow(filter, me.Id, stages, db, now);
            var sums = await visible.GroupBy(o => new { o.Column, o.Amount.Currency })
                .Select(g => new { g.Key.Column, g.Key.Currency, Count = g.Count(), Minor = g.Sum(o => o.Amount.Minor) }).ToListAsync();
            var columns = new List<BoardColumn>();
            foreach (var code in pipeline.Stages.Select(s => s.Code).Append(Pipeline.Won).Append(Pipeline.Lost))
            {
                var probability = pipeline.Find(code)?.Probability;
                var these = sums.Where(s => s.Column == code).ToList();
                var count = these.Sum(s => s.Count);
                var wanted = Math.Min(cards?.GetValueOrDefault(code) is > 0 and var n ? n : Limits.CardsPerColumn, Limits.CardsPerColumnAtMost);
                columns.Add(new BoardColumn(code, probability, count,
                    [.. these.OrderByDescending(s => s.Minor).Select(s => new CurrencySum(s.Currency, s.Minor, new Money(s.Minor, s.Currency).Share(probability ?? (code == Pipeline.Won ? 100 : 0)).Minor))],
                    count == 0 ? [] : await Cards(db, visible.Where(o => o.Column == code), wanted, pipeline, now)));
            }

            return (IReadOnlyList<BoardColumn>)columns;
        });
    }

    /// <summary>People whose sight is widened by what is shared with them; all others with the same sight see the same board.</summary>
    public Task<HashSet<Guid>> Collaborators() =>
        works.Read(db => db.Opportunities.SelectMany(o => o.Collaborators).Select(c => c.PersonId).Distinct().ToHashSetAsync());

    private static async Task<IReadOnlyList<OpportunityCard>> Cards(AppDb db, IQueryable<Opportunity> opportunities, int wanted, Pipeline pipeline, DateTime now)
    {
        var cards = await opportunities.OrderByDescending(o => o.EnteredAt).ThenByDescending(o => o.Id).Take(wanted).Select(o => new OpportunityCard(
            o.Id, o.Version, o.Title, db.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).FirstOrDefault(), o.Amount,
            o.OwnerId, db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(), o.Column, o.State, o.Kind,
            o.EnteredAt, o.QuietSince, o.WaitingUntil, o.ExpectedClose, o.IsKey,
            db.FollowUpPlans.Where(p => p.OpportunityId == o.Id && p.DoneAt == null).OrderBy(p => p.DueAt).Select(p => p.What).FirstOrDefault(),
            db.FollowUpPlans.Where(p => p.OpportunityId == o.Id && p.DoneAt == null).OrderBy(p => p.DueAt).Select(p => (DateTime?)p.DueAt).FirstOrDefault())).ToListAsync();
        return [.. cards.Select(c => c with
        {
            DaysInColumn = Staleness.Days(c.EnteredAt, now),
            IsStagnant = Staleness.IsStagnant(c.State, c.QuietSince, c.WaitingUntil, pipeline.Find(c.Column)?.StagnantAfterDays, now),
        })];
    }
}
