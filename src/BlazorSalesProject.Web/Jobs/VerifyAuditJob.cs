using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Checks that the audit is as it was written; a fault stands in the log.</summary>
[DisallowConcurrentExecution]
internal sealed class VerifyAuditJob(VerifyAudit verb) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await verb.Run(Me.System);
}
