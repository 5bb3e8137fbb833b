using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>通过: the work is good; its final files join the project's deliverables by themselves, and what waited for it slips when it came late.</summary>
public sealed class ApproveTask(Works works, WorkingCalendar calendar)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? comment) => works.Do(me, nameof(ApproveTask), work => work.AsManager(id, version, async task =>
    {
        if ((work.OwnWord(task.Submissions.LastOrDefault()?.ById) ?? task.Approve(me.Id, comment, work.Now)) is { } refusal)
        {
            return refusal;
        }

        var approved = task.Submissions[^1];
        var files = await work.Db.Attachments.Where(a => a.OwnerKind == nameof(Submission) && a.OwnerId == approved.Id).OrderBy(a => a.FileName).ToListAsync();
        work.Db.Deliverables.AddRange(files.Select(f => new Deliverable
        {
            ProjectId = task.ProjectId, TaskId = id, AttachmentId = f.Id, FileName = f.FileName, Version = approved.Version, ApprovedAt = work.Now,
        }));
        await work.EndLinks(id);
        await work.Slip(task, task.Project, calendar);
        return await work.AllDone(task) ?? (task.IsMilestone ? await work.Met(task.Project.CustomerId) : null);
    }));
}

/// <summary>否决, with a comment: back to the implementer; the version is kept.</summary>
public sealed class RejectTask(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? comment) => works.Do(me, nameof(RejectTask), work =>
        work.AsManager(id, version, task => Task.FromResult(task.Reject(me.Id, comment, work.Now))));
}

/// <summary>Opens an approved task again; what it delivered counts no longer, and what waits for it waits for its planned end again.</summary>
public sealed class ReopenTask(Works works, WorkingCalendar calendar)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? reason) => works.Do(me, nameof(ReopenTask), work => work.AsManager(id, version, async task =>
    {
        if (task.Reopen(reason) is { } refusal)
        {
            return refusal;
        }

        foreach (var deliverable in await work.Db.Deliverables.Where(d => d.TaskId == id && d.IsCurrent).ToListAsync())
        {
            deliverable.IsCurrent = false;
        }

        await work.Slip(task, task.Project, calendar);
        return null;
    }));
}

/// <summary>The moment nothing is open any more.</summary>
internal static class Finishing
{
    /// <summary>Tells the manager when this was the last open task of the project.</summary>
    public static async Task<Refusal?> AllDone(this Work work, ProjectTask last)
    {
        var open = await work.Db.Tasks.AnyAsync(t => t.ProjectId == last.ProjectId && t.Id != last.Id && t.State != TaskState.Done && t.State != TaskState.Dropped);
        var any = last.State == TaskState.Done || await work.Db.Tasks.AnyAsync(t => t.ProjectId == last.ProjectId && t.Id != last.Id && t.State == TaskState.Done);
        if (!open && any)
        {
            last.Project.AllDone();
        }

        return null;
    }
}
