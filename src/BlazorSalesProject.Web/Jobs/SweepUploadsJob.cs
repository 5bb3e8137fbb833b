using BlazorSalesProject.Attachments;
using BlazorSalesProject.People;
using Quartz;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>Throws away uploads nobody saved.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepUploadsJob(SweepUploads verb) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await verb.Run(Me.System);
}
