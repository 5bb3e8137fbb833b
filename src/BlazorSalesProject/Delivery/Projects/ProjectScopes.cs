using BlazorSalesProject.People;
using BlazorSalesProject.Delivery.Tasks;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>Named filters on projects.</summary>
public static class ProjectScopes
{
    /// <summary>What exists for this person: projects of managers in sight, those of one's side of sales, and those one has a task in or minds a risk of. External people see none.</summary>
    public static IQueryable<Project> VisibleTo(this IQueryable<Project> projects, Me me)
    {
        if (me.Kind == PersonKind.External)
        {
            return projects.Where(_ => false);
        }

        var (own, sales) = (me.Sees(Area.Projects), me.Sees(Area.Orders));
        if (own.All || sales.All)
        {
            return projects;
        }

        var (managers, sellers) = (own.Owners, sales.Owners);
        return projects.Where(p => p.ManagerId == me.Id || managers.Contains(p.ManagerId) || sellers.Contains(p.SalesId)
            || p.Tasks.Any(t => t.Assignees.Any(a => a.PersonId == me.Id && a.Answer != AssigneeAnswer.Declined)) || p.Risks.Any(r => r.OwnerId == me.Id));
    }
}

/// <summary>What a person may do to a project he sees; asked by the verb and by the button.</summary>
public static class ProjectRights
{
    /// <summary>Plan, assign, review, ask for confirmation.</summary>
    public static bool MayRun(this Me me, Project project) => me.May(Area.Projects, Function.Edit, project.ManagerId);

    /// <summary>Budget and cost of a manager's projects: for those whose right reads projects, not for its implementers and its side of sales.</summary>
    public static bool SeesCostOf(this Me me, Guid managerId) => me.May(Area.Projects, Function.Read, managerId);
}
