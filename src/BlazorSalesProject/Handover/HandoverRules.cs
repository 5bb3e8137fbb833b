using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Handover;

/// <summary>What a company asks of every hand-over; one row for all.</summary>
public sealed class HandoverRules : Entity
{
    /// <summary>The one row.</summary>
    public static readonly Guid TheOne = new("0197a000-0000-7000-8000-000000000001");

    private HandoverRules()
    {
    }

    /// <summary>A delivery is confirmed only with the customer's acceptance paper.</summary>
    public bool AcceptanceRequired { get; private set; }

    public static HandoverRules Begin() => new() { Id = TheOne };

    public void RequireAcceptance(bool required)
    {
        AcceptanceRequired = required;
        Happened("AcceptanceRuleSet", ("Required", required));
    }
}
