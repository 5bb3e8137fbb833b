using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Configuration;
using Quartz;
using static BlazorSalesProject.Web.Jobs.ScheduledJob;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>
/// Everything that happens by the clock, on one page; times are Asia/Shanghai. A job holds no rule: it calls one verb. What becomes of
/// a missed firing stands here with its reason, and in docs/operations.md.
/// </summary>
internal static class Schedule
{
    public static IReadOnlyList<ScheduledJob> Jobs { get; } =
    [
        EachMinute<RemindJob>(0, "takes whatever is due: the next minute does the rest"),
        EachMinute<SealAuditJob>(30, "seals whatever is new: the next minute does the rest"),
        EachHour<SweepUploadsJob>(15, "throws away whatever is too old: the next hour does the rest"),
        EachDay<RecycleJob>(0, 10, "takes every customer whose day has come: after days without it, once is enough"),
        EachDay<ReturnReminderJob>(8, 30, "reminds of what is still to come: once is enough, and tomorrow would be a day late"),
        EachDay<VerifyAuditJob>(2, 30, "a day without it would go unchecked, three missed days need it once"),
        EachDay<PurgeJob>(3, 30, "removes whatever is too old: once is enough, and tomorrow would be a day late"),
    ];

    public static void AddJobs(this IServiceCollection services, Settings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "BlazorSalesProject";
                o.DefaultTimeZone = Clock.Shanghai;
            });
            if (settings.Provider == DatabaseProvider.PostgreSql)
            {
                // Several nodes: each firing happens on one of them.
                quartz.UsePersistentStore(store =>
                {
                    store.ConfigureStore(o => o.StoreJobDataAsStrings = true);
                    store.ProvisionSchema();
                    store.UsePostgres(settings.ConnectionString);
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                        cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
                    });
                });
            }

            foreach (var job in Jobs)
            {
                // Durable, so that it can be asked for at any time; recovered where a day would be lost with its node.
                var key = new JobKey(job.Timing.Job);
                quartz.AddJob(job.Type, j => j.WithIdentity(key).StoreDurably().RequestRecovery());
                quartz.AddTrigger(t => t.ForJob(key).WithIdentity(job.Timing.Job).WithCronSchedule(job.Cron, c => c.InTimeZone(Clock.Shanghai).WithMisfireInstruction(job.Misfire)));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddSingleton<IClockwork, QuartzClockwork>();
        services.AddHostedService<CatchUp>();
    }
}
