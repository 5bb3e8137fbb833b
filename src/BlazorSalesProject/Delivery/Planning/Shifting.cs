using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Planning;

/// <summary>提前: lets everything begin as early as what it waits for allows; the manager asks for it, it never happens by itself.</summary>
public sealed class PullInPlan(Works works, WorkingCalendar calendar)
{
    public Task<Outcome<int>> Run(Me me, Guid projectId) => works.Do<int>(me, nameof(PullInPlan), async work =>
    {
        if (await work.Project(projectId) is not { } project)
        {
            return Refusal.NotFound("Delivery.ProjectNotFound");
        }

        if (!me.MayRun(project))
        {
            return Refusal.Denied("Delivery.MayNot", project.Title);
        }

        work.ActsFor(Area.Projects, project.ManagerId);
        return project.NotRunning() is { } refusal ? refusal : await work.Shift(project, calendar, plan => Schedule.PullIn(plan, work.Today, calendar), null);
    });
}

/// <summary>How a plan moves with the verb that made it move, in the same transaction.</summary>
internal static class Shifting
{
    /// <summary>Plans of one project change one after another, so that two changes made at once can't close a circle.</summary>
    public static async Task HoldPlan(this Work work, Guid projectId)
    {
        await work.Begin();
        await work.Db.Projects.Where(p => p.Id == projectId).ExecuteUpdateAsync(set => set.SetProperty(p => p.SearchText, p => p.SearchText));
    }

    /// <summary>This task is planned or finished differently: what waits for it slips.</summary>
    public static async Task Slip(this Work work, ProjectTask task, Project project, WorkingCalendar calendar) =>
        await work.Shift(project, calendar, plan => Schedule.Slip(plan, [task.Id], calendar), task);

    /// <returns>How many tasks moved.</returns>
    public static async Task<int> Shift(this Work work, Project project, WorkingCalendar calendar, Func<IReadOnlyCollection<PlannedTask>, IReadOnlyList<Shift>> decide, ProjectTask? cause)
    {
        await work.HoldPlan(project.Id);
        var rows = (await work.Db.Tasks.AsNoTracking().Where(t => t.ProjectId == project.Id && t.State != TaskState.Dropped)
            .Select(t => new { t.Id, t.Title, t.State, t.StartOn, t.DueOn, t.DoneAt, Needs = t.Needs.Select(n => new { n.NeedsId, n.Lag }).ToList() }).AsSplitQuery().ToListAsync())
            .ToDictionary(t => t.Id, t => (t.Title, Plan: new PlannedTask(t.Id, t.StartOn, t.DueOn, t.DoneAt is { } at ? Clock.BusinessDate(at) : null, t.State == TaskState.Done, false, [.. t.Needs.Select(n => (n.NeedsId, n.Lag))])));

        // What this work has changed and not saved yet counts as it will be.
        foreach (var task in work.Db.Tasks.Local.Where(t => t.ProjectId == project.Id))
        {
            rows[task.Id] = (task.Title, task.Planned());
        }

        var shifts = decide([.. rows.Values.Select(r => r.Plan)]);
        if (shifts.Count == 0)
        {
            return 0;
        }

        var ids = shifts.Select(s => s.Id).ToList();
        await work.Db.Tasks.Where(t => ids.Contains(t.Id)).LoadAsync();
        var moved = work.Db.Tasks.Local.Where(t => ids.Contains(t.Id)).ToDictionary(t => t.Id);
        foreach (var shift in shifts)
        {
            moved[shift.Id].Shift(shift.StartOn, shift.DueOn, rows[shift.Because].Title);
        }

        // One word for all of it: who has which of the tasks is looked up when it is told.
        work.Record("PlanShifted", project.Subject, project.About, [("Count", shifts.Count), ("Because", cause?.Title)]);
        return shifts.Count;
    }
}
