using System.Globalization;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>Which tasks move, and where to. March 2026 begins on a Sunday; the 2nd is a Monday.</summary>
public sealed class ScheduleTests
{
    private static readonly WorkingCalendar Calendar = new();
    private readonly Dictionary<string, Guid> ids = [];
    private readonly List<PlannedTask> plan = [];

    [Fact]
    public void A_slip_moves_the_whole_chain_and_each_keeps_its_length_in_working_days()
    {
        Task("a", "03-02", "03-10");
        Task("b", "03-05", "03-06", "a");
        Task("c", "03-09", "03-13", "b");
        Assert.Equal(["b 03-11..03-12 a", "c 03-13..03-19 b"], Slip("a"));
    }

    [Fact]
    public void In_a_diamond_the_latest_of_those_it_waits_for_decides()
    {
        Task("a", "03-02", "03-04");
        Task("left", "03-03", "03-04", "a");
        Task("right", "03-03", "03-06", "a");
        Task("end", "03-09", "03-09", "left", "right");
        Assert.Equal(["left 03-05..03-06 a", "right 03-05..03-10 a", "end 03-11..03-11 right"], Slip("a").Order(Comparer<string>.Create((x, y) => Rank(x).CompareTo(Rank(y)))));
    }

    [Fact]
    public void The_lag_is_left_between_in_working_days()
    {
        Task("a", "03-02", "03-05");
        Task("b", "03-06", "03-06", "a+2");
        Assert.Equal(["b 03-10..03-10 a"], Slip("a"));
    }

    [Fact]
    public void Holidays_are_stepped_over()
    {
        Task("a", "03-02", "03-05");
        Task("b", "03-04", "03-09", "a");
        var calendar = new WorkingCalendar([Day("03-06"), Day("03-09")], [Day("03-08")]);
        // The 6th and 9th are off, Sunday the 8th is worked: b had the 4th, 5th and 8th.
        Assert.Equal(["b 03-08..03-11 a"], Words(Schedule.Slip(plan, [ids["a"]], calendar)));
    }

    [Fact]
    public void Done_in_the_middle_never_moves_and_what_waits_for_it_counts_on_its_real_finish()
    {
        Task("a", "03-02", "03-20");
        Task("b", "03-05", "03-06", "a");
        Finish("b", "03-11");
        Task("c", "03-09", "03-10", "b");
        Assert.Equal([], Slip("a").Where(s => s[0] == 'b'));
        Assert.Equal(["c 03-12..03-13 b"], Slip("b"));
    }

    [Fact]
    public void Dropped_tasks_neither_move_nor_hold_anything_up()
    {
        Task("a", "03-02", "03-20");
        Task("b", "03-05", "03-30", "a");
        plan[1] = plan[1] with { Fixed = true, Gone = true };
        Task("c", "03-09", "03-10", "b");
        Assert.Equal([], Slip("a"));
    }

    [Fact]
    public void Finished_earlier_moves_nothing_by_itself()
    {
        Task("a", "03-02", "03-13");
        Finish("a", "03-04");
        Task("b", "03-16", "03-18", "a");
        Assert.Equal([], Slip("a"));
        Assert.Equal(["b 03-05..03-09 a"], Words(Schedule.PullIn(plan, Day("03-04"), Calendar)));
    }

    [Fact]
    public void Finished_later_than_planned_moves_what_waits_and_a_gap_takes_up_the_slip()
    {
        Task("a", "03-02", "03-03");
        Finish("a", "03-10");
        Task("b", "03-04", "03-05", "a");
        Task("c", "03-20", "03-20", "b");
        Assert.Equal(["b 03-11..03-12 a"], Slip("a"));
    }

    [Fact]
    public void What_has_no_dates_is_left_alone_and_holds_nothing_up()
    {
        Task("a", null, null);
        Task("b", "03-02", "03-03", "a");
        Task("c", null, null, "b");
        Task("d", "03-02", "03-02", "c");
        Assert.Equal([], Slip("a", "b"));
    }

    [Fact]
    public void With_one_date_only_that_one_moves()
    {
        Task("a", "03-02", "03-06");
        Task("milestone", null, "03-04", "a");
        Task("open", "03-04", null, "a");
        Assert.Equal(["milestone ..03-09 a", "open 03-09.. a"], Slip("a").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_finish_on_a_weekend_is_followed_by_Monday()
    {
        Task("a", "03-02", "03-07");
        Task("b", "03-06", "03-06", "a");
        Assert.Equal(["b 03-09..03-09 a"], Slip("a"));
    }

    [Fact]
    public void Work_planned_for_a_weekend_alone_keeps_a_day_when_it_moves()
    {
        Task("a", "03-02", "03-10");
        Task("b", "03-07", "03-08", "a");
        Assert.Equal(["b 03-11..03-11 a"], Slip("a"));
    }

    [Fact]
    public void The_task_itself_moves_when_it_was_planned_to_begin_too_early()
    {
        Task("a", "03-02", "03-06");
        Task("b", "03-03", "03-04", "a");
        Assert.Equal(["b 03-09..03-10 a"], Slip("b"));
    }

    [Fact]
    public void Only_what_hangs_on_the_changed_task_is_looked_at()
    {
        Task("a", "03-02", "03-06");
        Task("b", "03-03", "03-04", "a");
        Task("other", "03-02", "03-03");
        Assert.Equal([], Slip("other"));
    }

    [Fact]
    public void Pulling_in_goes_down_the_chain_never_before_today_and_leaves_what_should_have_begun()
    {
        Task("a", "03-02", "03-03");
        Finish("a", "03-02");
        Task("begun", "03-04", "03-20", "a");
        Task("b", "03-16", "03-17", "a");
        Task("c", "03-23", "03-24", "b");
        Task("free", "03-30", "03-31");
        Assert.Equal(["b 03-05..03-06 a", "c 03-09..03-10 b"], Words(Schedule.PullIn(plan, Day("03-05"), Calendar)));
    }

    [Fact]
    public void A_circle_that_should_not_be_there_ends()
    {
        Task("a", "03-02", "03-06");
        Task("b", "03-03", "03-04", "a");
        plan[0] = plan[0] with { Needs = [(ids["b"], 0)] };
        Assert.InRange(Slip("a").Count, 0, 2);
    }

    [Fact]
    public void A_thousand_tasks_in_one_chain_all_move()
    {
        Task("t0", "03-02", "03-04");
        for (var i = 1; i < 1000; i++)
        {
            Task($"t{i}", "03-03", "03-03", $"t{i - 1}");
        }

        Assert.Equal(999, Slip("t0").Count);
    }

    [Fact]
    public void Moving_again_moves_nothing()
    {
        Task("a", "03-02", "03-10");
        Task("b", "03-05", "03-06", "a+1");
        Task("c", "03-09", "03-13", "b");
        foreach (var shift in Schedule.Slip(plan, [ids["a"]], Calendar))
        {
            var at = plan.FindIndex(t => t.Id == shift.Id);
            plan[at] = plan[at] with { StartOn = shift.StartOn, DueOn = shift.DueOn };
        }

        Assert.Equal([], Slip("a", "b", "c"));
        Assert.Empty(Schedule.PullIn(plan, Day("03-02"), Calendar));
    }

    private static int Rank(string word) => word[0] switch { 'l' => 0, 'r' => 1, _ => 2 };

    private void Task(string name, string? start, string? due, params string[] needs) =>
        plan.Add(new PlannedTask(ids[name] = Guid.CreateVersion7(), start is null ? null : Day(start), due is null ? null : Day(due), null, false, false,
            [.. needs.Select(n => n.Split('+')).Select(n => (ids[n[0]], n.Length > 1 ? int.Parse(n[1], CultureInfo.InvariantCulture) : 0))]));

    private void Finish(string name, string day)
    {
        var at = plan.FindIndex(t => t.Id == ids[name]);
        plan[at] = plan[at] with { DoneOn = Day(day), Fixed = true };
    }

    private List<string> Slip(params string[] changed) => Words(Schedule.Slip(plan, [.. changed.Select(c => ids[c])], Calendar));

    private List<string> Words(IReadOnlyList<Shift> shifts) => [.. shifts.Select(s => $"{Name(s.Id)} {s.StartOn:MM-dd}..{s.DueOn:MM-dd} {Name(s.Because)}")];

    private string Name(Guid id) => ids.Single(i => i.Value == id).Key;

    private static DateOnly Day(string day) => DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
