using System.Globalization;
using System.Reflection;
using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Jobs;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace BlazorSalesProject.Web.Tests.Jobs;

/// <summary>The schedule: every trigger says what becomes of a missed firing and why, here and in the operations guide (MN-4).</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void The_operations_guide_tells_of_every_job_when_what_if_missed_and_why()
    {
        var guide = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md"));
        var told = guide.SkipWhile(l => !l.StartsWith("| job | when |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')).ToList();
        Assert.Equal(Schedule.Jobs.Select(j => $"| `{j.Timing.Job}` | {When(j.Timing)} | `{j.Misfire}` | {j.Reason} |"), told);
    }

    [Fact]
    public void Every_job_is_in_the_schedule_once_runs_alone_and_has_its_words()
    {
        var classes = typeof(Job).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IJob)) && !t.IsAbstract).ToList();
        Assert.Equal(classes.Select(t => t.Name).Order(), Schedule.Jobs.Select(j => j.Timing.Job).Order());
        Assert.All(classes, t => Assert.NotNull(t.GetCustomAttribute<DisallowConcurrentExecutionAttribute>()));
        Assert.All(Schedule.Jobs, j => Assert.NotEqual(j.Timing.Job, JobWords.Name(j.Timing.Job)));
        Assert.All(Schedule.Jobs, j => Assert.NotNull(JobWords.What(j.Timing.Job)));
    }

    [Fact]
    public async Task The_clock_fires_each_job_when_its_timing_says()
    {
        await using var host = new TestHost();
        _ = host.Server;
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        foreach (var job in Schedule.Jobs)
        {
            var trigger = (ICronTrigger)(await scheduler.GetTrigger(new TriggerKey(job.Timing.Job)))!;
            Assert.NotEqual(CronTriggerMisfireInstruction.SmartPolicy, job.Misfire);
            Assert.Equal((job.Cron, Clock.Shanghai, job.Misfire), (trigger.CronExpressionString, trigger.TimeZone, (CronTriggerMisfireInstruction)(int)trigger.MisfireInstruction));

            // Over a year's end and a leap day: what it fires at is what the record takes for its slot.
            foreach (var from in new[] { new DateTimeOffset(2027, 12, 31, 15, 59, 40, TimeSpan.Zero), new DateTimeOffset(2028, 2, 28, 17, 0, 0, TimeSpan.Zero) })
            {
                var fires = trigger.GetFireTimeAfter(from)!.Value.UtcDateTime;
                Assert.Equal(fires, job.Timing.LastDue(fires));
                Assert.True(job.Timing.LastDue(fires.AddSeconds(-1)) < fires);
            }
        }

        Assert.Equal(Schedule.Jobs.Count, (await host.Services.GetRequiredService<IClockwork>().Next()).Count);
    }

    private static string When(JobTiming timing) => timing.Rhythm switch
    {
        JobRhythm.Minutely => $"each minute, second {timing.At.Second}",
        JobRhythm.Hourly => $"each hour, minute {timing.At.Minute}",
        _ => $"daily {timing.At.ToString("HH:mm", CultureInfo.InvariantCulture)}",
    };
}
