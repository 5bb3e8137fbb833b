namespace BlazorSalesProject.Web.Timelines;

/// <summary>Which drawing and tint an activity has; what is not listed gets the plain ones.</summary>
internal static class TimelineLook
{
    public static string Icon(string kind) => kind switch
    {
        "OpportunityWon" => "trophy",
        "OpportunityLost" => "lost",
        "OpportunityMoved" => "arrow-right",
        "LeadConverted" => "trophy",
        "LeadClosed" => "close",
        "FollowUpRecorded" => "chat",
        "FollowUpPlanned" or "FollowUpPlanChanged" or "FollowUpDue" => "calendar",
        "FollowUpPlanDone" => "check-circle",
        "AdviceGiven" => "note",
        "OrderPlaced" or "OrderPlacedAgain" => "box",
        "OrderRemarked" => "chat",
        "OrderReturned" or "DeliverySentBack" => "undo",
        "OrderAccepted" or "OrderCompleted" => "check-circle",
        "DeliveryAsked" => "help",
        "OrderCancelled" => "lost",
        "TaskAccepted" or "TaskApproved" => "check",
        "TaskSubmitted" => "export",
        "TaskRejected" or "TaskReopened" => "undo",
        "TaskDeclined" or "TaskDropped" => "close",
        "TaskPlanned" or "TemplateApplied" => "plus",
        "TaskShifted" or "PlanShifted" => "clock",
        "ProjectTasksDone" => "check-circle",
        _ when kind.EndsWith("Created", StringComparison.Ordinal) => "plus",
        _ when kind.EndsWith("Assigned", StringComparison.Ordinal) => "person",
        _ when kind.EndsWith("Shared", StringComparison.Ordinal) || kind.EndsWith("Unshared", StringComparison.Ordinal) => "people",
        _ when kind.EndsWith("Changed", StringComparison.Ordinal) => "edit",
        _ when kind.EndsWith("Removed", StringComparison.Ordinal) => "trash",
        _ => "dot",
    };

    /// <summary>Where records of a kind have their page.</summary>
    public static string Page(string kind) => kind switch
    {
        "ProjectTask" => "tasks",
        "Project" => "projects",
        "Lead" => "leads",
        "Order" => "orders",
        _ => "opportunities",
    };

    public static string Tint(string kind) => kind switch
    {
        "OpportunityWon" or "OrderAccepted" or "OrderCompleted" or "TaskApproved" or "ProjectTasksDone" or "LeadConverted" => "ok",
        "OpportunityLost" or "OrderCancelled" or "TaskRejected" or "TaskDeclined" => "error",
        "FollowUpDue" or "OrderReturned" or "DeliverySentBack" or "DeliveryAsked" => "warn",
        "FollowUpRecorded" or "AdviceGiven" or "OrderRemarked" or "OrderPlaced" or "OrderPlacedAgain" => "brand",
        _ => "neutral",
    };
}
