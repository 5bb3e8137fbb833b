using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>How much waits for somebody: tasks he has not answered, and whatever waits for his word.</summary>
public sealed record WaitingCounts(int Tasks, int Approvals);

/// <summary>What waits for a person himself: not what he could decide in somebody else's place.</summary>
public sealed class WaitingForMe(Works works)
{
    public Task<WaitingCounts> For(Me me) => works.Read(async db =>
    {
        var tasks = await db.Tasks.CountAsync(t => t.Project.State == ProjectState.Running && (t.State == TaskState.ToAccept || t.State == TaskState.Doing) && t.Assignees.Any(a => a.PersonId == me.Id && a.Answer == AssigneeAnswer.None));
        var reviews = me.May(Area.Projects, Function.Edit, me.Id) ? await db.Tasks.CountAsync(t => t.State == TaskState.InReview && t.Project.State == ProjectState.Running && t.Project.ManagerId == me.Id) : 0;
        var orders = await db.Orders.VisibleTo(me).CountAsync(o => (o.State == OrderState.Placed && o.ManagerId == me.Id) || (o.State == OrderState.Delivering && o.OwnerId == me.Id));
        return new WaitingCounts(tasks, reviews + orders);
    });
}
