using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Load;

/// <summary>What 人效 is narrowed to.</summary>
public sealed record LoadFilter
{
    /// <summary>The days that figures are of when nobody says otherwise.</summary>
    public const int UsualDays = 90;

    /// <summary>Figures of longer than this are cut to its last days.</summary>
    public const int LongestDays = 366;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public string? Text { get; init; }

    /// <summary>With those below it.</summary>
    public Guid? DepartmentId { get; init; }

    public Guid? ProjectId { get; init; }

    public PersonKind? Kind { get; init; }

    /// <summary>First and last business date of the figures, both included.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>The days the figures are of: never after today, never longer than <see cref="LongestDays"/>, in order.</summary>
    public (DateOnly From, DateOnly Until) Period(DateOnly today)
    {
        var (from, until) = From > Until ? (Until, From) : (From, Until);
        var last = until is { } u && u < today ? u < Earliest ? Earliest : u : today;
        var first = from ?? last.AddDays(1 - UsualDays);
        first = first > last ? last : first;
        return (last.DayNumber - first.DayNumber >= LongestDays ? last.AddDays(1 - LongestDays) : first, last);
    }
}

/// <summary>人效: what lies before a person, and how what he finished in the chosen days went.</summary>
/// <param name="Open">Tasks that are neither done nor dropped, also those in review.</param>
/// <param name="Undated">Hours of open tasks without a due date: in no week.</param>
/// <param name="Unestimated">Open tasks nobody has estimated: they weigh nothing.</param>
/// <param name="Finished">Tasks approved in the chosen days.</param>
/// <param name="Dated">Of these, those with a due date.</param>
/// <param name="OnTime">Of these, approved on the due date or before (Asia/Shanghai).</param>
/// <param name="Decided">Submissions of his that somebody said a word to in the chosen days.</param>
/// <param name="Rejected">Of these, those that came back.</param>
/// <param name="Reported">Hours he handed in with the finished tasks, in all rounds.</param>
/// <param name="Estimated">His part of the estimated hours of the finished tasks.</param>
public sealed record PersonLoadRow(
    Guid Id, string Name, string? Department, bool External, bool Active, IReadOnlyList<WeekLoad> Weeks, int Open, int Overdue, decimal Undated, int Unestimated,
    int Finished, int Dated, int OnTime, int Decided, int Rejected, decimal Reported, decimal Estimated)
{
    /// <summary>按时率; null when nothing with a due date was finished.</summary>
    public int? OnTimePercent => Share(OnTime, Dated);

    /// <summary>否决率; null when nothing was decided.</summary>
    public int? RejectedPercent => Share(Rejected, Decided);

    private static int? Share(int part, int whole) => whole == 0 ? null : (int)Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero);
}

/// <summary>A project to narrow to.</summary>
public sealed record LoadProject(Guid Id, string Title);

/// <summary>A page of people with how many there are in all.</summary>
/// <param name="Page">The page it is, from 1; the last one when asked for one beyond it.</param>
/// <param name="From">First business date of the figures.</param>
/// <param name="Until">Last business date of the figures.</param>
public sealed record PeopleLoadPage(IReadOnlyList<PersonLoadRow> Rows, int Total, int Page, IReadOnlyList<DateOnly> Mondays, DateOnly From, DateOnly Until, IReadOnlyList<LoadProject> Projects);

/// <summary>
/// 人效 of everybody with a task in the projects one may read, most overdue work first. The load counts all work of a person, the figures only
/// those projects. Null for whoever may not see it.
/// </summary>
public sealed class PeopleLoad(Works works, TimeProvider clock, WorkingCalendar calendar)
{
    /// <summary>So many people are weighed at most.</summary>
    public const int MostPeople = 2_000;

    public async Task<PeopleLoadPage?> For(Me me, LoadFilter? filter = null, int page = 1) => !me.MaySeeLoad() ? null : await works.Read(async db =>
    {
        filter ??= new();
        var today = clock.Today();
        var (from, until) = filter.Period(today);
        var (begin, end) = (Clock.StartOf(from), Clock.StartOf(until.AddDays(1)));
        var tasks = db.Tasks.InLoadOf(me, filter.ProjectId);
        var open = tasks.Open();
        var finished = tasks.Where(t => t.State == TaskState.Done && t.DoneAt >= begin && t.DoneAt < end);
        var decided = db.Submissions.Where(s => s.Verdict != Verdict.None && s.JudgedAt >= begin && s.JudgedAt < end && tasks.Any(t => t.Id == s.TaskId));

        var (busy, ready, judged) = (open.Holders(), finished.Holders(), decided.Select(s => s.ById));
        var people = db.People.Where(p => busy.Contains(p.Id) || ready.Contains(p.Id) || judged.Contains(p.Id));
        var found = await (await Narrow(db, people, filter)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostPeople).Select(p => p.Id).ToListAsync();
        var counts = await open.SelectMany(t => t.Assignees, (t, a) => new { a.PersonId, a.Answer, Late = t.DueOn < today ? 1 : 0 }).Where(x => x.Answer != AssigneeAnswer.Declined)
            .GroupBy(x => x.PersonId).Select(g => new { g.Key, Open = g.Count(), Overdue = g.Sum(x => x.Late) }).ToDictionaryAsync(g => g.Key, g => (g.Open, g.Overdue));
        var at = Math.Clamp(page, 1, Math.Max(1, (found.Count + Limits.PageSize - 1) / Limits.PageSize));
        List<Guid> ids = [.. found.OrderByDescending(p => counts.GetValueOrDefault(p).Overdue).ThenByDescending(p => counts.GetValueOrDefault(p).Open).Skip((at - 1) * Limits.PageSize).Take(Limits.PageSize)];

        var cards = await db.People.Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Name, p.Kind, p.Active, Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() }).ToDictionaryAsync(p => p.Id);
        var load = await db.Workload(ids, today, calendar);
        var done = (await finished.Where(t => t.Assignees.Any(a => ids.Contains(a.PersonId) && a.Answer != AssigneeAnswer.Declined))
            .Select(t => new { t.Id, t.DueOn, t.DoneAt, t.Hours, People = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList() }).AsSplitQuery().ToListAsync())
            .SelectMany(t => t.People, (t, p) => (Person: p, Task: t)).ToLookup(x => x.Person, x => x.Task);
        var reported = (await db.Submissions.Where(s => s.Hours != null && ids.Contains(s.ById) && finished.Any(t => t.Id == s.TaskId)).Select(s => new { s.ById, s.TaskId, s.Hours }).ToListAsync()).ToLookup(s => (s.ById, s.TaskId), s => s.Hours ?? 0);
        var words = (await decided.Where(s => ids.Contains(s.ById)).GroupBy(s => new { s.ById, s.Verdict }).Select(g => new { g.Key.ById, g.Key.Verdict, Times = g.Count() }).ToListAsync()).ToLookup(g => g.ById);
        var seen = WorkloadReading.SeenBy(me, filter.ProjectId);
        var rows = ids.ConvertAll(id =>
        {
            var (card, own, ended) = (cards[id], load.Of(id).Where(seen).ToList(), done[id].ToList());
            var dated = ended.Where(t => t.DueOn != null).ToList();
            return new PersonLoadRow(
                id, card.Name, card.Department, card.Kind == PersonKind.External, card.Active, load.WeeksOf(id, seen), own.Count, own.Count(t => t.DueOn < today),
                Workload.Rounded(own.Where(t => t.Loads && t.DueOn is null).Sum(t => t.Share)), own.Count(t => t.Loads && t.Hours is null),
                ended.Count, dated.Count, dated.Count(t => Clock.BusinessDate(t.DoneAt!.Value) <= t.DueOn), words[id].Sum(w => w.Times), words[id].Where(w => w.Verdict == Verdict.Rejected).Sum(w => w.Times),
                Workload.Rounded(ended.Sum(t => reported[(id, t.Id)].Sum())), Workload.Rounded(ended.Sum(t => (t.Hours ?? 0) / t.People.Count)));
        });
        return new PeopleLoadPage(rows, found.Count, at, load.Weeks.Mondays, from, until, await Projects(db, me, filter.ProjectId));
    });

    private static async Task<IQueryable<Person>> Narrow(AppDb db, IQueryable<Person> people, LoadFilter filter)
    {
        if (Limits.Clean(filter.Text)?.ToLowerInvariant() is { Length: <= Limits.SearchText } text)
        {
            people = people.Where(p => p.SearchText.Contains(text));
        }

        if (filter.Kind is { } kind)
        {
            people = people.Where(p => p.Kind == kind);
        }

        if (filter.DepartmentId is { } department)
        {
            var below = (await DepartmentTree.Below(db, department)).ToList();
            people = people.Where(p => p.DepartmentId != null && below.Contains(p.DepartmentId.Value));
        }

        return people;
    }

    /// <summary>The newest projects with tasks, and the one that was asked for.</summary>
    private static async Task<IReadOnlyList<LoadProject>> Projects(AppDb db, Me me, Guid? asked)
    {
        var tasks = db.Tasks.InLoadOf(me);
        return await db.Projects.Where(p => tasks.Any(t => t.ProjectId == p.Id)).OrderByDescending(p => p.Id == asked).ThenByDescending(p => p.Id).Take(Limits.LargestPage).Select(p => new LoadProject(p.Id, p.Title)).ToListAsync();
    }
}
