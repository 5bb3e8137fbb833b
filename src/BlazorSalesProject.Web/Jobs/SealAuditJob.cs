using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Seals the audit's newest rows.</summary>
[DisallowConcurrentExecution]
internal sealed class SealAuditJob(SealAudit verb, JobRunner runner, TimeProvider clock) : Job(runner, clock)
{
    protected override async Task<Outcome> Do(Me me) => await verb.Run(me);
}
