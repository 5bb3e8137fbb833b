using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Reminds of follow-up plans that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindJob(RemindOfDuePlans verb, JobRunner runner, TimeProvider clock) : Job(runner, clock)
{
    protected override async Task<Outcome> Do(Me me) => await verb.Run(me);
}
