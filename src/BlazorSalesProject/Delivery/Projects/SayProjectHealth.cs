using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>The project manager says how it does; without a word the rule speaks.</summary>
public sealed class SayProjectHealth(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, ProjectHealth? word, string? note) => works.Do(me, nameof(SayProjectHealth), async work =>
        await work.Project(id) is not { } project ? Refusal.NotFound("Delivery.ProjectNotFound")
        : !me.MayRun(project) ? Refusal.Denied("Delivery.MayNot", project.Title)
        : await work.Stale(project, version) ?? Said(work, project, word, note));

    private static Refusal? Said(Work work, Project project, ProjectHealth? word, string? note)
    {
        work.ActsFor(Area.Projects, project.ManagerId);
        return project.Over() ?? project.Say(word, note);
    }
}
