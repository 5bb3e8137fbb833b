using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>What a person may do to an opportunity he sees; asked by the verb and by the button.</summary>
public static class OpportunityRights
{
    public static bool MayEdit(this Me me, Opportunity opportunity, DateOnly today) =>
        me.May(Area.Sales, Function.Edit, opportunity.OwnerId)
        || opportunity.Collaborators.Exists(c => c.PersonId == me.Id && c.CanWrite && (c.Until is null || c.Until >= today));

    public static bool MayMove(this Me me, Opportunity opportunity, DateOnly today) => me.MayEdit(opportunity, today);

    public static bool MayAssign(this Me me, Opportunity opportunity) => me.May(Area.Sales, Function.Assign, opportunity.OwnerId);

    public static bool MayShare(this Me me, Opportunity opportunity) => me.May(Area.Sales, Function.Share, opportunity.OwnerId);

    /// <summary>A leader's advice: for those above, who need not be able to edit.</summary>
    public static bool MayAdvise(this Me me, Opportunity opportunity) => me.May(Area.Sales, Function.Advise, opportunity.OwnerId);

    /// <summary>A key opportunity is named by those above, whether they edit or only advise.</summary>
    public static bool MayMarkKey(this Me me, Opportunity opportunity) => me.MayAssign(opportunity) || me.MayAdvise(opportunity);
}
