using System.Globalization;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Clockwork;

/// <summary>How often a job is due.</summary>
public enum JobRhythm
{
    Minutely,
    Hourly,
    Daily,
}

/// <summary>When a job is due, on the office clock (Asia/Shanghai). A daily job has one effect per business date, whatever the clock does.</summary>
/// <param name="At">Daily: hour and minute; hourly: the minute; minutely: the second.</param>
public sealed record JobTiming(string Job, JobRhythm Rhythm, TimeOnly At)
{
    /// <summary>At most one run per business date.</summary>
    public bool OncePerDate => Rhythm == JobRhythm.Daily;

    /// <summary>The last moment it was due, UTC.</summary>
    public DateTime LastDue(DateTime now)
    {
        var local = Clock.Local(now);
        var (due, step) = Rhythm switch
        {
            JobRhythm.Minutely => (new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, At.Second), TimeSpan.FromMinutes(1)),
            JobRhythm.Hourly => (new DateTime(local.Year, local.Month, local.Day, local.Hour, At.Minute, At.Second), TimeSpan.FromHours(1)),
            _ => (local.Date + At.ToTimeSpan(), TimeSpan.FromDays(1)),
        };
        return TimeZoneInfo.ConvertTimeToUtc(due <= local ? due : due - step, Clock.Shanghai);
    }

    /// <summary>What a firing at this moment stands for; a firing that comes late still stands for the last time the job was due.</summary>
    public JobFiring Firing(DateTime now)
    {
        // A timer may be a breath early by another clock.
        var due = LastDue(now.AddSeconds(1));
        var slot = OncePerDate ? Clock.BusinessDate(due).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : due.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new JobFiring(Job, slot, OncePerDate);
    }
}

/// <summary>One firing of a job: which slot it is for, and whether that slot may have its effect only once.</summary>
public sealed record JobFiring(string Job, string Slot, bool Once)
{
    /// <summary>The run an administrator asked for, if it was not the clock.</summary>
    public Guid? Asked { get; init; }

    /// <summary>A run somebody asked for.</summary>
    public static JobFiring For(string job, Guid run) => new(job, SlotOf(run), true) { Asked = run };

    internal static string SlotOf(Guid run) => $"asked {run:N}";
}
