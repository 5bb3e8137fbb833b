using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>A partial delivery as the pages of the order and the project show it.</summary>
public sealed record PartialRow(Guid Id, int Version, Guid TaskId, string Milestone, string Summary, PartialState State, string? Reason, DateTime AskedAt, string AskedBy, DateTime? AnsweredAt, string? AnsweredBy);

/// <summary>A milestone that can be delivered by itself now.</summary>
public sealed record MilestoneToDeliver(Guid TaskId, string Title);

/// <summary>The partial deliveries of a project, newest first.</summary>
/// <param name="Askable">What its manager may ask sales to confirm now.</param>
/// <param name="MayAnswer">The word is this person's, as sales.</param>
public sealed record PartialsOfProject(IReadOnlyList<PartialRow> Rows, IReadOnlyList<MilestoneToDeliver> Askable, bool MayAnswer);

/// <summary>The partial deliveries of a project, for those who see its order. Null when it does not exist for this person.</summary>
public sealed class PartialDeliveryList(Works works)
{
    public Task<PartialsOfProject?> For(Me me, Guid projectId) => works.Read(async db =>
    {
        var project = await db.Projects.SingleOrDefaultAsync(p => p.Id == projectId);
        var order = project is null ? null : await db.Orders.VisibleTo(me).SingleOrDefaultAsync(o => o.Id == project.OrderId);
        if (project is null || order is null)
        {
            return null;
        }

        var rows = await db.PartialDeliveries.Where(p => p.ProjectId == projectId).OrderByDescending(p => p.AskedAt).ThenByDescending(p => p.Id).Take(Limits.LargestPage)
            .Select(p => new PartialRow(p.Id, p.Version, p.TaskId, db.Tasks.Where(t => t.Id == p.TaskId).Select(t => t.Title).First(), p.Summary, p.State, p.Reason, p.AskedAt,
                db.People.Where(x => x.Id == p.AskedById).Select(x => x.Name).First(), p.AnsweredAt, db.People.Where(x => x.Id == p.AnsweredById).Select(x => x.Name).FirstOrDefault())).ToListAsync();
        List<MilestoneToDeliver> askable = [];
        if (project.State == ProjectState.Running && me.MayRun(project))
        {
            var tasks = await db.Tasks.Where(t => t.ProjectId == projectId).Select(t => new { t.Id, t.ParentId, t.Title, t.State, t.IsMilestone, t.DoneAt }).ToListAsync();
            var parts = tasks.ConvertAll(t => new Part(t.Id, t.ParentId, t.Title, t.State));
            askable = [.. tasks.Where(t => t is { IsMilestone: true, State: TaskState.Done } && PartialDeliveries.OpenPart(parts, t.Id) is null
                && !rows.Exists(r => r.TaskId == t.Id && (r.State == PartialState.Asked || (r.State == PartialState.Confirmed && r.AnsweredAt >= t.DoneAt)))).Select(t => new MilestoneToDeliver(t.Id, t.Title))];
        }

        return new PartialsOfProject(rows, askable, order.State is OrderState.Accepted or OrderState.Delivering && me.MaySell(order.OwnerId));
    });
}
