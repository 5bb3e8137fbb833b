using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Reminds of customers that go back to their public pool soon.</summary>
[DisallowConcurrentExecution]
internal sealed class ReturnReminderJob(RemindOfReturns verb, JobRunner runner, TimeProvider clock) : Job(runner, clock)
{
    protected override async Task<Outcome> Do(Me me) => await verb.Run(me);
}
