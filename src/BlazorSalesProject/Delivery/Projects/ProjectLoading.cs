using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>How verbs get hold of a project: only what its actor sees.</summary>
internal static class ProjectLoading
{
    /// <summary>The project with its tasks.</summary>
    public static Task<Project?> Project(this Work work, Guid id)
    {
        work.Concerns(nameof(Projects.Project), id);
        return work.Db.Projects.VisibleTo(work.Me).Include(p => p.Tasks).SingleOrDefaultAsync(p => p.Id == id);
    }

    /// <summary>The project of an order, for those who see the order.</summary>
    public static Task<Project> ProjectOf(this Work work, Guid orderId) => work.Db.Projects.Include(p => p.Tasks).SingleAsync(p => p.OrderId == orderId);
}
