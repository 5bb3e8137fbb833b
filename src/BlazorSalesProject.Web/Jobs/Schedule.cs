using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Configuration;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>
/// Everything that happens by the clock, on one page; times are Asia/Shanghai. A job holds no rule: it calls one verb.
/// A firing that was missed is not made up for: every verb takes whatever is due, so the next firing does the rest.
/// </summary>
internal static class Schedule
{
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

            Every<RemindJob>("0 * * * * ?");        // each minute
            Every<SealAuditJob>("30 * * * * ?");    // each minute, half a minute later
            Every<VerifyAuditJob>("0 30 2 * * ?");  // at night
            Every<PurgeJob>("0 30 3 * * ?");        // at night
            Every<SweepUploadsJob>("0 15 * * * ?"); // each hour

            void Every<T>(string cron)
                where T : IJob => quartz.ScheduleJob<T>(
                    trigger => trigger.WithIdentity(typeof(T).Name).WithCronSchedule(cron, c => c.InTimeZone(Clock.Shanghai).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)),
                    job => job.WithIdentity(typeof(T).Name));
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}
