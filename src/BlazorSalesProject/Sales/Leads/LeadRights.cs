using BlazorSalesProject.People;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>What a person may do to a lead he sees; asked by the verb and by the button.</summary>
public static class LeadRights
{
    public static bool MayEdit(this Me me, Lead lead) => me.May(Area.Leads, Function.Edit, lead.OwnerId);

    public static bool MayAssign(this Me me, Lead lead) => me.May(Area.Leads, Function.Assign, lead.OwnerId);
}
