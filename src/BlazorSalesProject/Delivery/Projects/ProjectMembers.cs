using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>A task a member still has to do.</summary>
public sealed record MemberTask(Guid Id, int Version, string Title, TaskState State, DateOnly? DueOn);

/// <summary>Somebody who has to do with a project, and what he has in it.</summary>
/// <param name="Estimated">Estimated hours of his tasks; a task for several people counts for each with his part of it.</param>
/// <param name="Reported">Hours he handed in, in all rounds.</param>
/// <param name="Rejected">How often work he handed in came back.</param>
public sealed record MemberRow(Guid Id, string Name, bool External, bool IsManager, bool IsSales, int Open, int Done, int Late, decimal Estimated, decimal Reported, int Rejected)
{
    public IReadOnlyList<MemberTask> Tasks { get; init; } = [];
}

/// <summary>Everybody with a task in a project, its manager and its sales. Null when the project does not exist for this person.</summary>
public sealed class ProjectMembers(Works works, TimeProvider clock)
{
    public Task<IReadOnlyList<MemberRow>?> For(Me me, Guid projectId) => works.Read<IReadOnlyList<MemberRow>?>(async db =>
    {
        if (await db.Projects.VisibleTo(me).Where(p => p.Id == projectId).Select(p => new { p.ManagerId, p.SalesId }).SingleOrDefaultAsync() is not { } project)
        {
            return null;
        }

        var today = clock.Today();
        var tasks = await db.Tasks.VisibleTo(me).Where(t => t.ProjectId == projectId && t.State != TaskState.Dropped).OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).Take(ProjectBoard.MostTasks)
            .Select(t => new { t.Id, t.Version, t.Title, t.State, t.DueOn, t.Hours, People = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList() }).AsSplitQuery().ToListAsync();
        var handedIn = (await db.Submissions.Where(s => db.Tasks.Any(t => t.Id == s.TaskId && t.ProjectId == projectId)).Select(s => new { s.ById, s.Hours, s.Verdict }).ToListAsync()).ToLookup(s => s.ById);
        var ids = tasks.SelectMany(t => t.People).Concat(handedIn.Select(g => g.Key)).Append(project.ManagerId).Append(project.SalesId).Distinct().ToList();
        var people = await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Kind }).ToListAsync();
        return
        [
            .. people.Select(p =>
            {
                var own = tasks.Where(t => t.People.Contains(p.Id)).ToList();
                var open = own.Where(t => t.State != TaskState.Done).ToList();
                return new MemberRow(p.Id, p.Name, p.Kind == PersonKind.External, p.Id == project.ManagerId, p.Id == project.SalesId, open.Count, own.Count - open.Count, open.Count(t => t.DueOn < today),
                    Math.Round(own.Sum(t => (t.Hours ?? 0) / t.People.Count), 2), handedIn[p.Id].Sum(s => s.Hours ?? 0), handedIn[p.Id].Count(s => s.Verdict == Verdict.Rejected))
                {
                    Tasks = [.. open.Select(t => new MemberTask(t.Id, t.Version, t.Title, t.State, t.DueOn))],
                };
            }).OrderByDescending(m => m.IsManager).ThenByDescending(m => m.IsSales).ThenByDescending(m => m.Open).ThenBy(m => m.Name, StringComparer.Ordinal),
        ];
    });
}
