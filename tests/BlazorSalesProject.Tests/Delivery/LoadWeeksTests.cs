using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>How work and absence fall into the eight weeks ahead; today is Monday, 2 March 2026 unless said otherwise.</summary>
public sealed class LoadWeeksTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly WorkingCalendar Usual = new();

    [Fact]
    public void Hours_are_even_over_the_working_days_from_start_or_today_to_the_due_date()
    {
        var weeks = new LoadWeeks(Today, Usual);
        Assert.Equal([20, 20, 0, 0, 0, 0, 0, 0], weeks.Spread(40, Today, March(13)));
        Assert.Equal([30, 0, 0, 0, 0, 0, 0, 0], weeks.Spread(30, new DateOnly(2026, 2, 16), March(4)));
        Assert.Equal([10, 25, 0, 0, 0, 0, 0, 0], weeks.Spread(35, March(5), March(13)));
        Assert.Equal([0, 0, 0, 8, 0, 0, 0, 0], weeks.Spread(8, March(24), March(24)));
        Assert.Equal([15, 15, 0, 0, 0, 0, 0, 0], weeks.Spread(30, null, March(15)));
    }

    [Fact]
    public void Overdue_work_is_for_now_and_work_without_a_date_in_no_week()
    {
        var weeks = new LoadWeeks(Today, Usual);
        Assert.Equal([12, 0, 0, 0, 0, 0, 0, 0], weeks.Spread(12, null, new DateOnly(2026, 2, 27)));
        Assert.All(weeks.Spread(12, Today, null), h => Assert.Equal(0, h));
    }

    [Fact]
    public void Work_of_a_weekend_is_for_the_week_it_is_due_in()
    {
        var weeks = new LoadWeeks(Today, Usual);
        Assert.Equal([0, 6, 0, 0, 0, 0, 0, 0], weeks.Spread(6, March(14), March(15)));
        Assert.All(weeks.Spread(6, new DateOnly(2026, 6, 6), new DateOnly(2026, 6, 7)), h => Assert.Equal(0, h));
    }

    [Fact]
    public void Of_this_week_only_what_is_left_counts_and_at_a_weekend_it_is_the_next()
    {
        var thursday = new LoadWeeks(March(5), Usual);
        Assert.Equal(Today, thursday.Mondays[0]);
        Assert.Equal([16, 40], thursday.Capacity([]).Take(2));
        Assert.Equal([16, 24], thursday.Spread(40, Today, March(11)).Take(2));

        var saturday = new LoadWeeks(March(7), Usual);
        Assert.Equal(March(9), saturday.Mondays[0]);
        Assert.Equal(40, saturday.Capacity([])[0]);
        Assert.Equal(9, saturday.Spread(9, null, March(6))[0]);
        Assert.Equal(9, saturday.Spread(9, null, March(8))[0]);
    }

    [Fact]
    public void Holidays_and_absences_are_no_capacity_and_days_made_up_are()
    {
        var weeks = new LoadWeeks(Today, new WorkingCalendar([March(3), March(4)], [March(7)]));
        Assert.Equal([32, 40], weeks.Capacity([]).Take(2));
        Assert.Equal([16, 16], weeks.Capacity([(March(6), March(11)), (March(10), March(10))]).Take(2));
        Assert.Equal([2, 3], weeks.Away([(March(6), March(11))]).Take(2));
        Assert.Equal([12, 12], weeks.Spread(24, March(6), March(10)).Take(2));
    }

    [Fact]
    public void A_plan_that_reaches_to_the_end_of_days_is_weighed_at_once()
    {
        var weeks = new LoadWeeks(Today, Usual);
        var hours = weeks.Spread(100_000, null, new DateOnly(2100, 12, 31));
        Assert.True(hours.Sum() is > 0 and < 300);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(8)]
    public void Every_task_agrees_with_counting_day_by_day(int day)
    {
        var today = March(day);
        var calendar = new WorkingCalendar([March(18), March(19), new DateOnly(2026, 4, 6)], [March(21)]);
        var weeks = new LoadWeeks(today, calendar);
        for (var start = -9; start < 40; start += 3)
        {
            for (var length = 0; length < 30; length++)
            {
                var (from, due) = (today.AddDays(start), today.AddDays(start + length));
                Assert.Equal(DayByDay(24, from, due, today, calendar, weeks.Mondays).Select(h => Math.Round(h, 6)), weeks.Spread(24, from, due).Select(h => Math.Round(h, 6)));
            }
        }
    }

    [Fact]
    public void A_period_is_in_order_ends_today_and_is_at_most_a_year()
    {
        Assert.Equal((new DateOnly(2025, 12, 3), Today), new LoadFilter().Period(Today));
        Assert.Equal((March(1), Today), new LoadFilter { From = March(9), Until = March(1) }.Period(Today));
        Assert.Equal((Today, Today), new LoadFilter { From = new DateOnly(9999, 12, 31), Until = new DateOnly(9999, 12, 31) }.Period(Today));
        Assert.Equal(LoadFilter.LongestDays, Length(new LoadFilter { From = DateOnly.MinValue, Until = DateOnly.MaxValue }.Period(Today)));
        Assert.Equal(new DateOnly(2000, 1, 1), new LoadFilter { Until = DateOnly.MinValue }.Period(Today).Until);
        Assert.Equal(LoadFilter.UsualDays, Length(new LoadFilter { Until = March(1) }.Period(Today)));
    }

    private static int Length((DateOnly From, DateOnly Until) period) => period.Until.DayNumber - period.From.DayNumber + 1;

    private static DateOnly March(int day) => new(2026, 3, day);

    private static decimal[] DayByDay(decimal hours, DateOnly start, DateOnly due, DateOnly today, WorkingCalendar calendar, IReadOnlyList<DateOnly> mondays)
    {
        var days = new List<DateOnly>();
        for (var d = start > today ? start : today; d <= due; d = d.AddDays(1))
        {
            if (calendar.IsWorking(d))
            {
                days.Add(d);
            }
        }

        if (days.Count == 0)
        {
            days.Add(due < mondays[0] || due < today ? mondays[0] : due);
        }

        return [.. mondays.Select(m => days.Count(d => m <= d && d <= m.AddDays(6)) * hours / days.Count)];
    }
}
