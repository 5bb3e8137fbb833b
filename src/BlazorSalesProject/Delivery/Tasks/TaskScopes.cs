using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>Named filters on tasks.</summary>
public static class TaskScopes
{
    /// <summary>
    /// What exists for this person: tasks of projects in sight, and for the people working on a project all of its tasks. An external
    /// person sees only the tasks given to him.
    /// </summary>
    public static IQueryable<ProjectTask> VisibleTo(this IQueryable<ProjectTask> tasks, Me me)
    {
        if (me.Kind == PersonKind.External)
        {
            return tasks.AssignedTo(me.Id);
        }

        var (own, sales) = (me.Sees(Area.Projects), me.Sees(Area.Orders));
        if (own.All || sales.All)
        {
            return tasks;
        }

        var (managers, sellers) = (own.Owners, sales.Owners);
        return tasks.Where(t => t.Project.ManagerId == me.Id || managers.Contains(t.Project.ManagerId) || sellers.Contains(t.Project.SalesId)
            || t.Project.Tasks.Any(x => x.Assignees.Any(a => a.PersonId == me.Id && a.Answer != AssigneeAnswer.Declined)));
    }

    /// <summary>Given to this person and not declined by him.</summary>
    public static IQueryable<ProjectTask> AssignedTo(this IQueryable<ProjectTask> tasks, Guid personId) =>
        tasks.Where(t => t.Assignees.Any(a => a.PersonId == personId && a.Answer != AssigneeAnswer.Declined));

    /// <summary>Neither done nor dropped, in a project that runs.</summary>
    public static IQueryable<ProjectTask> Open(this IQueryable<ProjectTask> tasks) =>
        tasks.Where(t => t.State != TaskState.Done && t.State != TaskState.Dropped && t.Project.State == ProjectState.Running);
}

/// <summary>What a person may do to a task he sees; asked by the verb and by the button.</summary>
public static class TaskRights
{
    public static bool MayRun(this Me me, ProjectTask task) => me.May(Area.Projects, Function.Edit, task.Project.ManagerId);

    /// <summary>It was given to him.</summary>
    public static bool Has(this Me me, ProjectTask task) => task.Assignees.Exists(a => a.PersonId == me.Id && a.Answer != AssigneeAnswer.Declined);
}

/// <summary>How verbs get hold of a task: only what its actor sees.</summary>
internal static class TaskLoading
{
    public static Task<ProjectTask?> Task(this Work work, Guid id)
    {
        work.Concerns(nameof(ProjectTask), id);
        return work.Db.Tasks.VisibleTo(work.Me).Include(t => t.Project).Include(t => t.Submissions.OrderBy(s => s.Version)).AsSingleQuery().SingleOrDefaultAsync(t => t.Id == id);
    }

    /// <summary>What the manager of a running project does to a task, seen with that version; others are refused.</summary>
    public static async Task<Refusal?> AsManager(this Work work, Guid id, int version, Func<ProjectTask, Task<Refusal?>> act)
    {
        if (await work.Task(id) is not { } task)
        {
            return Refusal.NotFound("Delivery.TaskNotFound");
        }

        work.ActsFor(Area.Projects, task.Project.ManagerId);
        return !work.Me.MayRun(task) ? Refusal.Denied("Delivery.MayNot", task.Title)
            : await work.Stale(task, version) ?? task.Project.NotRunning() ?? await act(task);
    }

    /// <summary>What somebody does to a task that was given to him; others are refused.</summary>
    public static async Task<Refusal?> AsAssignee(this Work work, Guid id, Func<ProjectTask, Task<Refusal?>> act)
    {
        if (await work.Task(id) is not { } task)
        {
            return Refusal.NotFound("Delivery.TaskNotFound");
        }

        return !work.Me.Has(task) ? Refusal.Denied("Delivery.NotYours", task.Title) : task.Project.NotRunning() ?? await act(task);
    }
}
