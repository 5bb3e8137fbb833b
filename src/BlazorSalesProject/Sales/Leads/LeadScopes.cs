using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>Named filters on leads.</summary>
public static class LeadScopes
{
    /// <summary>
    /// What exists for this person: leads of owners in sight, and those that became a customer he sees, so that whoever has the customer later
    /// reads how it began.
    /// </summary>
    public static IQueryable<Lead> VisibleTo(this IQueryable<Lead> leads, Me me, AppDb db, DateOnly today)
    {
        var sight = me.Sees(Area.Leads);
        if (sight.All)
        {
            return leads;
        }

        if (sight.IsNothing)
        {
            return leads.Where(_ => false);
        }

        var owners = sight.Owners;
        var customers = db.Customers.VisibleTo(me, today);
        return leads.Where(l => (l.OwnerId != null && owners.Contains(l.OwnerId.Value)) || (l.CustomerId != null && customers.Any(c => c.Id == l.CustomerId)));
    }

    public static IQueryable<Lead> Open(this IQueryable<Lead> leads) => leads.Where(l => l.State == LeadState.New || l.State == LeadState.Following);
}
