namespace BlazorSalesProject.Kernel;

/// <summary>Which business dates people work on: Monday to Friday in Asia/Shanghai, less public holidays, plus the days made up for them.</summary>
public sealed class WorkingCalendar
{
    /// <summary>Nothing is counted back beyond this day.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 3);

    /// <summary>Plans end here; counting never goes further.</summary>
    public static readonly DateOnly LastDay = new(2100, 12, 31);

    private readonly HashSet<DateOnly> _holidays;
    private readonly HashSet<DateOnly> _madeUp;

    public WorkingCalendar(IEnumerable<DateOnly>? holidays = null, IEnumerable<DateOnly>? workingDays = null) => (_holidays, _madeUp) = ([.. holidays ?? []], [.. workingDays ?? []]);

    public bool IsWorking(DateOnly day) => _madeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day));

    /// <summary>A weekday on which nobody works.</summary>
    public bool IsHoliday(DateOnly day) => _holidays.Contains(day) && !_madeUp.Contains(day);

    /// <summary>This day, or the first working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (day < LastDay && !IsWorking(day))
        {
            day = day.AddDays(1);
        }

        return day < LastDay ? day : LastDay;
    }

    /// <summary>This day, or the last working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (day > FirstDay && !IsWorking(day))
        {
            day = day.AddDays(-1);
        }

        return day > FirstDay ? day : FirstDay;
    }

    /// <summary>The first working day after this one.</summary>
    public DateOnly Next(DateOnly day) => day < LastDay ? OnOrAfter(day.AddDays(1)) : LastDay;

    /// <summary>So many working days after the first working day on or after this one; none leaves that day.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        day = OnOrAfter(day);
        for (var i = 0; i < workingDays && day < LastDay; i++)
        {
            day = Next(day);
        }

        return day;
    }

    /// <summary>How many working days lie from one day to another, both included; none when the second is earlier.</summary>
    public int Count(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from; day <= to && day <= LastDay; day = day.AddDays(1))
        {
            days += IsWorking(day) ? 1 : 0;
        }

        return days;
    }

    /// <summary>How many working days something takes, at least one; what has only one date, or none, takes one.</summary>
    public int Length(DateOnly? from, DateOnly? to) => from is { } first && to is { } last ? Math.Max(1, Count(first, last)) : 1;
}
