using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Checks that the audit is as it was written; a fault stands in the log.</summary>
[DisallowConcurrentExecution]
internal sealed class VerifyAuditJob(VerifyAudit verb, JobRunner runner, TimeProvider clock) : Job(runner, clock)
{
    protected override async Task<Outcome> Do(Me me) => await verb.Run(me);
}
