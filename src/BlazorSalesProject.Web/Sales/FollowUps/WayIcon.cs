namespace BlazorSalesProject.Web.Sales.FollowUps;

/// <summary>The icon of a way of following up.</summary>
public static class WayIcon
{
    public static string Of(string way) => way switch
    {
        "call" => "phone",
        "visit" => "building",
        "meeting" => "people",
        "message" => "chat",
        "mail" => "mail",
        _ => "note",
    };
}
