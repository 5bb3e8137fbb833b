using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>Splits a project: adds a task, and gives it to people at once if they are named.</summary>
public sealed class PlanTask(Works works, ISecretBox box, WorkingCalendar calendar)
{
    /// <param name="key">Made when the form was opened: pressing twice plans one.</param>
    /// <param name="outsider">Somebody from outside who has it as well; his card is made with it, or found.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid projectId, TaskFacts facts, IReadOnlyList<Guid>? people = null, NewImplementer? outsider = null) =>
        works.Once<Guid>(me, nameof(PlanTask), key, new { projectId, facts, people, outsider }, async work =>
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
            if ((project.NotRunning() ?? await work.Wrong(project.Id, null, facts)) is { } wrong)
            {
                return wrong;
            }

            var planned = ProjectTask.Plan(project, facts);
            if (planned.Value is not { } task)
            {
                return planned.Refusal!;
            }

            work.Concerns(nameof(ProjectTask), task.Id);
            work.Db.Tasks.Add(task);
            people ??= [];
            if (people.Count > 0 && await work.WrongPeople(people) is { } strangers)
            {
                return strangers;
            }

            var invited = outsider is null ? null : await work.Outsider(outsider);
            if (invited?.Refusal is { } unknown)
            {
                return unknown;
            }

            if ((people.Count > 0 || invited is not null) && await work.Give(box, task, invited is null ? people : [.. people, invited.Value!.Id], invited?.Value) is { } refusal)
            {
                return refusal;
            }

            if (task.Needs.Count > 0)
            {
                await work.Slip(task, project, calendar);
            }

            return task.Id;
        });
}

/// <summary>Changes what a task is about; one that is done or dropped stays as it is. What waits for it slips with its dates.</summary>
public sealed class ChangeTask(Works works, WorkingCalendar calendar)
{
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, TaskFacts facts) => works.Do(me, nameof(ChangeTask), work =>
        work.AsManager(id, version, async task =>
        {
            var before = (task.StartOn, task.DueOn);
            if ((await work.Wrong(task.ProjectId, id, facts) ?? task.Change(facts)) is { } refusal)
            {
                return refusal;
            }

            if (before != (task.StartOn, task.DueOn) || task.Needs.Count > 0)
            {
                await work.Slip(task, task.Project, calendar);
            }

            return null;
        }));
}

/// <summary>Takes a task out of the plan; it stays readable.</summary>
public sealed class DropTask(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version) => works.Do(me, nameof(DropTask), work =>
        work.AsManager(id, version, async task =>
        {
            await work.EndLinks(id);
            return task.Drop() ?? await work.AllDone(task);
        }));
}

/// <summary>分派: gives a task to people of the house and to external people who are known already.</summary>
public sealed class AssignTask(Works works, ISecretBox box)
{
    /// <param name="people">Everybody who is to have it from now on.</param>
    public Task<Outcome> Run(Me me, Guid id, int version, IReadOnlyList<Guid> people) => works.Do(me, nameof(AssignTask), work =>
        work.AsManager(id, version, async task => await work.WrongPeople(people) ?? await work.Give(box, task, people)));
}

/// <summary>What tasks point at.</summary>
internal static class TaskReferences
{
    public const int MostAssignees = 20;

    /// <summary>A part belongs to a task of the same project, and what a task waits for stands in the same plan; neither goes round in a circle.</summary>
    public static async Task<Refusal?> Wrong(this Work work, Guid projectId, Guid? id, TaskFacts facts)
    {
        if (facts.ParentId is null && facts.Needs.Count == 0)
        {
            return null;
        }

        if (facts.Needs.Count > Need.Most)
        {
            return Refusal.For("Needs", "Delivery.TooManyNeeds", facts.Title, Need.Most);
        }

        await work.HoldPlan(projectId);
        var own = id ?? Guid.Empty;
        var others = await work.Db.Tasks.AsNoTracking().Where(t => t.ProjectId == projectId && t.Id != own)
            .Select(t => new { t.Id, t.Title, t.ParentId, Needs = t.Needs.Select(n => n.NeedsId).ToList() }).AsSplitQuery().ToListAsync();
        return new PlanGraph<Guid>([.. others.Select(t => new PlanNode<Guid>(t.Id, t.Title, t.ParentId, t.Needs)), new PlanNode<Guid>(own, Limits.Clean(facts.Title) ?? "", facts.ParentId, [.. facts.Needs.Select(n => n.TaskId).Distinct()])]).Wrong(own);
    }

    public static async Task<Refusal?> WrongPeople(this Work work, IReadOnlyList<Guid> people) =>
        people.Count > MostAssignees ? Refusal.For("People", "Delivery.TooManyPeople", MostAssignees)
        : await work.Db.People.CountAsync(p => people.Contains(p.Id) && p.Active) != people.Distinct().Count() ? Refusal.For("People", "Delivery.PersonNotFound")
        : null;
}
