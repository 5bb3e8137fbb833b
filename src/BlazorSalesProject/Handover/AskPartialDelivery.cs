using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>发起部分交付: a milestone is done with all its parts, sales is asked; the order stays in delivery.</summary>
public sealed class AskPartialDelivery(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice asks once.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid taskId, string? summary) => works.Once<Guid>(me, nameof(AskPartialDelivery), key, new { taskId, summary }, async work =>
    {
        if (await work.Task(taskId) is not { } milestone)
        {
            return Refusal.NotFound("Delivery.TaskNotFound");
        }

        if (!me.MayRun(milestone))
        {
            return Refusal.Denied("Delivery.MayNot", milestone.Title);
        }

        work.ActsFor(Area.Projects, milestone.Project.ManagerId);

        // Two who ask at once: the second waits here and finds the asking of the first.
        await work.Begin();
        if ((milestone.Project.NotRunning() ?? await work.NotYet(milestone)) is { } refusal)
        {
            return refusal;
        }

        var asked = PartialDelivery.Ask(milestone.Project, milestone, summary, me.Id, work.Now);
        if (asked.Value is not { } partial)
        {
            return asked.Refusal!;
        }

        work.Db.PartialDeliveries.Add(partial);
        return partial.Id;
    });
}

/// <summary>确认部分交付: sales takes what a milestone brought.</summary>
public sealed class ConfirmPartialDelivery(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version) => works.Do(me, nameof(ConfirmPartialDelivery), work => work.AsSalesOfPart(id, version, (partial, milestone) =>
        Task.FromResult(milestone.State != TaskState.Done ? Refusal.Conflict("Handover.MilestoneOpen", milestone.Title) : work.OwnWord(partial.AskedById) ?? partial.Confirm(milestone.Title, me.Id, work.Now))));
}

/// <summary>Sales sends a partial delivery back with a reason; it may be asked again.</summary>
public sealed class SendBackPartialDelivery(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? reason) => works.Do(me, nameof(SendBackPartialDelivery), work => work.AsSalesOfPart(id, version, (partial, milestone) =>
        Task.FromResult(partial.SendBack(milestone.Title, reason, me.Id, work.Now))));
}

/// <summary>How verbs get hold of partial deliveries.</summary>
internal static class PartialDeliveries
{
    /// <summary>What the side of sales does to a partial delivery seen with that version; others are refused.</summary>
    public static async Task<Refusal?> AsSalesOfPart(this Work work, Guid id, int version, Func<PartialDelivery, ProjectTask, Task<Refusal?>> act)
    {
        if (await work.Db.PartialDeliveries.SingleOrDefaultAsync(p => p.Id == id) is not { } partial || await work.Order(partial.OrderId) is not { } order)
        {
            return Refusal.NotFound("Handover.PartialNotFound");
        }

        if (!work.Me.MaySell(order.OwnerId))
        {
            return Refusal.Denied("Orders.MayNot", order.Number);
        }

        work.ActsFor(Area.Orders, order.OwnerId);
        return order.State is not (OrderState.Accepted or OrderState.Delivering) ? Refusal.Conflict("Orders.NotNow", order.Number, new Term($"Orders.State_{order.State}"))
            : await work.Stale(partial, version) ?? await act(partial, await work.Db.Tasks.SingleAsync(t => t.Id == partial.TaskId));
    }

    /// <summary>The order is over: what sales still had to say about its parts is said with it.</summary>
    public static async Task CloseParts(this Work work, Guid orderId, Func<PartialDelivery, string, Refusal?> say)
    {
        foreach (var partial in await work.Db.PartialDeliveries.Where(p => p.OrderId == orderId && p.State == PartialState.Asked).ToListAsync())
        {
            say(partial, await work.Db.Tasks.Where(t => t.Id == partial.TaskId).Select(t => t.Title).SingleAsync());
        }
    }

    /// <summary>Why a milestone can't be delivered by itself now.</summary>
    public static async Task<Refusal?> NotYet(this Work work, ProjectTask milestone)
    {
        if (!milestone.IsMilestone)
        {
            return Refusal.Invalid("Handover.NoMilestone", milestone.Title);
        }

        if (milestone.State != TaskState.Done)
        {
            return Refusal.Invalid("Handover.MilestoneOpen", milestone.Title);
        }

        var tasks = await work.Db.Tasks.Where(t => t.ProjectId == milestone.ProjectId).Select(t => new Part(t.Id, t.ParentId, t.Title, t.State)).ToListAsync();
        if (OpenPart(tasks, milestone.Id) is { } open)
        {
            return Refusal.Invalid("Handover.MilestonePartOpen", milestone.Title, open.Title);
        }

        var known = await work.Db.PartialDeliveries.Where(p => p.TaskId == milestone.Id).Select(p => new { p.State, p.AnsweredAt }).ToListAsync();
        return known.Exists(p => p.State == PartialState.Asked) ? Refusal.Conflict("Handover.PartialOpen", milestone.Title)
            : known.Exists(p => p.State == PartialState.Confirmed && p.AnsweredAt >= milestone.DoneAt) ? Refusal.Conflict("Handover.PartialAlready", milestone.Title)
            : null;
    }

    /// <summary>The first part of a task, or part of a part, that is not done; dropped ones and what is below them don't count.</summary>
    public static Part? OpenPart(IReadOnlyCollection<Part> tasks, Guid whole)
    {
        var parts = tasks.ToLookup(t => t.ParentId);
        var seen = new HashSet<Guid> { whole };
        var next = new Queue<Guid>([whole]);
        while (next.TryDequeue(out var at))
        {
            foreach (var part in parts[at].Where(p => p.State != TaskState.Dropped && seen.Add(p.Id)))
            {
                if (part.State != TaskState.Done)
                {
                    return part;
                }

                next.Enqueue(part.Id);
            }
        }

        return null;
    }
}

/// <summary>A task as a part of another.</summary>
internal sealed record Part(Guid Id, Guid? ParentId, string Title, TaskState State);
