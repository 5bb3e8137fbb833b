using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>A task in a list of one's own, over all projects.</summary>
/// <param name="Answer">What I said to it.</param>
/// <param name="Rejected">It came back from review and waits for a better one.</param>
/// <param name="OpenNeeds">How many tasks must be finished first and are not.</param>
public sealed record MyTaskRow(Guid Id, int Version, string Title, Guid ProjectId, string Project, string Manager, TaskState State, AssigneeAnswer Answer, bool Rejected, DateOnly? DueOn, decimal? Hours, int OpenNeeds = 0);

/// <summary>The tasks given to a person, those to be acted on first; the same list serves the portal.</summary>
public sealed class MyTasks(Works works)
{
    /// <param name="done">Those that are done, newest first, instead of the open ones.</param>
    public Task<IReadOnlyList<MyTaskRow>> For(Me me, bool done = false) => works.Read<IReadOnlyList<MyTaskRow>>(async db =>
    {
        var mine = db.Tasks.AssignedTo(me.Id);
        mine = done ? mine.Where(t => t.State == TaskState.Done).OrderByDescending(t => t.DoneAt) : mine.Open().OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Id);
        var outside = me.Kind == PersonKind.External;
        return await mine.Take(Limits.LargestPage)
            .Select(t => new MyTaskRow(t.Id, t.Version, t.Title, t.ProjectId, outside ? t.Project.Number : t.Project.Title, db.People.Where(p => p.Id == t.Project.ManagerId).Select(p => p.Name).First(), t.State,
                t.Assignees.Where(a => a.PersonId == me.Id).Select(a => a.Answer).First(), t.State == TaskState.Doing && t.Submissions.Any(s => s.Verdict == Verdict.Rejected), t.DueOn, t.Hours,
                t.Needs.Count(n => db.Tasks.Any(x => x.Id == n.NeedsId && x.State != TaskState.Done && x.State != TaskState.Dropped)))).ToListAsync();
    });
}

/// <summary>A submission that waits for this person's word.</summary>
public sealed record ReviewRow(Guid TaskId, int Version, string Title, Guid ProjectId, string Project, string By, DateTime At, string Notes, int Round)
{
    /// <summary>The project manager who is away and would say the word himself.</summary>
    public string? InPlaceOf { get; init; }
}

/// <summary>Submissions that wait for the word of a project manager, the oldest first.</summary>
public sealed class WaitingReviews(Works works)
{
    public Task<IReadOnlyList<ReviewRow>> For(Me me) => works.Read<IReadOnlyList<ReviewRow>>(async db =>
    {
        var run = me.Sees(Area.Projects, Function.Edit);
        var tasks = db.Tasks.VisibleTo(me).Where(t => t.State == TaskState.InReview && t.Project.State == ProjectState.Running);
        tasks = run.All ? tasks : tasks.Where(t => run.Owners.Contains(t.Project.ManagerId));
        var rows = await db.Submissions.Where(s => s.Verdict == Verdict.None).OrderBy(s => s.At)
            .Join(tasks, s => s.TaskId, t => t.Id, (s, t) => new { s.ById, t.Project.ManagerId, Row = new ReviewRow(t.Id, t.Version, t.Title, t.ProjectId, t.Project.Title, db.People.Where(p => p.Id == s.ById).Select(p => p.Name).First(), s.At, s.Notes, s.Version) })
            .Take(Limits.LargestPage).ToListAsync();

        // What he handed in himself is for somebody else to judge.
        return [.. rows.Select(r => (r.ById, Place: me.InPlaceOf(Area.Projects, Function.Edit, r.ManagerId), r.Row)).Where(r => r.Place is null || r.ById != me.Id).Select(r => r.Row with { InPlaceOf = r.Place?.Name })];
    });
}
