using System.Globalization;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>A task on the chart; without a place it has no dates, or they lie beyond its ends.</summary>
public sealed record GanttRow(TaskCard Task, int Depth, double? Left, double Width)
{
    /// <summary>A milestone without a length of its own is a diamond at its date.</summary>
    public bool IsDiamond => Task.IsMilestone;
}

/// <summary>A stretch of the scale or of days off, in pixels from the left.</summary>
public readonly record struct GanttSpan(double Left, double Width, string? Text = null);

/// <summary>Where everything lies on the plan of a project: pure reckoning, so that the page only draws.</summary>
public sealed class GanttChart
{
    public const int RowHeight = 40;

    /// <summary>Days a chart spans at most.</summary>
    public const int Longest = 3660;

    private static readonly (string Key, double DayWidth, int MostDays)[] Scales = [("day", 28, 400), ("week", 12, 1200), ("month", 4, Longest)];

    /// <param name="scale">day, week or month; a plan too long for it gets the next coarser one.</param>
    public GanttChart(IReadOnlyList<TaskCard> tasks, WorkingCalendar calendar, DateOnly today, string? scale)
    {
        var days = tasks.SelectMany(t => t.IsMilestone ? [t.DueOn ?? t.StartOn] : new[] { t.StartOn, t.DueOn }).OfType<DateOnly>().Append(today).ToList();
        var (low, high) = (today.AddDays(-Longest / 2), today.AddDays((Longest / 2) - 30));
        var (first, last) = (Clock.Later(days.Min().AddDays(-3), low), Clock.Earlier(days.Max().AddDays(14), high));
        First = Clock.MondayOf(first);
        Days = last.DayNumber - First.DayNumber + 1;
        var asked = Math.Max(0, Array.FindIndex(Scales, s => s.Key == scale));
        var fits = Array.FindIndex(Scales, asked, s => Days <= s.MostDays);
        (Scale, DayWidth, _) = Scales[fits < 0 ? ^1 : fits];
        Today = X(today);
        Rows = [.. TaskTree.Rows(tasks).Take(ProjectBoard.MostTasks).Select(r => Place(r.Task, r.Depth))];
        Off = Scale == "month" ? [] : [.. Stretches(calendar)];
        Upper = Scale == "month" ? Units(d => d.Year, "yyyy") : Units(d => (d.Year * 12) + d.Month, "yyyy-MM");
        Lower = Scale switch { "day" => Units(d => d.DayNumber, "%d"), "week" => Units(d => (d.DayNumber - First.DayNumber) / 7, "MM-dd"), _ => Units(d => (d.Year * 12) + d.Month, "%M") };
        Arrows = [.. Lines()];
    }

    public static IReadOnlyList<string> Keys { get; } = [.. Scales.Select(s => s.Key)];

    /// <summary>The scale it is drawn in.</summary>
    public string Scale { get; }

    public double DayWidth { get; }

    /// <summary>A Monday.</summary>
    public DateOnly First { get; }

    public int Days { get; }

    public double Width => Days * DayWidth;

    public double Today { get; }

    public IReadOnlyList<GanttRow> Rows { get; }

    /// <summary>Weekends and holidays.</summary>
    public IReadOnlyList<GanttSpan> Off { get; }

    public IReadOnlyList<GanttSpan> Upper { get; }

    public IReadOnlyList<GanttSpan> Lower { get; }

    /// <summary>Paths from what is waited for to what waits.</summary>
    public IReadOnlyList<string> Arrows { get; }

    /// <summary>Where the chart opens: some days before today.</summary>
    public int Begin => (int)Math.Max(0, Today - (3 * DayWidth));

    public static string At(double left) => string.Create(CultureInfo.InvariantCulture, $"left:{left:0.#}px");

    /// <summary>A position as a style: positions are the only styles a page carries.</summary>
    public static string At(double left, double width) => string.Create(CultureInfo.InvariantCulture, $"left:{left:0.#}px;width:{width:0.#}px");

    private double X(DateOnly day) => (day.DayNumber - First.DayNumber) * DayWidth;

    private GanttRow Place(TaskCard task, int depth)
    {
        if ((task.StartOn ?? task.DueOn) is not { } start || (task.DueOn ?? task.StartOn) is not { } due || due < First || start > First.AddDays(Days - 1))
        {
            return new GanttRow(task, depth, null, 0);
        }

        var (left, right) = (Math.Max(0, X(start)), Math.Min(Width, X(due) + DayWidth));
        return task.IsMilestone ? new GanttRow(task, depth, right - DayWidth, DayWidth) : new GanttRow(task, depth, left, Math.Max(DayWidth, right - left));
    }

    private IEnumerable<GanttSpan> Stretches(WorkingCalendar calendar)
    {
        for (var i = 0; i < Days; i++)
        {
            var from = i;
            while (i < Days && !calendar.IsWorking(First.AddDays(i)))
            {
                i++;
            }

            if (i > from)
            {
                yield return new GanttSpan(from * DayWidth, (i - from) * DayWidth);
            }
        }
    }

    private IReadOnlyList<GanttSpan> Units(Func<DateOnly, int> unit, string format) =>
        [.. Enumerable.Range(0, Days).Select(First.AddDays).GroupBy(unit).Select(g => (First: g.First(), Count: g.Count())).Select(g => new GanttSpan(X(g.First), g.Count * DayWidth, g.First.ToString(format, CultureInfo.InvariantCulture)))];

    private IEnumerable<string> Lines()
    {
        var rows = Rows.Select((r, i) => (Row: r, Index: i)).ToDictionary(x => x.Row.Task.Id);
        foreach (var (row, index) in rows.Values)
        {
            foreach (var need in row.Task.Needs)
            {
                if (row.Left is { } to && rows.TryGetValue(need.TaskId, out var other) && other.Row.Left is { } left)
                {
                    var (x, y, x2, y2) = (left + other.Row.Width, Middle(other.Index), to, Middle(index));
                    var way = x2 >= x + 10 ? $"H{N(x2 - 6)}V{N(y2)}" : $"h5V{N(y2 > y ? y + (RowHeight / 2.0) : y - (RowHeight / 2.0))}H{N(x2 - 7)}V{N(y2)}";
                    yield return $"M{N(x)} {N(y)}{way}H{N(x2)}m-4 -4l4 4l-4 4";
                }
            }
        }

        static double Middle(int index) => (index * RowHeight) + (RowHeight / 2.0);
        static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
    }
}

/// <summary>How a task or a milestone stands, for its colour and the word beside it.</summary>
public static class TaskLook
{
    /// <summary>late, done, ready (a milestone that nothing is in the way of), waits or plain.</summary>
    public static string Mark(TaskCard task, DateOnly today) =>
        task.State == TaskState.Done ? "done" : task.IsLate(today) ? "late"
        : task.IsMilestone && task.WaitsFor.Count == 0 && task.Parts.Done == task.Parts.Total && task.Needs.Count + task.Parts.Total > 0 ? "ready"
        : task.WaitsFor.Count > 0 ? "waits" : "plain";

    /// <summary>The word that says what the colour says; null where there is nothing to say.</summary>
    public static string? Word(string mark) => mark == "plain" ? null : Say($"DeliveryPages.Mark_{mark}");

    /// <summary>What is read aloud of a bar.</summary>
    public static string Spoken(TaskCard task, DateOnly today)
    {
        static string Day(DateOnly? day) => day is { } d ? d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "–";
        var words = new[] { task.Title, task.IsMilestone ? Say("DeliveryPages.Milestone") : null, Say("DeliveryPages.FromTo", Day(task.StartOn ?? task.DueOn), Day(task.DueOn ?? task.StartOn)), Say($"Delivery.State_{task.State}"), task.State == TaskState.Done ? null : Word(Mark(task, today)) };
        return string.Join(Say("Activity.Comma"), words.Where(w => w is not null));
    }
}
