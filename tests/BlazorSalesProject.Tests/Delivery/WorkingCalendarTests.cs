using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>Working days in Shanghai: weekends, holidays, and the weekend days made up for them.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Plain = new();

    // The week of the National Day: seven days off, the Saturday after worked instead.
    private static readonly WorkingCalendar Autumn = new(Enumerable.Range(1, 7).Select(d => new DateOnly(2026, 10, d)), [new DateOnly(2026, 10, 10)]);

    [Theory]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-06", true)]
    [InlineData("2026-03-07", false)]
    [InlineData("2026-03-08", false)]
    public void People_work_from_Monday_to_Friday(string day, bool working) => Assert.Equal(working, Plain.IsWorking(D(day)));

    [Fact]
    public void Nobody_works_on_a_holiday_and_everybody_on_the_day_made_up_for_it()
    {
        Assert.False(Autumn.IsWorking(D("2026-10-01")));
        Assert.True(Autumn.IsHoliday(D("2026-10-01")));
        Assert.True(Autumn.IsWorking(D("2026-10-10")));
        Assert.False(Autumn.IsWorking(D("2026-10-11")));
        Assert.False(Autumn.IsHoliday(D("2026-10-10")));
    }

    [Fact]
    public void After_Friday_comes_Monday_and_after_the_last_day_before_a_holiday_the_first_one_after_it()
    {
        Assert.Equal(D("2026-03-09"), Plain.Next(D("2026-03-06")));
        Assert.Equal(D("2026-10-08"), Autumn.Next(D("2026-09-30")));
        Assert.Equal(D("2026-10-10"), Autumn.Next(D("2026-10-09")));
        Assert.Equal(D("2026-10-12"), Autumn.Next(D("2026-10-10")));
    }

    [Fact]
    public void Adding_none_gives_the_day_itself_or_the_next_one_people_work_on()
    {
        Assert.Equal(D("2026-03-04"), Plain.Add(D("2026-03-04"), 0));
        Assert.Equal(D("2026-03-09"), Plain.Add(D("2026-03-07"), 0));
    }

    [Fact]
    public void Adding_steps_over_weekends_and_holidays()
    {
        Assert.Equal(D("2026-03-09"), Plain.Add(D("2026-03-06"), 1));
        Assert.Equal(D("2026-03-16"), Plain.Add(D("2026-03-02"), 10));
        Assert.Equal(D("2026-10-10"), Autumn.Add(D("2026-09-30"), 3));
    }

    [Fact]
    public void Counting_includes_both_ends_and_is_the_opposite_of_adding()
    {
        Assert.Equal(5, Plain.Count(D("2026-03-02"), D("2026-03-08")));
        Assert.Equal(0, Plain.Count(D("2026-03-07"), D("2026-03-08")));
        Assert.Equal(0, Plain.Count(D("2026-03-06"), D("2026-03-02")));
        Assert.Equal(4, Autumn.Count(D("2026-09-30"), D("2026-10-11")));
        for (var length = 1; length < 300; length++)
        {
            Assert.Equal(length, Autumn.Count(D("2026-09-30"), Autumn.Add(D("2026-09-30"), length - 1)));
        }
    }

    [Fact]
    public void The_calendar_ends_and_nothing_is_counted_beyond_it()
    {
        Assert.Equal(WorkingCalendar.LastDay, Plain.Add(new DateOnly(2100, 12, 20), 5000));
        Assert.Equal(WorkingCalendar.LastDay, Plain.Next(DateOnly.MaxValue));
        Assert.True(Plain.Count(new DateOnly(2100, 12, 1), DateOnly.MaxValue) < 31);
    }

    private static DateOnly D(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
