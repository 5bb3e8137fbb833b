using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Templates;

/// <summary>Makes a template, or changes one there is.</summary>
public sealed class SaveTemplate(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice makes one.</param>
    /// <param name="id">The one to change; null makes a new one.</param>
    /// <param name="version">The version the form was opened with.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid? id, int version, TemplateFacts facts) => works.Once<Guid>(me, nameof(SaveTemplate), key, new { id, version, facts }, async work =>
    {
        if (id is { } known)
        {
            return await work.Template(known) is not { } template ? Refusal.NotFound("Delivery.TemplateNotFound")
                : await work.Stale(template, version) is { } stale ? stale
                : template.Change(facts) is { } wrong ? wrong
                : known;
        }

        return me.MayKeepTemplates() ? work.Keep(ProjectTemplate.Make(facts)) : Refusal.Denied("Delivery.MayNotKeepTemplates");
    });
}

/// <summary>Takes the plan of a project over into a new template.</summary>
public sealed class TemplateFromProject(Works works, WorkingCalendar calendar)
{
    /// <param name="key">Made when the form was opened: pressing twice makes one.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid projectId, string? name) => works.Once<Guid>(me, nameof(TemplateFromProject), key, new { projectId, name }, async work =>
    {
        if (await work.Project(projectId) is not { } project)
        {
            return Refusal.NotFound("Delivery.ProjectNotFound");
        }

        if (!me.MayKeepTemplates())
        {
            return Refusal.Denied("Delivery.MayNotKeepTemplates");
        }

        var tasks = await work.Db.Tasks.AsNoTracking().Where(t => t.ProjectId == projectId && t.State != TaskState.Dropped).Take(ProjectTemplate.MostItems + 1).ToListAsync();
        return work.Keep(ProjectTemplate.Make(new TemplateFacts(name, project.Title, TemplatePlan.Of(tasks, calendar))));
    });
}

/// <summary>Offers a template no longer, or again; projects planned from it keep their tasks.</summary>
public sealed class RetireTemplate(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, bool retired = true) => works.Do(me, nameof(RetireTemplate), async work =>
    {
        if (await work.Template(id) is not { } template)
        {
            return Refusal.NotFound("Delivery.TemplateNotFound");
        }

        var stale = await work.Stale(template, version);
        if (stale is null)
        {
            template.Retire(retired);
        }

        return stale;
    });
}

/// <summary>从模板安排: plans a project from a template, beginning on a date.</summary>
public sealed class ApplyTemplate(Works works, WorkingCalendar calendar)
{
    /// <param name="key">Made when the dialog was opened: pressing twice plans once.</param>
    /// <param name="again">The project has tasks already and these are to come in addition.</param>
    /// <returns>How many tasks were planned.</returns>
    public Task<Outcome<int>> Run(Me me, Guid key, Guid projectId, Guid templateId, DateOnly? startOn, bool again = false) =>
        works.Once<int>(me, nameof(ApplyTemplate), key, new { projectId, templateId, startOn, again }, async work =>
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
            if (project.NotRunning() is { } stands)
            {
                return stands;
            }

            if (startOn is not { Year: >= 2000 and < 2100 } start)
            {
                return startOn is null ? Refusal.For("StartOn", "Kernel.Required", new Term("Delivery.TemplateStart")) : Refusal.For("StartOn", "Kernel.DateOutOfRange");
            }

            if (await work.Db.ProjectTemplates.SingleOrDefaultAsync(t => t.Id == templateId && t.Active) is not { } template)
            {
                return Refusal.For("Template", "Delivery.TemplateNotFound");
            }

            await work.HoldPlan(projectId);
            var there = await work.Db.Tasks.CountAsync(t => t.ProjectId == projectId && t.State != TaskState.Dropped);
            if (there > 0 && !again)
            {
                return Refusal.For("Again", "Delivery.HasTasksAlready", there);
            }

            if (there + template.Items.Count > ProjectBoard.MostTasks)
            {
                return Refusal.Invalid("Delivery.TooManyTasks", ProjectBoard.MostTasks);
            }

            var planned = TemplatePlan.Tasks(template, project, start, calendar);
            if (planned.Value is not { } tasks)
            {
                return planned.Refusal!;
            }

            work.Db.Tasks.AddRange(tasks);
            work.Record("TemplateApplied", project.Subject, project.About, [("Name", template.Name), ("Count", tasks.Count)]);
            return tasks.Count;
        });
}

internal static class TemplateLoading
{
    /// <summary>A template, for those who keep them; for others there is none.</summary>
    public static async Task<ProjectTemplate?> Template(this Work work, Guid id)
    {
        work.Concerns(nameof(ProjectTemplate), id);
        return work.Me.MayKeepTemplates() ? await work.Db.ProjectTemplates.SingleOrDefaultAsync(t => t.Id == id) : null;
    }

    public static Outcome<Guid> Keep(this Work work, Outcome<ProjectTemplate> made)
    {
        if (made.Value is not { } template)
        {
            return made.Refusal!;
        }

        work.Concerns(nameof(ProjectTemplate), template.Id);
        work.Db.ProjectTemplates.Add(template);
        return template.Id;
    }
}
