using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>How verbs get hold of a project: only what its actor sees.</summary>
internal static class ProjectLoading
{
    public static Task<Project?> Project(this Work work, Guid id)
    {
        work.Concerns(nameof(Projects.Project), id);
        return work.Db.Projects.VisibleTo(work.Me).SingleOrDefaultAsync(p => p.Id == id);
    }

    /// <summary>The project of an order, for those who see the order.</summary>
    public static Task<Project> ProjectOf(this Work work, Guid orderId) => work.Db.Projects.SingleAsync(p => p.OrderId == orderId);

    /// <summary>The same with all its tasks, for the one question that is about all of them.</summary>
    public static Task<Project> ProjectWithTasksOf(this Work work, Guid orderId) => work.Db.Projects.Include(p => p.Tasks).SingleAsync(p => p.OrderId == orderId);
}
