using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Reminds of follow-up plans that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindJob(RemindOfDuePlans verb) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await verb.Run(Me.System);
}
