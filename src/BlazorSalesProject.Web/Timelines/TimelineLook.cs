namespace BlazorSalesProject.Web.Timelines;

/// <summary>Which drawing and tint an activity has; what is not listed gets the plain ones.</summary>
internal static class TimelineLook
{
    public static string Icon(string kind) => kind switch
    {
        "OpportunityWon" => "trophy",
        "OpportunityLost" => "lost",
        "OpportunityMoved" => "arrow-right",
        "OrderPlaced" or "OrderPlacedAgain" => "box",
        "OrderReturned" or "DeliverySentBack" => "undo",
        "OrderAccepted" or "OrderCompleted" => "check-circle",
        "OrderRemarked" => "chat",
        "DeliveryAsked" => "help",
        "OrderCancelled" => "lost",
        "FollowUpRecorded" => "chat",
        "FollowUpPlanned" or "FollowUpPlanChanged" or "FollowUpDue" => "calendar",
        "FollowUpPlanDone" => "check-circle",
        "AdviceGiven" => "note",
        _ when kind.EndsWith("Created", StringComparison.Ordinal) => "plus",
        _ when kind.EndsWith("Assigned", StringComparison.Ordinal) => "person",
        _ when kind.EndsWith("Shared", StringComparison.Ordinal) || kind.EndsWith("Unshared", StringComparison.Ordinal) => "people",
        _ when kind.EndsWith("Changed", StringComparison.Ordinal) => "edit",
        _ when kind.EndsWith("Removed", StringComparison.Ordinal) => "trash",
        _ => "dot",
    };

    public static string Tint(string kind) => kind switch
    {
        "OpportunityWon" => "ok",
        "OpportunityLost" => "error",
        "FollowUpDue" => "warn",
        "FollowUpRecorded" or "AdviceGiven" => "brand",
        "OrderPlaced" or "OrderPlacedAgain" or "OrderRemarked" => "brand",
        "OrderReturned" or "DeliverySentBack" or "DeliveryAsked" => "warn",
        "OrderAccepted" or "OrderCompleted" => "ok",
        "OrderCancelled" => "error",
        _ => "neutral",
    };
}
