using System.Globalization;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>Tasks moved and stretched by hand: working days at both ends, the length kept. 2 March 2026 is a Monday; the 18th is a holiday.</summary>
public sealed class ReplanningTests
{
    private static readonly WorkingCalendar Calendar = new([new DateOnly(2026, 3, 18)]);

    [Theory]
    [InlineData("03-02", "03-04", 1, "03-03", "03-05")]
    [InlineData("03-02", "03-04", 3, "03-05", "03-09")]
    [InlineData("03-02", "03-04", 5, "03-09", "03-11")]
    [InlineData("03-09", "03-11", -1, "03-06", "03-10")]
    [InlineData("03-09", "03-11", 7, "03-16", "03-19")]
    [InlineData("03-07", "03-08", 1, "03-09", "03-09")]
    [InlineData(null, "03-04", 3, null, "03-09")]
    [InlineData("03-04", null, -3, "02-27", null)]
    [InlineData(null, null, 3, null, null)]
    public void A_task_that_is_moved_keeps_its_working_days(string? start, string? due, int days, string? newStart, string? newDue) =>
        Assert.Equal((newStart, newDue), Ends(Task(start, due).Moved(days, Calendar)));

    [Theory]
    [InlineData("03-02", "03-04", 2, "03-04", "03-04")]
    [InlineData("03-02", "03-04", 9, "03-04", "03-04")]
    [InlineData("03-09", "03-11", -1, "03-09", "03-11")]
    [InlineData("03-09", "03-11", -3, "03-06", "03-11")]
    [InlineData(null, "03-04", 1, null, "03-04")]
    public void Its_beginning_is_drawn_to_a_working_day_and_never_past_its_end(string? start, string? due, int days, string? newStart, string? newDue) =>
        Assert.Equal((newStart, newDue), Ends(Task(start, due).Beginning(days, Calendar)));

    [Theory]
    [InlineData("03-02", "03-04", 2, "03-02", "03-06")]
    [InlineData("03-02", "03-04", 4, "03-02", "03-06")]
    [InlineData("03-02", "03-04", -9, "03-02", "03-02")]
    [InlineData("03-02", null, 3, "03-02", null)]
    public void Its_end_is_drawn_to_a_working_day_and_never_before_its_beginning(string? start, string? due, int days, string? newStart, string? newDue) =>
        Assert.Equal((newStart, newDue), Ends(Task(start, due).Ending(days, Calendar)));

    [Fact]
    public void Nothing_is_carried_beyond_what_a_plan_can_hold()
    {
        Assert.Equal(WorkingCalendar.FirstDay, Calendar.OnOrBefore(DateOnly.MinValue));
        Assert.Equal(WorkingCalendar.LastDay, Calendar.OnOrAfter(DateOnly.MaxValue));
    }

    private static TaskFacts Task(string? start, string? due) => new("任务") { StartOn = Day(start), DueOn = Day(due) };

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (string?, string?) Ends(TaskFacts facts) => (facts.StartOn?.ToString("MM-dd", CultureInfo.InvariantCulture), facts.DueOn?.ToString("MM-dd", CultureInfo.InvariantCulture));
}
