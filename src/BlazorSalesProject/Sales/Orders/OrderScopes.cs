using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>Named filters on orders.</summary>
public static class OrderScopes
{
    /// <summary>What exists for this person: orders of owners in sight, those he manages, and those of projects in sight. External people see none.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Me me)
    {
        if (me.Kind == PersonKind.External)
        {
            return orders.Where(_ => false);
        }

        var (sales, projects) = (me.Sees(Area.Orders), me.Sees(Area.Projects));
        if (sales.All || projects.All)
        {
            return orders;
        }

        var (owners, managers) = (sales.Owners, projects.Owners);
        return orders.Where(o => owners.Contains(o.OwnerId) || managers.Contains(o.ManagerId) || o.ManagerId == me.Id);
    }

    public static IQueryable<Order> Open(this IQueryable<Order> orders) => orders.Where(o => o.State != OrderState.Completed && o.State != OrderState.Cancelled);
}
