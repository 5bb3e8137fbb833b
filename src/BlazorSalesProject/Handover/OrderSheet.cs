using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>A question or answer in the thread.</summary>
public sealed record RemarkRow(Guid Id, string By, DateTime At, string Text);

/// <summary>A file that was approved and stands for what was delivered.</summary>
public sealed record DeliverableRow(Guid AttachmentId, string FileName, string Task, int Version, DateTime ApprovedAt);

/// <summary>A point of the check-list on an order.</summary>
/// <param name="Asked">It is asked of new orders too; false for an answer to a point that was retired.</param>
public sealed record PointAnswer(string Code, string Name, string NameEn, bool Required, bool Asked, string? Answer)
{
    public Bilingual Title => new(Name, NameEn);
}

/// <summary>How far the project of an order is.</summary>
public sealed record OrderProgress(Guid ProjectId, string Number, ProjectState State, int Tasks, int Done, DateOnly? NextDue, string? NextTask);

/// <summary>An order with everything its page shows; links are there only for what this person sees.</summary>
public sealed record OrderView(
    Guid Id, int Version, string Number, string Title, Guid CustomerId, string Customer, bool SeesCustomer, Guid? OpportunityId, string? Opportunity, Guid OwnerId, string Owner, Guid ManagerId, string Manager,
    Money Amount, string? Scope, DateOnly? PromisedOn, OrderState State, string? Reason, DateTime CreatedAt)
{
    /// <summary>What is asked now, and what was answered before it was asked no more.</summary>
    public IReadOnlyList<PointAnswer> Points { get; init; } = [];

    /// <summary>The customer's acceptance.</summary>
    public IReadOnlyList<AttachedFile> Papers { get; init; } = [];

    /// <summary>The delivery is confirmed only with an acceptance paper.</summary>
    public bool PaperRequired { get; init; }

    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    public IReadOnlyList<RemarkRow> Remarks { get; init; } = [];

    public IReadOnlyList<DeliverableRow> Deliverables { get; init; } = [];

    public required OrderProgress Progress { get; init; }

    /// <summary>May mend, cancel and confirm the delivery.</summary>
    public bool MaySell { get; init; }

    /// <summary>May confirm, return and ask for confirmation.</summary>
    public bool MayManage { get; init; }
}

/// <summary>One order, the chain of what it became, and what may be done to it now. Null when it does not exist for this person.</summary>
public sealed class OrderSheet(Works works, TimeProvider clock)
{
    public Task<OrderView?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.Orders.VisibleTo(me).SingleOrDefaultAsync(o => o.Id == id) is not { } order)
        {
            return null;
        }

        var today = clock.Today();
        var names = await db.People.Where(p => p.Id == order.OwnerId || p.Id == order.ManagerId).ToDictionaryAsync(p => p.Id, p => p.Name);
        var customer = await db.Customers.Where(c => c.Id == order.CustomerId).Select(c => c.Name).SingleAsync();
        var opportunity = order.OpportunityId is { } from ? await db.Opportunities.VisibleTo(me, today).Where(o => o.Id == from).Select(o => o.Title).SingleOrDefaultAsync() : null;
        var project = await db.Projects.Where(p => p.OrderId == id).Select(p => new { p.Id, p.Number, p.State }).SingleAsync();
        var tasks = await db.Tasks.Where(t => t.ProjectId == project.Id && t.State != TaskState.Dropped).Select(t => new { t.Title, t.State, t.DueOn }).ToListAsync();
        var next = tasks.Where(t => t.State != TaskState.Done && t.DueOn is not null).OrderBy(t => t.DueOn).FirstOrDefault();
        return new OrderView(order.Id, order.Version, order.Number, order.Title, order.CustomerId, customer, await db.Customers.VisibleTo(me, today).AnyAsync(c => c.Id == order.CustomerId),
            opportunity is null ? null : order.OpportunityId, opportunity, order.OwnerId, names[order.OwnerId], order.ManagerId, names[order.ManagerId],
            order.Amount, order.Scope, order.PromisedOn, order.State, order.Reason, order.CreatedAt)
        {
            Points = await Points(db, order),
            Papers = await db.Attachments.Where(a => a.OwnerKind == AcceptancePaper.OfOrder && a.OwnerId == id).OrderBy(a => a.CreatedAt).Select(a => new AttachedFile(a.Id, a.FileName, a.Size)).ToListAsync(),
            PaperRequired = await db.HandoverRules.AnyAsync(r => r.AcceptanceRequired),
            Files = await db.Attachments.Where(a => a.OwnerKind == nameof(Order) && a.OwnerId == id).OrderBy(a => a.CreatedAt).Select(a => new AttachedFile(a.Id, a.FileName, a.Size)).ToListAsync(),
            Remarks = await db.OrderRemarks.Where(r => r.OrderId == id).OrderBy(r => r.Id).Select(r => new RemarkRow(r.Id, db.People.Where(p => p.Id == r.ById).Select(p => p.Name).First(), r.CreatedAt, r.Text)).Take(Limits.LargestPage).ToListAsync(),
            Deliverables = await db.Deliverables.Where(d => d.ProjectId == project.Id && d.IsCurrent).OrderBy(d => d.ApprovedAt)
                .Select(d => new DeliverableRow(d.AttachmentId, d.FileName, db.Tasks.Where(t => t.Id == d.TaskId).Select(t => t.Title).First(), d.Version, d.ApprovedAt)).Take(Limits.LargestPage).ToListAsync(),
            Progress = new OrderProgress(project.Id, project.Number, project.State, tasks.Count, tasks.Count(t => t.State == TaskState.Done), next?.DueOn, next?.Title),
            MaySell = me.MaySell(order.OwnerId),
            MayManage = me.MayManage(order.ManagerId),
        };
    });

    /// <summary>While sales can still answer, what is asked now; later, what the order was asked then.</summary>
    private static async Task<IReadOnlyList<PointAnswer>> Points(AppDb db, Order order)
    {
        var open = order.State is OrderState.Placed or OrderState.Returned;
        var answers = order.Points.ToDictionary(p => p.Code, p => p.Answer);
        var points = await db.HandoverPoints.OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync();
        return [.. points.Where(p => open ? p.Active || answers.GetValueOrDefault(p.Code) is not null : answers.ContainsKey(p.Code))
            .Select(p => new PointAnswer(p.Code, p.Name, p.NameEn, p.Required, p.Active, answers.GetValueOrDefault(p.Code)))];
    }
}
