using System.Globalization;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Parts;

/// <summary>Moments and days as people in Asia/Shanghai say them: 3天前, 昨天, 明天, otherwise the date.</summary>
public static class DateText
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The wall clock of a UTC moment.</summary>
    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Shanghai);

    /// <summary>The business day of a UTC moment.</summary>
    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>"2026-03-05 14:02".</summary>
    public static string Exact(DateTime utc) => Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"2026-03-05 周四".</summary>
    public static string Exact(DateOnly day) => $"{day:yyyy-MM-dd} {CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName(day.DayOfWeek)}";

    /// <summary>How long ago or ahead a moment is, seen from now (both UTC).</summary>
    public static string Relative(DateTime utc, DateTime now)
    {
        var gap = now - utc;
        var days = Day(now).DayNumber - Day(utc).DayNumber;
        if (gap.Duration() < TimeSpan.FromMinutes(1))
        {
            return Say("Parts.JustNow");
        }

        if (gap.Duration() < TimeSpan.FromHours(1))
        {
            return Count(gap > TimeSpan.Zero ? "Parts.MinutesAgo" : "Parts.InMinutes", (int)gap.Duration().TotalMinutes);
        }

        return days == 0
            ? Count(gap > TimeSpan.Zero ? "Parts.HoursAgo" : "Parts.InHours", (int)gap.Duration().TotalHours)
            : Relative(Day(utc), Day(now));
    }

    /// <summary>A day seen from today: 今天, 昨天, 3天前, 明天, 3天后; beyond a week the date, with the year if it is another.</summary>
    public static string Relative(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => Say("Parts.Today"),
        -1 => Say("Parts.Yesterday"),
        1 => Say("Parts.Tomorrow"),
        < 0 and >= -7 => Count("Parts.DaysAgo", today.DayNumber - day.DayNumber),
        > 0 and <= 7 => Count("Parts.InDays", day.DayNumber - today.DayNumber),
        _ => Date(day, today.Year),
    };

    /// <summary>A date without what everybody knows: 3月5日 this year, 2025-03-05 otherwise.</summary>
    public static string Date(DateOnly day, int thisYear) => day.Year == thisYear
        ? day.ToString(Say("Parts.MonthDay"), CultureInfo.CurrentCulture)
        : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A span in its largest unit: 3天, 5小时, 12分钟.</summary>
    public static string Span(TimeSpan span) => span.TotalDays >= 1
        ? Count("Parts.Days", (int)span.TotalDays)
        : span.TotalHours >= 1 ? Count("Parts.Hours", (int)span.TotalHours) : Count("Parts.Minutes", Math.Max(0, (int)span.TotalMinutes));

    // English needs its one: "1 day", not "1 days".
    private static string Count(string key, int count) =>
        count == 1 && Find(key + "_One", CultureInfo.CurrentUICulture) is { } one ? one : Say(key, count);
}
