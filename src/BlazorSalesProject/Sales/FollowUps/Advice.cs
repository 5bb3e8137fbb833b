using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;

namespace BlazorSalesProject.Sales.FollowUps;

/// <summary>What a leader says to an opportunity; the owner hears of it.</summary>
public sealed class Advice : Entity
{
    private Advice()
    {
    }

    public override Subject Subject => new(nameof(Opportunity), OpportunityId);

    public Guid OpportunityId { get; private init; }

    public Guid ById { get; private init; }

    public string Text { get; private init; } = "";

    public static Outcome<Advice> Give(Guid opportunityId, Guid by, string? text)
    {
        if (Limits.Check(nameof(Text), text, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        var advice = new Advice { OpportunityId = opportunityId, ById = by, Text = Limits.Clean(text)! };
        advice.Happened("AdviceGiven", ("Text", advice.Text));
        return advice;
    }
}
