using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Planning;

/// <summary>New dates of a task that is moved or stretched by hand: it always begins and ends on a working day.</summary>
public static class Replanning
{
    /// <summary>The whole task, so many calendar days later, or earlier when negative; its length in working days stays. A day off is passed over in the direction of the move.</summary>
    public static TaskFacts Moved(this TaskFacts facts, int days, WorkingCalendar calendar)
    {
        if ((facts.StartOn ?? facts.DueOn) is not { } start)
        {
            return facts;
        }

        var length = calendar.Length(facts.StartOn, facts.DueOn);
        var begin = days < 0 ? calendar.OnOrBefore(start.AddDays(days)) : calendar.OnOrAfter(start.AddDays(days));
        return facts with { StartOn = facts.StartOn is null ? null : begin, DueOn = facts.DueOn is null ? null : calendar.Add(begin, length - 1) };
    }

    /// <summary>Begins so many calendar days later, or earlier; never after its end.</summary>
    public static TaskFacts Beginning(this TaskFacts facts, int days, WorkingCalendar calendar) =>
        facts is { StartOn: { } start, DueOn: { } due } ? facts with { StartOn = Clock.Earlier(calendar.OnOrAfter(start.AddDays(days)), due) } : facts;

    /// <summary>Ends so many calendar days later, or earlier; never before its beginning.</summary>
    public static TaskFacts Ending(this TaskFacts facts, int days, WorkingCalendar calendar) =>
        facts is { StartOn: { } start, DueOn: { } due } && calendar.OnOrBefore(due.AddDays(days)) is var end ? facts with { DueOn = Clock.Later(end, start) } : facts;
}
