using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>How much of a project's plan is late, by how many days the oldest.</summary>
public readonly record struct Delay(int Tasks, int Days)
{
    /// <summary>Of tasks that are neither done nor dropped, by their due dates.</summary>
    public static Delay Of(IEnumerable<(TaskState State, DateOnly? DueOn)> tasks, DateOnly today)
    {
        var late = tasks.Where(t => t.State is not (TaskState.Done or TaskState.Dropped)).Select(t => t.DueOn).OfType<DateOnly>().Where(d => d < today).ToList();
        return new Delay(late.Count, late.Count == 0 ? 0 : today.DayNumber - late.Min().DayNumber);
    }

    /// <summary>The manager's word, otherwise the rule: off track when the promised date has passed or a task is more than a week late, at risk with any late task.</summary>
    public ProjectHealth Health(ProjectHealth? word, ProjectState state, DateOnly? dueOn, DateOnly today) => word ?? (state is ProjectState.Closed or ProjectState.Cancelled ? ProjectHealth.OnTrack
        : dueOn < today || Days > 7 ? ProjectHealth.OffTrack
        : Tasks > 0 ? ProjectHealth.AtRisk
        : ProjectHealth.OnTrack);
}

/// <summary>A project in a list or as a card of the portfolio.</summary>
public sealed record ProjectRow(
    Guid Id, int Version, string Number, string Title, string Customer, string Manager, ProjectState State, ProjectHealth? Word, DateOnly? DueOn, int Tasks, int Done, Delay Delay, int Rejections)
{
    public int Late => Delay.Tasks;

    /// <summary>Null for those who see the project but not its money.</summary>
    public ProjectMoney? Cost { get; init; }

    /// <summary>Open risks, and how many of them should have been dealt with by now.</summary>
    public (int Open, int Overdue) Risks { get; init; }

    public ProjectHealth Health(DateOnly today) => Delay.Health(Word, State, DueOn, today);
}

/// <summary>A page of the list with how many there are in all.</summary>
public sealed record ProjectPage(IReadOnlyList<ProjectRow> Rows, int Total);

/// <summary>Projects a person sees, newest first.</summary>
public sealed class ProjectList(Works works, TimeProvider clock)
{
    /// <param name="all">Also those that are closed or cancelled.</param>
    /// <param name="size">Rows of a page, at most <see cref="Limits.LargestPage"/>.</param>
    public Task<ProjectPage> For(Me me, string? search = null, bool all = false, int page = 1, int size = Limits.PageSize) => works.Read(async db =>
    {
        var today = clock.Today();
        var projects = db.Projects.VisibleTo(me);
        projects = all ? projects : projects.Where(p => p.State != ProjectState.Closed && p.State != ProjectState.Cancelled);
        if (Limits.Clean(search)?.ToLowerInvariant() is { Length: <= Limits.SearchText } text)
        {
            projects = projects.Where(p => p.SearchText.Contains(text) || db.Customers.Any(c => c.Id == p.CustomerId && c.SearchText.Contains(text)));
        }

        var total = await projects.CountAsync();
        size = Math.Clamp(size, 1, Limits.LargestPage);
        var rows = await projects.OrderByDescending(p => p.Id).Skip((Math.Max(1, page) - 1) * size).Take(size)
            .Select(p => new
            {
                p.Id, p.Version, p.Number, p.Title, p.State, p.Word, p.DueOn, p.ManagerId, p.Budget,
                Customer = db.Customers.Where(c => c.Id == p.CustomerId).Select(c => c.Name).First(),
                Manager = db.People.Where(x => x.Id == p.ManagerId).Select(x => x.Name).First(),
                Tasks = p.Tasks.Count(t => t.State != TaskState.Dropped),
                Done = p.Tasks.Count(t => t.State == TaskState.Done),
                Late = p.Tasks.Count(t => t.State != TaskState.Done && t.State != TaskState.Dropped && t.DueOn < today),
                Oldest = p.Tasks.Where(t => t.State != TaskState.Done && t.State != TaskState.Dropped && t.DueOn < today).Min(t => t.DueOn),
                Rejections = p.Tasks.Sum(t => t.Submissions.Count(s => s.Verdict == Verdict.Rejected)),
                Risks = p.Risks.Count(r => r.ClosedAt == null),
                Overdue = p.Risks.Count(r => r.ClosedAt == null && r.DueOn < today),
            }).ToListAsync();
        var costs = await db.CostsOf([.. rows.Where(p => me.SeesCostOf(p.ManagerId)).Select(p => (p.Id, p.Budget))]);
        return new ProjectPage([.. rows.Select(p => new ProjectRow(p.Id, p.Version, p.Number, p.Title, p.Customer, p.Manager, p.State, p.Word, p.DueOn, p.Tasks, p.Done,
            p.Oldest is { } oldest ? new Delay(p.Late, today.DayNumber - oldest.DayNumber) : default, p.Rejections)
        {
            Cost = costs.GetValueOrDefault(p.Id)?.Brief, Risks = (p.Risks, p.Overdue),
        })], total);
    });
}
