using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Load;

/// <summary>An open task of a person.</summary>
/// <param name="Hours">His part of the estimated hours; null when nobody has estimated it.</param>
/// <param name="InWeek">Of these, those of the chosen week.</param>
/// <param name="MayReassign">The reader may give it to somebody else now.</param>
public sealed record LoadTask(Guid Id, int Version, string Title, Guid ProjectId, string Project, TaskState State, DateOnly? StartOn, DateOnly? DueOn, decimal? Hours, decimal InWeek, bool MayReassign);

/// <summary>What lies before one person.</summary>
/// <param name="Monday">The week the tasks are of; null for all that is open.</param>
public sealed record PersonLoadView(Guid Id, string Name, bool External, bool Active, IReadOnlyList<WeekLoad> Weeks, DateOnly? Monday, IReadOnlyList<LoadTask> Tasks)
{
    public WeekLoad? Week => Weeks.FirstOrDefault(w => w.Monday == Monday);
}

/// <summary>The open tasks of a person in a week, as far as the reader may look into their projects. Null when this person has no task there.</summary>
public sealed class PersonLoad(Works works, TimeProvider clock, WorkingCalendar calendar)
{
    /// <param name="monday">The week; one that is not in sight, or none, asks for all open tasks.</param>
    public async Task<PersonLoadView?> For(Me me, Guid personId, DateOnly? monday = null, Guid? projectId = null) => !me.MaySeeLoad() ? null : await works.Read(async db =>
    {
        var tasks = db.Tasks.InLoadOf(me, projectId).AssignedTo(personId);
        if (!await tasks.AnyAsync() || await db.People.Where(p => p.Id == personId).Select(p => new { p.Name, p.Kind, p.Active }).SingleOrDefaultAsync() is not { } person)
        {
            return null;
        }

        var load = await db.Workload([personId], clock.Today(), calendar);
        var week = load.Weeks.Mondays.ToList().IndexOf(monday ?? default);
        var rows = await tasks.Open().OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(Limits.LargestPage)
            .Select(t => new { t.Id, t.Version, t.Title, t.ProjectId, Project = t.Project.Title, t.Project.ManagerId, t.State, t.StartOn, t.DueOn, t.Hours, Sharers = t.Assignees.Count(a => a.Answer != AssigneeAnswer.Declined) }).ToListAsync();
        var shown = rows.Where(t => week < 0 || (t.State != TaskState.InReview && load.Weeks.Spread(1, t.StartOn, t.DueOn)[week] > 0)).Select(t =>
        {
            var share = (t.Hours ?? 0) / t.Sharers;
            return new LoadTask(t.Id, t.Version, t.Title, t.ProjectId, t.Project, t.State, t.StartOn, t.DueOn, t.Hours is null ? null : Workload.Rounded(share),
                week < 0 || t.State == TaskState.InReview ? 0 : Workload.Rounded(load.Weeks.Spread(share, t.StartOn, t.DueOn)[week]),
                t.State is TaskState.ToAccept or TaskState.Doing && me.May(Area.Projects, Function.Edit, t.ManagerId));
        });
        return new PersonLoadView(personId, person.Name, person.Kind == PersonKind.External, person.Active, load.WeeksOf(personId, WorkloadReading.SeenBy(me, projectId)), week < 0 ? null : monday, [.. shown]);
    });
}
