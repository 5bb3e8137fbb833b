using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Seals the audit's newest rows.</summary>
[DisallowConcurrentExecution]
internal sealed class SealAuditJob(SealAudit verb) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await verb.Run(Me.System);
}
