using System.Runtime.Loader;
using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Journeys.Nodes;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

[assembly: HostingStartup(typeof(SlowWorkStartup))]

/// <summary>Loaded into a real node by the runtime itself (DOTNET_STARTUP_HOOKS), so that the product needs no job made for tests.</summary>
#pragma warning disable MA0047 // the runtime asks for this name in no namespace
internal static class StartupHook
#pragma warning restore MA0047
{
    public static void Initialize()
    {
        var folder = Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!;
        AssemblyLoadContext.Default.Resolving += (context, name) => Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}

namespace BlazorSalesProject.Journeys.Nodes
{
    /// <summary>Adds the slow job to a node.</summary>
    public sealed class SlowWorkStartup : IHostingStartup
    {
        /// <inheritdoc/>
        public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
        {
            services.AddTransient<SlowJob>();
            services.AddHostedService<SlowWishes>();
        });
    }

    /// <summary>A job of thirty small steps, each of which must have its effect once; what it writes has no other guard than the run's fence.</summary>
    [DisallowConcurrentExecution]
    internal sealed class SlowJob(JobRunner runner, Works works) : IJob
    {
        public const string Kind = "SlowStep";
        public const int Steps = 30;
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var slot = (string)context.MergedJobDataMap["slot"]!;
            await runner.Work(new JobFiring(nameof(SlowJob), slot, Once: true), me => Run(me, slot), cancellationToken);
        }

        /// <summary>The record a step writes about.</summary>
        public static Guid Step(string slot, int step) => new(int.Parse(slot, System.Globalization.CultureInfo.InvariantCulture), (short)step, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

        private async Task<Outcome> Run(Me me, string slot)
        {
            var done = 0;
            for (var step = 1; step <= Steps; step++)
            {
                var id = Step(slot, step);
                if (await works.Read(db => db.Set<Activity>().AnyAsync(a => a.Kind == Kind && a.SubjectId == id)))
                {
                    continue;
                }

                // Here a node is killed or falls asleep, knowing that the step is its own to do.
                await Task.Delay(Pause);
                var outcome = await works.Do<int>(me, Kind, work =>
                {
                    work.Record(Kind, new Subject("Slow", id), null, []);
                    return Task.FromResult<Outcome<int>>(1);
                });
                if (!outcome.Ok)
                {
                    return outcome;
                }

                done++;
            }

            return new Outcome<int>(done, null);
        }
    }

    /// <summary>Fires the slow job for each file the test puts into a folder, on whichever node sees it first.</summary>
    internal sealed class SlowWishes(ISchedulerFactory schedulers) : BackgroundService
    {
        public const string Folder = "SLOW_WORK";

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var folder = Environment.GetEnvironmentVariable(Folder)!;
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            var known = false;
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(100, stoppingToken);
                foreach (var wish in Directory.GetFiles(folder, "*.wish"))
                {
                    if (!known)
                    {
                        await scheduler.AddJob(JobBuilder.Create<SlowJob>().WithIdentity(nameof(SlowJob)).StoreDurably().RequestRecovery().Build(), AddJobOptions.Replacing, stoppingToken);
                        known = true;
                    }

                    try
                    {
                        File.Move(wish, wish + ".taken");
                    }
                    catch (FileNotFoundException)
                    {
                        // The other node was quicker.
                        continue;
                    }

                    await scheduler.TriggerJob(new JobKey(nameof(SlowJob)), new JobDataMap { ["slot"] = Path.GetFileNameWithoutExtension(wish) }, stoppingToken);
                }
            }
        }
    }
}
