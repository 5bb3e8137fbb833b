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
/// <param name="HoursWithoutRate">Reported by people of whom nobody has said what an hour costs, or who cost another currency.</param>
/// <param name="OtherFees">Fees in another currency, not counted above.</param>
public sealed record ProjectCost(Money Budget, Money Spent, Money Promised, decimal HoursWithoutRate, IReadOnlyList<Money> OtherFees, IReadOnlyList<CostRow> Rows)
{
    /// <summary>Percent of the budget that is spent or promised; null without a budget.</summary>
    public int? Used => Budget.Minor == 0 ? null : (int)Math.Min(int.MaxValue, Math.Round((Spent + Promised).Minor * 100m / Budget.Minor, MidpointRounding.AwayFromZero));

    public Money Left => Budget with { Minor = Budget.Minor - Spent.Minor - Promised.Minor };
}

/// <summary>A risk in the register.</summary>
public sealed record RiskRow(Guid Id, int Version, string Title, RiskLevel Chance, RiskLevel Impact, Guid OwnerId, string Owner, DateOnly DueOn, string? Measure, string? Ending, DateTime? ClosedAt)
{
    public int Weight => (int)Chance * (int)Impact;

    /// <summary>The reader may change and close it.</summary>
    public bool MayChange { get; init; }
}

/// <summary>The control points of a project beside its schedule: money and risks.</summary>
public sealed record ControlView(Guid ProjectId, int Version, string Title, bool MayRun, bool IsOver)
{
    /// <summary>Null for those who see the project but not its money.</summary>
    public ProjectCost? Cost { get; init; }

    /// <summary>Open ones first, the heaviest first.</summary>
    public IReadOnlyList<RiskRow> Risks { get; init; } = [];
}

/// <summary>Money and risks of one project. Null when it does not exist for this person.</summary>
public sealed class ProjectControl(Works works)
{
    public Task<ControlView?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.Projects.VisibleTo(me).SingleOrDefaultAsync(p => p.Id == id) is not { } project)
        {
            return null;
        }

        var mayRun = me.MayRun(project);
        var over = project.Over() is not null;
        var risks = await db.ProjectRisks.Where(r => r.ProjectId == id).OrderBy(r => r.ClosedAt != null).ThenByDescending(r => (int)r.Chance * (int)r.Impact).ThenBy(r => r.DueOn).Take(Limits.LargestPage)
            .Select(r => new RiskRow(r.Id, r.Version, r.Title, r.Chance, r.Impact, r.OwnerId, db.People.Where(p => p.Id == r.OwnerId).Select(p => p.Name).First(), r.DueOn, r.Measure, r.Ending, r.ClosedAt)
            {
                MayChange = !over && r.ClosedAt == null && (mayRun || r.OwnerId == me.Id),
            }).ToListAsync();
        return new ControlView(project.Id, project.Version, project.Title, mayRun, over) { Cost = me.SeesCostOf(project) ? await Cost(db, project) : null, Risks = risks };
    });

    /// <summary>Hours times rate of everybody who reported some, and the fees of outside tasks shared by those who have them.</summary>
    private static async Task<ProjectCost> Cost(AppDb db, Project project)
    {
        var reported = await db.Submissions.Where(s => s.Hours != null && db.Tasks.Any(t => t.Id == s.TaskId && t.ProjectId == project.Id)).Select(s => new { s.ById, s.Hours }).ToListAsync();
        var fees = await db.Tasks.Where(t => t.ProjectId == project.Id && t.State != TaskState.Dropped && t.Fee.Minor > 0)
            .Select(t => new { t.State, t.Fee, Person = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined && db.People.Any(p => p.Id == a.PersonId && p.Kind == PersonKind.External)).Select(a => (Guid?)a.PersonId).FirstOrDefault() }).ToListAsync();
        var ids = reported.Select(r => r.ById).Concat(fees.Select(f => f.Person).OfType<Guid>()).Distinct().ToList();
        var people = await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Kind, p.HourlyRate }).ToListAsync();
        var currency = project.Budget.Currency;
        var none = Money.Zero(currency);
        var counted = fees.Where(f => f.Fee.Currency == currency).ToList();
        var rows = people.Select(p =>
        {
            var hours = reported.Where(r => r.ById == p.Id).Sum(r => r.Hours ?? 0);
            // An outside person is paid by the fee of the task, not by the hour.
            Money? labour = p.Kind == PersonKind.External || hours == 0 ? none : p.HourlyRate.Minor > 0 && p.HourlyRate.Currency == currency ? Money.Of(hours * p.HourlyRate.Amount, currency) : null;
            return new CostRow(p.Id, p.Name, p.Kind == PersonKind.External, hours, labour, Sum(counted.Where(f => f.Person == p.Id && f.State == TaskState.Done).Select(f => f.Fee), none),
                Sum(counted.Where(f => f.Person == p.Id && f.State != TaskState.Done).Select(f => f.Fee), none));
        }).OrderByDescending(r => (r.Labour ?? none).Minor + r.Fees.Minor + r.Promised.Minor).ToList();
        var spent = Sum(rows.Select(r => r.Labour ?? none), none) + Sum(counted.Where(f => f.State == TaskState.Done).Select(f => f.Fee), none);
        return new ProjectCost(project.Budget, spent, Sum(counted.Where(f => f.State != TaskState.Done).Select(f => f.Fee), none), rows.Where(r => r.Labour is null).Sum(r => r.Hours),
            [.. fees.Where(f => f.Fee.Currency != currency).GroupBy(f => f.Fee.Currency).Select(g => Sum(g.Select(f => f.Fee), Money.Zero(g.Key)))], rows);
    }

    private static Money Sum(IEnumerable<Money> amounts, Money none) => amounts.Aggregate(none, (sum, amount) => sum + amount);
}
