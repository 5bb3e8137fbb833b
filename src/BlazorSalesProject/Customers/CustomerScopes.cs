using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Customers;

/// <summary>Named filters on customers.</summary>
public static class CustomerScopes
{
    /// <summary>
    /// What exists for this person: customers of owners in sight, those shared with him today, and those nobody owns that lie in no public pool:
    /// what lies there is read and taken through the pool.
    /// </summary>
    public static IQueryable<Customer> VisibleTo(this IQueryable<Customer> customers, Me me, DateOnly today) =>
        customers.Within(me, me.Sees(Area.Customers), today, nobodys: true);

    /// <summary>What this person may export: the reach of the export right, never more than is visible.</summary>
    public static IQueryable<Customer> ExportableBy(this IQueryable<Customer> customers, Me me, DateOnly today) =>
        customers.VisibleTo(me, today).Within(me, me.Sees(Area.Customers, Function.Export), today, nobodys: true);

    private static IQueryable<Customer> Within(this IQueryable<Customer> customers, Me me, Sight sight, DateOnly today, bool nobodys)
    {
        if (sight.All)
        {
            return customers;
        }

        if (sight.IsNothing)
        {
            return customers.Where(_ => false);
        }

        var owners = sight.Owners;
        return customers.Where(c => (nobodys && c.OwnerId == null && c.PoolId == null)
            || (c.OwnerId != null && owners.Contains(c.OwnerId.Value))
            || c.Collaborators.Any(x => x.PersonId == me.Id && (x.Until == null || x.Until >= today)));
    }
}
