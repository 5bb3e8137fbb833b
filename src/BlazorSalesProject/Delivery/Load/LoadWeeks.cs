using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Load;

/// <summary>
/// The eight weeks of work that lie ahead, from Monday to Sunday, and how work and absence fall into them. Of the first week only what is left
/// of it counts; at a weekend it is the week to come. Business dates in Asia/Shanghai, hours.
/// </summary>
public sealed class LoadWeeks
{
    public const int Ahead = 8;
    public const int HoursADay = 8;

    private readonly WorkingCalendar _calendar;
    private readonly DateOnly _today;
    private readonly List<int> _workedUpTo = [];

    public LoadWeeks(DateOnly today, WorkingCalendar calendar)
    {
        (_today, _calendar) = (today, calendar);
        Mondays = [.. Enumerable.Range(0, Ahead).Select(i => Clock.MondayOf(calendar.OnOrAfter(today)).AddDays(7 * i))];
    }

    public IReadOnlyList<DateOnly> Mondays { get; }

    /// <summary>The last day in sight.</summary>
    public DateOnly LastDay => Mondays[^1].AddDays(6);

    /// <summary>Working hours left in each week for somebody who is away on those days, both ends included.</summary>
    public IReadOnlyList<decimal> Capacity(IReadOnlyCollection<(DateOnly From, DateOnly Until)> away) =>
        [.. Mondays.Select(monday => (decimal)HoursADay * Days(monday).Count(d => !away.Any(a => a.From <= d && d <= a.Until)))];

    /// <summary>How many of the working days left in each week he is away.</summary>
    public IReadOnlyList<int> Away(IReadOnlyCollection<(DateOnly From, DateOnly Until)> away) =>
        [.. Mondays.Select(monday => Days(monday).Count(d => away.Any(a => a.From <= d && d <= a.Until)))];

    /// <summary>
    /// The hours of each week: even over the working days from the start, or today if that is later, to the due date. What is overdue is for
    /// now; what has no working day left is for the week it is due in; what has no due date is in no week.
    /// </summary>
    public IReadOnlyList<decimal> Spread(decimal hours, DateOnly? startOn, DateOnly? dueOn)
    {
        var weeks = new decimal[Ahead];
        if (dueOn is not { } due)
        {
            return weeks;
        }

        var from = startOn > _today ? startOn.Value : _today;
        var days = due < _today ? 0 : Worked(from, due);
        if (days == 0)
        {
            var week = due < _today ? 0 : Math.Max(0, (Clock.MondayOf(due).DayNumber - Mondays[0].DayNumber) / 7);
            if (week < Ahead)
            {
                weeks[week] = hours;
            }

            return weeks;
        }

        for (var i = 0; i < Ahead; i++)
        {
            var (first, last) = (Clock.Later(from, Mondays[i]), Clock.Earlier(due, Mondays[i].AddDays(6)));
            weeks[i] = first > last ? 0 : hours * Worked(first, last) / days;
        }

        return weeks;
    }

    private IEnumerable<DateOnly> Days(DateOnly monday) => Enumerable.Range(0, 7).Select(monday.AddDays).Where(d => d >= _today && _calendar.IsWorking(d));

    /// <summary>Working days between two days from today on; counted once for all tasks, because a plan may reach far.</summary>
    private int Worked(DateOnly from, DateOnly to) => UpTo(to) - UpTo(from.AddDays(-1));

    private int UpTo(DateOnly day)
    {
        var last = Clock.Earlier(day, WorkingCalendar.LastDay).DayNumber - _today.DayNumber;
        for (var i = _workedUpTo.Count; i <= last; i++)
        {
            _workedUpTo.Add((i == 0 ? 0 : _workedUpTo[i - 1]) + (_calendar.IsWorking(_today.AddDays(i)) ? 1 : 0));
        }

        return last < 0 ? 0 : _workedUpTo[last];
    }
}

/// <summary>What a week asks of a person, in hours.</summary>
/// <param name="Hours">In tasks whose project the reader may look into.</param>
/// <param name="Elsewhere">In other tasks; without them somebody busy would look free.</param>
/// <param name="Capacity">What he can do.</param>
/// <param name="Away">Working days he is absent.</param>
public sealed record WeekLoad(DateOnly Monday, decimal Hours, decimal Elsewhere, decimal Capacity, int Away)
{
    public decimal Total => Hours + Elsewhere;

    public decimal Free => Math.Max(0, Capacity - Total);

    public bool IsOver => Total > Capacity;

    /// <summary>Of the capacity; null when there is none.</summary>
    public int? Percent => Capacity == 0 ? null : (int)Math.Min(9999, Math.Round(Total * 100 / Capacity, MidpointRounding.AwayFromZero));
}
