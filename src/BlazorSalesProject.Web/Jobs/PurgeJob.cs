using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Removes what has served its purpose.</summary>
[DisallowConcurrentExecution]
internal sealed class PurgeJob(PurgeOldRows verb) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await verb.Run(Me.System);
}
