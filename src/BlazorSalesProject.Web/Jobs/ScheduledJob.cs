using System.Globalization;
using BlazorSalesProject.Clockwork;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>A line of the schedule: which job, when, and what becomes of a firing that was missed, and why.</summary>
internal sealed record ScheduledJob(Type Type, JobTiming Timing, CronTriggerMisfireInstruction Misfire, string Reason)
{
    /// <summary>Each minute, at that second.</summary>
    public static ScheduledJob EachMinute<T>(int second, string reason)
        where T : Job => Of<T>(JobRhythm.Minutely, new TimeOnly(0, 0, second), CronTriggerMisfireInstruction.DoNothing, reason);

    /// <summary>Each hour, at that minute.</summary>
    public static ScheduledJob EachHour<T>(int minute, string reason)
        where T : Job => Of<T>(JobRhythm.Hourly, new TimeOnly(0, minute), CronTriggerMisfireInstruction.DoNothing, reason);

    /// <summary>Each day, at that time in Asia/Shanghai; a missed firing is made up for once.</summary>
    public static ScheduledJob EachDay<T>(int hour, int minute, string reason)
        where T : Job => Of<T>(JobRhythm.Daily, new TimeOnly(hour, minute), CronTriggerMisfireInstruction.FireAndProceed, reason);

    /// <summary>The timing as Quartz reads it.</summary>
    public string Cron => Timing.Rhythm switch
    {
        JobRhythm.Minutely => string.Create(CultureInfo.InvariantCulture, $"{Timing.At.Second} * * * * ?"),
        JobRhythm.Hourly => string.Create(CultureInfo.InvariantCulture, $"0 {Timing.At.Minute} * * * ?"),
        _ => string.Create(CultureInfo.InvariantCulture, $"0 {Timing.At.Minute} {Timing.At.Hour} * * ?"),
    };

    private static ScheduledJob Of<T>(JobRhythm rhythm, TimeOnly at, CronTriggerMisfireInstruction misfire, string reason) => new(typeof(T), new JobTiming(typeof(T).Name, rhythm, at), misfire, reason);
}
