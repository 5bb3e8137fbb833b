using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Planning;

/// <summary>A task as the schedule sees it.</summary>
/// <param name="DoneOn">The business date it was really finished.</param>
/// <param name="Fixed">Done or dropped: it never moves.</param>
/// <param name="Gone">Dropped: nothing waits for it.</param>
public sealed record PlannedTask(Guid Id, DateOnly? StartOn, DateOnly? DueOn, DateOnly? DoneOn, bool Fixed, bool Gone, IReadOnlyList<(Guid Id, int Lag)> Needs)
{
    /// <summary>When what waits for it may count on it: its real finish, before that the planned one.</summary>
    public DateOnly? Finish => Gone ? null : DoneOn ?? DueOn ?? StartOn;
}

/// <summary>A task that moves, and the task because of which.</summary>
public sealed record Shift(Guid Id, DateOnly? StartOn, DateOnly? DueOn, Guid Because);

/// <summary>
/// Decides which tasks move when others are planned or finished differently. A task starts on the working day after the latest finish
/// of what it waits for, plus the lag, and keeps its length in working days.
/// </summary>
public static class Schedule
{
    /// <summary>What slips because these tasks changed: they themselves where they began too early, and all that waits for them. Nothing ever moves earlier.</summary>
    public static IReadOnlyList<Shift> Slip(IReadOnlyCollection<PlannedTask> plan, IReadOnlyCollection<Guid> changed, WorkingCalendar calendar) => Walk(plan, changed, calendar, (start, earliest) => start < earliest);

    /// <summary>What may begin earlier, now that what it waits for is finished or planned earlier; work that should have begun by today stays, and nothing is pulled before today. What began too early slips.</summary>
    public static IReadOnlyList<Shift> PullIn(IReadOnlyCollection<PlannedTask> plan, DateOnly today, WorkingCalendar calendar) =>
        Walk(plan, [.. plan.Select(t => t.Id)], calendar, (start, earliest) => start < earliest || (start > earliest && start > today), today);

    private static List<Shift> Walk(IReadOnlyCollection<PlannedTask> plan, IReadOnlyCollection<Guid> changed, WorkingCalendar calendar, Func<DateOnly, DateOnly, bool> moves, DateOnly? notBefore = null)
    {
        var tasks = plan.ToDictionary(t => t.Id);
        var shifts = new List<Shift>();
        foreach (var id in InOrder(plan, changed))
        {
            var task = tasks[id];
            if (task.Fixed || (task.StartOn ?? task.DueOn) is not { } start || Earliest(task, tasks, calendar) is not { } earliest)
            {
                continue;
            }

            var begin = notBefore is { } day && earliest.Day < day && start > day ? calendar.OnOrAfter(day) : earliest.Day;
            if (!moves(start, begin))
            {
                continue;
            }

            var length = calendar.Length(task.StartOn, task.DueOn);
            var moved = new Shift(id, task.StartOn is null ? null : begin, task.DueOn is null ? null : calendar.Add(begin, length - 1), earliest.Because);
            tasks[id] = task with { StartOn = moved.StartOn, DueOn = moved.DueOn };
            shifts.Add(moved);
        }

        return shifts;
    }

    private static (DateOnly Day, Guid Because)? Earliest(PlannedTask task, Dictionary<Guid, PlannedTask> tasks, WorkingCalendar calendar)
    {
        (DateOnly Day, Guid Because)? latest = null;
        foreach (var (id, lag) in task.Needs)
        {
            if (tasks.TryGetValue(id, out var needed) && needed.Finish is { } finish && calendar.Add(calendar.Next(finish), lag) is var day && (latest is null || day > latest.Value.Day))
            {
                latest = (day, id);
            }
        }

        return latest;
    }

    /// <summary>The changed tasks and all that waits for them, each after everything it waits for; a circle, should there be one, is walked once.</summary>
    private static List<Guid> InOrder(IReadOnlyCollection<PlannedTask> plan, IReadOnlyCollection<Guid> changed)
    {
        var after = plan.SelectMany(t => t.Needs.Select(n => (From: n.Id, To: t.Id))).ToLookup(x => x.From, x => x.To);
        var (seen, done) = (new HashSet<Guid>(), new List<Guid>());
        var known = plan.Select(t => t.Id).ToHashSet();
        foreach (var root in changed.Where(known.Contains))
        {
            // Depth first without recursion: a chain may be as long as the plan.
            var way = new Stack<(Guid Id, IEnumerator<Guid> Next)>();
            if (seen.Add(root))
            {
                way.Push((root, after[root].GetEnumerator()));
            }

            while (way.TryPeek(out var at))
            {
                if (!at.Next.MoveNext())
                {
                    done.Add(at.Id);
                    way.Pop();
                }
                else if (seen.Add(at.Next.Current))
                {
                    way.Push((at.Next.Current, after[at.Next.Current].GetEnumerator()));
                }
            }
        }

        done.Reverse();
        return done;
    }
}
