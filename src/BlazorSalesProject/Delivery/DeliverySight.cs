using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery;

/// <summary>Whose eyes a project is for.</summary>
public sealed class ProjectSight : INoticeSight
{
    public string Kind => nameof(Project);

    public async Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db) =>
        (await db.Projects.VisibleTo(me).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync()).ToHashSet();
}

/// <summary>Whose eyes a task is for.</summary>
public sealed class TaskSight : INoticeSight
{
    public string Kind => nameof(ProjectTask);

    public async Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db) =>
        (await db.Tasks.VisibleTo(me).Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync()).ToHashSet();
}

/// <summary>What was handed in with a task is for those who see the task; people from outside see only what they handed in themselves.</summary>
internal sealed class SubmissionFiles : IAttachmentOwner
{
    public string Kind => nameof(Submission);

    public Task<bool> IsVisible(AppDb db, Me me, Guid id, DateOnly today) =>
        db.Submissions.Where(s => s.Id == id && (me.Kind != PersonKind.External || s.ById == me.Id)).AnyAsync(s => db.Tasks.VisibleTo(me).Any(t => t.Id == s.TaskId));
}
