using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Sends customers whose day has come back to their public pool.</summary>
[DisallowConcurrentExecution]
internal sealed class RecycleJob(RecycleCustomers verb, JobRunner runner, TimeProvider clock) : Job(runner, clock)
{
    protected override async Task<Outcome> Do(Me me) => await verb.Run(me);
}
