using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Load;

/// <summary>Whose load and figures a person may read.</summary>
public static class LoadRights
{
    /// <summary>Those whose right reads projects, as far as it reaches; not those who only work on them or sold them, and nobody from outside.</summary>
    public static bool MaySeeLoad(this Me me) => me.Kind == PersonKind.Staff && me.May(Area.Projects, Function.Read);
}

/// <summary>Named filters for load and figures.</summary>
internal static class LoadScopes
{
    /// <summary>Tasks of projects within reach of the right to read projects, or of one of these.</summary>
    public static IQueryable<ProjectTask> InLoadOf(this IQueryable<ProjectTask> tasks, Me me, Guid? projectId = null)
    {
        if (!me.MaySeeLoad())
        {
            return tasks.Where(_ => false);
        }

        var (all, managers) = (me.Sees(Area.Projects).All, me.Sees(Area.Projects).Owners);
        return tasks.VisibleTo(me).Where(t => (all || managers.Contains(t.Project.ManagerId)) && (projectId == null || t.ProjectId == projectId));
    }

    /// <summary>Who has one of these tasks and has not declined it.</summary>
    public static IQueryable<Guid> Holders(this IQueryable<ProjectTask> tasks) =>
        tasks.SelectMany(t => t.Assignees).Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId);
}

/// <summary>An open task as the load sees it.</summary>
internal sealed record OpenWork(Guid Id, Guid ProjectId, Guid ManagerId, TaskState State, DateOnly? StartOn, DateOnly? DueOn, decimal? Hours, List<Guid> People)
{
    /// <summary>What is handed in and waits for a word is no work any more, unless it comes back.</summary>
    public bool Loads => State != TaskState.InReview;

    /// <summary>Each one's part of it.</summary>
    public decimal Share => (Hours ?? 0) / Math.Max(1, People.Count);
}

/// <summary>The open work and the absences of some people, and their weeks.</summary>
internal sealed class Workload(LoadWeeks weeks, ILookup<Guid, OpenWork> work, ILookup<Guid, (DateOnly From, DateOnly Until)> away, IReadOnlySet<Guid> gone)
{
    public LoadWeeks Weeks { get; } = weeks;

    public IEnumerable<OpenWork> Of(Guid person) => work[person];

    /// <param name="seen">Which tasks the reader may look into.</param>
    /// <param name="without">A task that is left out.</param>
    public IReadOnlyList<WeekLoad> WeeksOf(Guid person, Func<OpenWork, bool> seen, Guid? without = null)
    {
        var days = away[person].ToList();
        // Whoever has left can do nothing, and what he still has must be given to others.
        var capacity = gone.Contains(person) ? [.. Weeks.Mondays.Select(_ => 0m)] : Weeks.Capacity(days);
        var absent = Weeks.Away(days);
        var (here, elsewhere) = (new decimal[LoadWeeks.Ahead], new decimal[LoadWeeks.Ahead]);
        foreach (var task in work[person].Where(t => t.Loads && t.Id != without))
        {
            var into = seen(task) ? here : elsewhere;
            var hours = Weeks.Spread(task.Share, task.StartOn, task.DueOn);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] += hours[i];
            }
        }

        return [.. Weeks.Mondays.Select((monday, i) => new WeekLoad(monday, Rounded(here[i]), Rounded(elsewhere[i]), capacity[i], absent[i]))];
    }

    public static decimal Rounded(decimal hours) => Math.Round(hours, 2, MidpointRounding.AwayFromZero);
}

/// <summary>How the views of load read it.</summary>
internal static class WorkloadReading
{
    /// <summary>All open work of these people, also in projects the reader does not see: only its hours are told.</summary>
    public static async Task<Workload> Workload(this AppDb db, IReadOnlyCollection<Guid> people, DateOnly today, WorkingCalendar calendar)
    {
        var weeks = new LoadWeeks(today, calendar);
        var last = weeks.LastDay;
        var work = await db.Tasks.Open().Where(t => t.Assignees.Any(a => people.Contains(a.PersonId) && a.Answer != AssigneeAnswer.Declined))
            .Select(t => new OpenWork(t.Id, t.ProjectId, t.Project.ManagerId, t.State, t.StartOn, t.DueOn, t.Hours, t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList()))
            .AsSplitQuery().ToListAsync();
        var away = await db.Absences.Where(a => people.Contains(a.PersonId) && a.EndedAt == null && a.UntilOn >= today && a.FromOn <= last).Select(a => new { a.PersonId, a.FromOn, a.UntilOn }).ToListAsync();
        var gone = await db.People.Where(p => people.Contains(p.Id) && !p.Active).Select(p => p.Id).ToListAsync();
        return new Workload(weeks, work.SelectMany(t => t.People, (t, p) => (Person: p, Task: t)).ToLookup(x => x.Person, x => x.Task), away.ToLookup(a => a.PersonId, a => (a.FromOn, a.UntilOn)), gone.ToHashSet());
    }

    /// <summary>Whether the reader may look into it, and it is of the project he asks for.</summary>
    public static Func<OpenWork, bool> SeenBy(Me me, Guid? projectId = null) => t => me.May(Area.Projects, Function.Read, t.ManagerId) && (projectId is null || t.ProjectId == projectId);
}
