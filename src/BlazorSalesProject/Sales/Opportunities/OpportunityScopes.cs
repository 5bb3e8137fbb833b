using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Named filters on opportunities.</summary>
public static class OpportunityScopes
{
    /// <summary>What exists for this person: those of owners in sight and those shared with him today.</summary>
    public static IQueryable<Opportunity> VisibleTo(this IQueryable<Opportunity> opportunities, Me me, DateOnly today) =>
        opportunities.Within(me, me.Sees(Area.Sales), today);

    /// <summary>What this person may export: the reach of the export right, never more than is visible.</summary>
    public static IQueryable<Opportunity> ExportableBy(this IQueryable<Opportunity> opportunities, Me me, DateOnly today) =>
        opportunities.VisibleTo(me, today).Within(me, me.Sees(Area.Sales, Function.Export), today);

    public static IQueryable<Opportunity> Open(this IQueryable<Opportunity> opportunities) =>
        opportunities.Where(o => o.State == OpportunityState.Open);

    private static IQueryable<Opportunity> Within(this IQueryable<Opportunity> opportunities, Me me, Sight sight, DateOnly today)
    {
        if (sight.All)
        {
            return opportunities;
        }

        if (sight.IsNothing)
        {
            return opportunities.Where(_ => false);
        }

        var owners = sight.Owners;
        return opportunities.Where(o => owners.Contains(o.OwnerId)
            || o.Collaborators.Any(c => c.PersonId == me.Id && (c.Until == null || c.Until >= today)));
    }
}
