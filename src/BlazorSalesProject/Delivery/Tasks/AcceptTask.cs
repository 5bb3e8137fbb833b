using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>接受任务.</summary>
public sealed class AcceptTask(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(AcceptTask), work =>
        work.AsAssignee(id, task => Task.FromResult(task.Accept(me.Id))));
}

/// <summary>Declines a task with a reason.</summary>
public sealed class DeclineTask(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, string? reason) => works.Do(me, nameof(DeclineTask), work =>
        work.AsAssignee(id, task => Task.FromResult(task.Decline(me.Id, reason))));
}
