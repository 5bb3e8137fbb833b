using System.Globalization;
using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>The words for jobs and their times.</summary>
internal static class JobWords
{
    /// <summary>A job that is no longer in the schedule keeps its technical name.</summary>
    public static string Name(string job) => Find($"Jobs.Name_{job}", CultureInfo.CurrentUICulture) ?? job;

    public static string? What(string job) => Find($"Jobs.What_{job}", CultureInfo.CurrentUICulture);

    public static string When(JobTiming timing) => timing.Rhythm switch
    {
        JobRhythm.Minutely => Say("Jobs.Minutely"),
        JobRhythm.Hourly => Say("Jobs.Hourly", timing.At.Minute),
        _ => Say("Jobs.Daily", timing.At.ToString("HH:mm", CultureInfo.InvariantCulture)),
    };

    /// <summary>What the run stood for: its business date, or nothing worth saying.</summary>
    public static string? Slot(JobRunLine run) => DateOnly.TryParseExact(run.Slot, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Say("Jobs.ForDate", run.Slot) : null;

    /// <summary>Machines are quicker than people: down to a thousandth of a second.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => "–",
        { TotalSeconds: < 1 } s => Say("Jobs.Milliseconds", (int)s.TotalMilliseconds),
        { TotalMinutes: < 2 } s => Say("Jobs.Seconds", s.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture)),
        { } s => DateText.Span(s),
    };
}
