using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Load;

/// <summary>Somebody who could take a task over.</summary>
/// <param name="Free">Hours he has left in the weeks the task lies in.</param>
/// <param name="Capacity">Hours he could work in them.</param>
/// <param name="Open">Open tasks he has.</param>
public sealed record FreePerson(Guid Id, string Name, string? Department, bool External, decimal Free, decimal Capacity, int Open);

/// <summary>Who could take a task over, whoever has most time first.</summary>
/// <param name="Hours">The part of the task each of those has who have it now.</param>
/// <param name="From">Monday of the first week the task lies in.</param>
/// <param name="Until">Sunday of the last one in sight.</param>
/// <param name="Holders">Who has it now.</param>
public sealed record TakeOver(Guid TaskId, int Version, string Title, decimal? Hours, DateOnly From, DateOnly Until, IReadOnlyList<Guid> Holders, IReadOnlyList<FreePerson> People);

/// <summary>
/// People a task can be given to instead, by the hours they have left in its weeks: those who have had tasks and their departments, or whoever is
/// searched for. For whoever runs its project; null for others.
/// </summary>
public sealed class FreeHours(Works works, TimeProvider clock, WorkingCalendar calendar)
{
    /// <summary>So many people are weighed at most.</summary>
    public const int MostPeople = 1_000;

    public Task<TakeOver?> For(Me me, Guid taskId, string? search = null) => works.Read<TakeOver?>(async db =>
    {
        var task = await db.Tasks.VisibleTo(me).Where(t => t.Id == taskId)
            .Select(t => new { t.Version, t.Title, t.Project.ManagerId, t.StartOn, t.DueOn, t.Hours, Holders = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList() }).AsSplitQuery().SingleOrDefaultAsync();
        if (task is null || !me.May(Area.Projects, Function.Edit, task.ManagerId))
        {
            return null;
        }

        var holders = task.Holders;
        var people = db.People.Where(p => p.Active && !holders.Contains(p.Id));
        if (Limits.Clean(search)?.ToLowerInvariant() is { Length: <= Limits.SearchText } text)
        {
            people = people.Where(p => p.SearchText.Contains(text));
        }
        else
        {
            var workers = db.Tasks.SelectMany(t => t.Assignees).Select(a => a.PersonId);
            var teams = db.People.Where(p => workers.Contains(p.Id) && p.DepartmentId != null).Select(p => p.DepartmentId);
            people = people.Where(p => workers.Contains(p.Id) || teams.Contains(p.DepartmentId));
        }

        var found = await people.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostPeople)
            .Select(p => new { p.Id, p.Name, p.Kind, Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() }).ToListAsync();
        var load = await db.Workload([.. found.Select(p => p.Id)], clock.Today(), calendar);
        var spread = load.Weeks.Spread(1, task.StartOn, task.DueOn);
        var (first, last) = (spread.ToList().FindIndex(h => h > 0), spread.ToList().FindLastIndex(h => h > 0));
        // Without a due date, or far ahead, the next week tells most.
        (first, last) = first < 0 ? (0, 0) : (first, last);
        var rows = found.Select(p =>
        {
            var weeks = load.WeeksOf(p.Id, _ => true, taskId).Skip(first).Take(last - first + 1).ToList();
            return new FreePerson(p.Id, p.Name, p.Department, p.Kind == PersonKind.External, weeks.Sum(w => w.Free), weeks.Sum(w => w.Capacity), load.Of(p.Id).Count());
        });
        return new TakeOver(taskId, task.Version, task.Title, task.Hours is { } hours ? Workload.Rounded(hours / Math.Max(1, holders.Count)) : null, load.Weeks.Mondays[first], load.Weeks.Mondays[last].AddDays(6), holders,
            [.. rows.OrderByDescending(p => p.Free).ThenBy(p => p.Open).Take(Limits.LargestPage)]);
    });
}
