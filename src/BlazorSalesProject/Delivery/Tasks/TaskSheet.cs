using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>Somebody a task was given to and what he said.</summary>
public sealed record AssigneeRow(Guid PersonId, string Name, bool External, AssigneeAnswer Answer, string? Reason);

/// <summary>Work handed in, with its files and what was said to it.</summary>
public sealed record SubmissionRow(Guid Id, int Version, string By, string Notes, decimal? Hours, DateTime At, Verdict Verdict, string? Comment, string? Judge, DateTime? JudgedAt)
{
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];
}

/// <summary>A task that must be finished first.</summary>
public sealed record NeedRow(Guid Id, string Title, TaskState State, int Lag)
{
    public bool IsOpen => State is not (TaskState.Done or TaskState.Dropped);
}

/// <summary>A task with everything its page shows. For external people the project carries no customer, no price and no colleagues.</summary>
public sealed record TaskView(
    Guid Id, int Version, string Title, string? Description, Guid ProjectId, string Project, ProjectState ProjectState, string Manager, TaskState State, bool IsMilestone,
    DateOnly? StartOn, DateOnly? DueOn, decimal? Hours, Money Fee, Guid? ParentId, DateTime? DoneAt)
{
    public IReadOnlyList<AssigneeRow> People { get; init; } = [];

    public IReadOnlyList<SubmissionRow> Submissions { get; init; } = [];

    /// <summary>What must be finished first; for external people only how many of it are open.</summary>
    public IReadOnlyList<NeedRow> Needs { get; init; } = [];

    public int OpenNeeds { get; init; }

    /// <summary>Plan, assign, review.</summary>
    public bool MayRun { get; init; }

    /// <summary>What I said to it; null when it was not given to me.</summary>
    public AssigneeAnswer? Mine { get; init; }

    /// <summary>The project can be opened by this person.</summary>
    public bool SeesProject { get; init; }
}

/// <summary>One task. Null when it does not exist for this person.</summary>
public sealed class TaskSheet(Works works)
{
    public Task<TaskView?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.Tasks.VisibleTo(me).Include(t => t.Project).Include(t => t.Submissions).AsSplitQuery().SingleOrDefaultAsync(t => t.Id == id) is not { } task)
        {
            return null;
        }

        var outside = me.Kind == PersonKind.External;
        var ids = task.Assignees.Select(a => a.PersonId).Concat(task.Submissions.Select(s => s.ById)).Concat(task.Submissions.Select(s => s.JudgeId ?? Guid.Empty)).Append(task.Project.ManagerId).Distinct().ToList();
        var people = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new { p.Name, p.Kind });
        var handedIn = task.Submissions.Select(s => s.Id).ToList();
        var files = (await db.Attachments.Where(a => a.OwnerKind == nameof(Submission) && handedIn.Contains(a.OwnerId)).OrderBy(a => a.FileName)
            .Select(a => new { a.OwnerId, File = new AttachedFile(a.Id, a.FileName, a.Size) }).ToListAsync()).ToLookup(a => a.OwnerId, a => a.File);
        var mayRun = me.MayRun(task);
        var lags = task.Needs.ToDictionary(n => n.NeedsId, n => n.Lag);
        var waits = lags.Keys.ToList();
        var needs = waits.Count == 0 ? [] : (await db.Tasks.Where(t => waits.Contains(t.Id)).OrderBy(t => t.DueOn).Select(t => new { t.Id, t.Title, t.State }).ToListAsync()).ConvertAll(t => new NeedRow(t.Id, t.Title, t.State, lags[t.Id]));
        return new TaskView(task.Id, task.Version, task.Title, task.Description, task.ProjectId, outside ? task.Project.Number : task.Project.Title, task.Project.State, people[task.Project.ManagerId].Name, task.State, task.IsMilestone,
            task.StartOn, task.DueOn, task.Hours, mayRun || me.Has(task) ? task.Fee : Money.Zero(task.Fee.Currency), task.ParentId, task.DoneAt)
        {
            People = [.. task.Assignees.Where(a => !outside || a.PersonId == me.Id).Select(a => new AssigneeRow(a.PersonId, people[a.PersonId].Name, people[a.PersonId].Kind == PersonKind.External, a.Answer, mayRun || a.PersonId == me.Id ? a.Reason : null))],
            Submissions = [.. task.Submissions.OrderByDescending(s => s.Version).Where(s => !outside || s.ById == me.Id)
                .Select(s => new SubmissionRow(s.Id, s.Version, people[s.ById].Name, s.Notes, s.Hours, s.At, s.Verdict, s.Comment, s.JudgeId is { } judge ? people[judge].Name : null, s.JudgedAt) { Files = [.. files[s.Id]] })],
            Needs = outside ? [] : needs,
            OpenNeeds = task.State is TaskState.Done or TaskState.Dropped ? 0 : needs.Count(n => n.IsOpen),
            MayRun = mayRun,
            Mine = task.Assignees.Find(a => a.PersonId == me.Id)?.Answer,
            SeesProject = await db.Projects.VisibleTo(me).AnyAsync(p => p.Id == task.ProjectId),
        };
    });
}

/// <summary>Somebody a task can be given to.</summary>
public sealed record ImplementerPick(Guid Id, string Name, string? Department, bool External, int Open);

/// <summary>People a task can be given to, with how many open tasks they have; for those who run projects.</summary>
public sealed class ImplementerPicks(Works works)
{
    public Task<IReadOnlyList<ImplementerPick>> For(Me me, string? search = null) => works.Read<IReadOnlyList<ImplementerPick>>(async db =>
    {
        if (!me.May(Area.Projects, Function.Edit))
        {
            return [];
        }

        var people = db.People.Where(p => p.Active);
        if (Limits.Clean(search) is { Length: <= Limits.SearchText } text)
        {
            people = people.Where(p => p.Name.Contains(text) || (p.Email != null && p.Email.Contains(text)) || (p.Mobile != null && p.Mobile.Contains(text)));
        }

        return await people.OrderBy(p => p.Name).Take(Limits.LargestPage)
            .Select(p => new ImplementerPick(p.Id, p.Name, db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault(), p.Kind == PersonKind.External,
                db.Tasks.Count(t => t.State != TaskState.Done && t.State != TaskState.Dropped && t.Project.State == ProjectState.Running && t.Assignees.Any(a => a.PersonId == p.Id && a.Answer != AssigneeAnswer.Declined)))).ToListAsync();
    });
}
