namespace BlazorSalesProject.Web.Sales.Opportunities;

/// <summary>What the header of an opportunity can ask its page to open or do.</summary>
public enum OpportunityAsk
{
    Edit,
    Win,
    Lose,
    Reopen,
    Assign,
    Wait,
    Key,
    Leave,
}
