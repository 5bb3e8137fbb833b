using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>What somebody wants to happen to a task.</summary>
public enum TaskAsk
{
    Accept,
    Decline,
    Submit,
    Approve,
    Reject,
    Reopen,
    Edit,
    Assign,
    Drop,
}

/// <summary>A task as it was seen when something was asked of it; the words are what was said already, if anything.</summary>
public sealed record TaskAim(TaskAsk Ask, Guid Id, int Version, string Title, string? Words = null);

/// <summary>What can be done to a task now, from what its page shows; buttons that can't be pressed are not there. The verbs ask again.</summary>
public static class TaskMay
{
    public static bool Answer(TaskView task) => Runs(task) && task.Mine == AssigneeAnswer.None && task.State is (TaskState.ToAccept or TaskState.Doing);

    public static bool Submit(TaskView task) => Runs(task) && task.Mine == AssigneeAnswer.Accepted && task.State == TaskState.Doing && task.OpenNeeds == 0;

    public static bool Review(TaskView task) => Manages(task) && task.State == TaskState.InReview;

    public static bool Reopen(TaskView task) => Manages(task) && task.State == TaskState.Done;

    public static bool Change(TaskView task) => Manages(task) && task.State is not (TaskState.Done or TaskState.Dropped);

    public static bool Assign(TaskView task) => Manages(task) && task.State is (TaskState.ToAssign or TaskState.ToAccept or TaskState.Doing);

    private static bool Manages(TaskView task) => task.MayRun && Runs(task);

    private static bool Runs(TaskView task) => task.ProjectState == ProjectState.Running;
}
