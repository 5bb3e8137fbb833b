using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>What follows from a project's tasks for those who look at it.</summary>
internal static class ProjectLook
{
    public static ProjectHealth Health(ProjectView project, DateOnly today) =>
        Delay.Of(project.Tasks.Select(t => (t.State, t.DueOn)), today).Health(project.Word, project.State, project.DueOn, today);

    public static int Done(ProjectView project) => project.Tasks.Count(t => t.State == TaskState.Done);

    /// <summary>The round a task is in once work came back: 2 while the second version is worked on or reviewed. Null in the first.</summary>
    public static int? Round(TaskCard task) => (task.State == TaskState.Doing ? task.Rounds + 1 : task.Rounds) is > 1 and var round ? round : null;
}
