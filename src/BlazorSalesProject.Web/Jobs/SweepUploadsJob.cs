using BlazorSalesProject.Attachments;
using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Throws away uploads nobody saved.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepUploadsJob(SweepUploads verb, JobRunner runner, TimeProvider clock) : Job(runner, clock)
{
    protected override async Task<Outcome> Do(Me me) => await verb.Run(me);
}
