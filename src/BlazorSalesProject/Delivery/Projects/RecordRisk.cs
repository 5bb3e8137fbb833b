using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>Writes a risk down in the register of a project; whoever is to mind it is told.</summary>
public sealed class RecordRisk(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice records one.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid projectId, RiskFacts facts) => works.Once<Guid>(me, nameof(RecordRisk), key, new { projectId, facts }, async work =>
    {
        if (await work.Project(projectId) is not { } project)
        {
            return Refusal.NotFound("Delivery.ProjectNotFound");
        }

        if (!me.MayRun(project))
        {
            return Refusal.Denied("Delivery.MayNot", project.Title);
        }

        work.ActsFor(Area.Projects, project.ManagerId);
        if ((project.Over() ?? await work.NobodyToMind(facts)) is { } wrong)
        {
            return wrong;
        }

        var recorded = ProjectRisk.Record(projectId, facts);
        if (recorded.Value is not { } risk)
        {
            return recorded.Refusal!;
        }

        work.Db.ProjectRisks.Add(risk);
        return risk.Id;
    });
}

/// <summary>Changes what is said about an open risk, or hands it on; for the manager and for whoever minds it.</summary>
public sealed class ChangeRisk(Works works)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, RiskFacts facts) => works.Do(me, nameof(ChangeRisk), work =>
        work.AsMinder(id, version, async risk => await work.NobodyToMind(facts) ?? risk.Change(facts)));
}

/// <summary>Closes a risk with how it ended; it stays readable.</summary>
public sealed class CloseRisk(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, string? ending) => works.Do(me, nameof(CloseRisk), work =>
        work.AsMinder(id, version, risk => Task.FromResult(risk.Close(ending, work.Now))));
}

/// <summary>Says what a project may cost.</summary>
public sealed class SetProjectBudget(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, Money budget) => works.Do(me, nameof(SetProjectBudget), async work =>
    {
        if (await work.Project(id) is not { } project)
        {
            return Refusal.NotFound("Delivery.ProjectNotFound");
        }

        if (!me.MayRun(project))
        {
            return Refusal.Denied("Delivery.MayNot", project.Title);
        }

        work.ActsFor(Area.Projects, project.ManagerId);
        return await work.Stale(project, version) ?? project.Allow(budget);
    });
}

/// <summary>How verbs get hold of a risk.</summary>
internal static class Risks
{
    /// <summary>What the project's manager, or whoever minds the risk, does to it; others are refused.</summary>
    public static async Task<Refusal?> AsMinder(this Work work, Guid id, int version, Func<ProjectRisk, Task<Refusal?>> act)
    {
        var projects = work.Db.Projects.VisibleTo(work.Me);
        if (await work.Db.ProjectRisks.Include(r => r.Project).SingleOrDefaultAsync(r => r.Id == id && (r.OwnerId == work.Me.Id || projects.Any(p => p.Id == r.ProjectId))) is not { } risk)
        {
            return Refusal.NotFound("Delivery.RiskNotFound");
        }

        work.Concerns(nameof(Project), risk.ProjectId);
        if (!work.Me.MayRun(risk.Project) && risk.OwnerId != work.Me.Id)
        {
            return Refusal.Denied("Delivery.MayNot", risk.Title);
        }

        if (risk.OwnerId != work.Me.Id)
        {
            work.ActsFor(Area.Projects, risk.Project.ManagerId);
        }

        return await work.Stale(risk, version) ?? risk.Project.Over() ?? await act(risk);
    }

    /// <summary>Somebody of the house minds a risk: people from outside don't see the project.</summary>
    public static async Task<Refusal?> NobodyToMind(this Work work, RiskFacts facts) =>
        facts.OwnerId is { } owner && !await work.Db.People.AnyAsync(p => p.Id == owner && p.Active && p.Kind == PersonKind.Staff) ? Refusal.For("Owner", "Delivery.PersonNotFound") : null;
}
