using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>What somebody's work on a project has cost so far.</summary>
/// <param name="Hours">Reported with what was handed in, rejected rounds too.</param>
/// <param name="Labour">Hours at today's rate; null when nobody has said what an hour costs.</param>
/// <param name="Fees">Of outside tasks that are done.</param>
/// <param name="Promised">Of outside tasks that are not done yet.</param>
public sealed record CostRow(Guid PersonId, string Name, bool External, decimal Hours, Money? Labour, Money Fees, Money Promised);

/// <summary>Budget and cost of a project in the budget's currency.</summary>
/// <param name="Spent">Labour and the fees of what is done.</param>
/// <param name="Promised">Fees of what is not done yet.</param>
public record ProjectMoney(Money Budget, Money Spent, Money Promised)
{
    /// <summary>Percent of the budget that is spent or promised; null without a budget.</summary>
    public int? Used => Budget.Minor == 0 ? null : (int)Math.Min(int.MaxValue, Math.Round((Spent + Promised).Minor * 100m / Budget.Minor, MidpointRounding.AwayFromZero));

    public Money Left => Budget with { Minor = Budget.Minor - Spent.Minor - Promised.Minor };
}

/// <summary>The same with what it is made of.</summary>
/// <param name="HoursWithoutRate">Reported by people of whom nobody has said what an hour costs, or who cost another currency.</param>
/// <param name="OtherFees">Fees in another currency, not counted above.</param>
public sealed record ProjectCost(Money Budget, Money Spent, Money Promised, decimal HoursWithoutRate, IReadOnlyList<Money> OtherFees, IReadOnlyList<CostRow> Rows) : ProjectMoney(Budget, Spent, Promised)
{
    /// <summary>Without what it is made of.</summary>
    public ProjectMoney Brief => new(Budget, Spent, Promised);
}

/// <summary>What projects cost: hours times rate of everybody who reported some, and the fees of outside tasks.</summary>
internal static class ProjectCosts
{
    private sealed record Reported(Guid ProjectId, Guid PersonId, decimal Hours);

    private sealed record FeeOf(Guid ProjectId, TaskState State, Money Fee, Guid? PersonId);

    private sealed record Worker(Guid Id, string Name, PersonKind Kind, Money Rate);

    /// <summary>For a page of projects, with two looks into the database whatever their number.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ProjectCost>> CostsOf(this AppDb db, IReadOnlyCollection<(Guid Id, Money Budget)> projects)
    {
        var ids = projects.Select(p => p.Id).ToList();
        var reported = (await db.Submissions.Where(s => s.Hours != null).Join(db.Tasks.Where(t => ids.Contains(t.ProjectId)), s => s.TaskId, t => t.Id, (s, t) => new Reported(t.ProjectId, s.ById, s.Hours!.Value)).ToListAsync()).ToLookup(r => r.ProjectId);
        var fees = (await db.Tasks.Where(t => ids.Contains(t.ProjectId) && t.State != TaskState.Dropped && t.Fee.Minor > 0)
            .Select(t => new FeeOf(t.ProjectId, t.State, t.Fee, t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined && db.People.Any(p => p.Id == a.PersonId && p.Kind == PersonKind.External)).Select(a => (Guid?)a.PersonId).FirstOrDefault())).ToListAsync()).ToLookup(f => f.ProjectId);
        var involved = reported.SelectMany(r => r).Select(r => r.PersonId).Concat(fees.SelectMany(f => f).Select(f => f.PersonId).OfType<Guid>()).Distinct().ToList();
        var people = await db.People.Where(p => involved.Contains(p.Id)).Select(p => new Worker(p.Id, p.Name, p.Kind, p.HourlyRate)).ToListAsync();
        return projects.ToDictionary(p => p.Id, p => Cost(p.Budget, [.. reported[p.Id]], [.. fees[p.Id]], people));
    }

    private static ProjectCost Cost(Money budget, IReadOnlyList<Reported> reported, IReadOnlyList<FeeOf> fees, IReadOnlyList<Worker> people)
    {
        var currency = budget.Currency;
        var none = Money.Zero(currency);
        var counted = fees.Where(f => f.Fee.Currency == currency).ToList();
        var rows = people.Where(p => reported.Any(r => r.PersonId == p.Id) || fees.Any(f => f.PersonId == p.Id)).Select(p =>
        {
            var hours = reported.Where(r => r.PersonId == p.Id).Sum(r => r.Hours);
            // An outside person is paid by the fee of the task, not by the hour.
            Money? labour = p.Kind == PersonKind.External || hours == 0 ? none : p.Rate.Minor > 0 && p.Rate.Currency == currency ? Money.Of(hours * p.Rate.Amount, currency) : null;
            return new CostRow(p.Id, p.Name, p.Kind == PersonKind.External, hours, labour, Sum(counted.Where(f => f.PersonId == p.Id && f.State == TaskState.Done).Select(f => f.Fee), none),
                Sum(counted.Where(f => f.PersonId == p.Id && f.State != TaskState.Done).Select(f => f.Fee), none));
        }).OrderByDescending(r => (r.Labour ?? none).Minor + r.Fees.Minor + r.Promised.Minor).ToList();
        var spent = Sum(rows.Select(r => r.Labour ?? none), none) + Sum(counted.Where(f => f.State == TaskState.Done).Select(f => f.Fee), none);
        return new ProjectCost(budget, spent, Sum(counted.Where(f => f.State != TaskState.Done).Select(f => f.Fee), none), rows.Where(r => r.Labour is null).Sum(r => r.Hours),
            [.. fees.Where(f => f.Fee.Currency != currency).GroupBy(f => f.Fee.Currency).Select(g => Sum(g.Select(f => f.Fee), Money.Zero(g.Key)))], rows);
    }

    private static Money Sum(IEnumerable<Money> amounts, Money none) => amounts.Aggregate(none, (sum, amount) => sum + amount);
}
