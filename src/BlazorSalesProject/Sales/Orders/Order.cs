using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>Where an order stands on its way from sales to delivery and back.</summary>
public enum OrderState
{
    /// <summary>待确认: the project manager has it to look at.</summary>
    Placed,

    /// <summary>已退回: sales mends it and sends it again.</summary>
    Returned,

    /// <summary>交付中: the project runs.</summary>
    Accepted,

    /// <summary>待交付确认: delivery says it is done, sales has the word.</summary>
    Delivering,

    /// <summary>已完成.</summary>
    Completed,

    /// <summary>已取消.</summary>
    Cancelled,
}

/// <summary>订单: the request to deliver; it comes into being together with its project.</summary>
public sealed partial class Order : Entity
{
    private Order()
    {
    }

    /// <summary>DD-2026-0001, seen by people.</summary>
    public string Number { get; private init; } = "";

    public string Title { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    /// <summary>The won opportunity it came from, if any.</summary>
    public Guid? OpportunityId { get; private init; }

    /// <summary>The sales person.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>The chosen project manager.</summary>
    public Guid ManagerId { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>What is to be delivered, in words.</summary>
    public string? Scope { get; private set; }

    /// <summary>Business date promised to the customer.</summary>
    public DateOnly? PromisedOn { get; private set; }

    public OrderState State { get; private set; }

    /// <summary>Why it was returned, sent back or cancelled last.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC; it was completed or cancelled then.</summary>
    public DateTime? EndedAt { get; private set; }

    public List<OrderPoint> Points { get; private set; } = [];

    [NotAudited]
    public string SearchText { get; private set; } = "";

    public override Subject? About => OpportunityId is { } id ? new Subject(nameof(Opportunities.Opportunity), id) : new Subject(nameof(Customer), CustomerId);

    public bool IsOver => State is OrderState.Completed or OrderState.Cancelled;

    /// <param name="points">The points of the check-list that are asked now.</param>
    public static Outcome<Order> Place(string number, OrderFacts facts, Guid ownerId, IReadOnlyList<HandoverPoint> points)
    {
        var order = new Order { Number = number, OwnerId = ownerId, OpportunityId = facts.OpportunityId };
        if (order.Set(facts, points) is { } refusal)
        {
            return refusal;
        }

        order.Happened("OrderPlaced", ("Title", order.Title), ("Number", number), ("Manager", order.ManagerId));
        return order;
    }

    /// <summary>The first required point without an answer; it holds the confirmation up.</summary>
    public HandoverPoint? OpenPoint(IEnumerable<HandoverPoint> points) => points.FirstOrDefault(point => point.Required && Points.Find(p => p.Code == point.Code)?.Answer is null);

    private Refusal? Set(OrderFacts facts, IReadOnlyList<HandoverPoint> points)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Title), facts.Title, Limits.Name, required: true),
            Limits.Check(nameof(Scope), facts.Scope, Limits.LongText),
            facts.CustomerId is null ? Refusal.For("Customer", "Kernel.Required", new Term("Fields.Customer")) : null,
            facts.ManagerId is null ? Refusal.For("Manager", "Kernel.Required", new Term("Fields.Manager")) : null,
            facts.Amount.Minor is < 0 or > Money.Largest ? Refusal.For(nameof(Amount), "Kernel.AmountOutOfRange") : null,
            !Money.Currencies.Contains(facts.Amount.Currency) ? Refusal.For(nameof(Amount), "Kernel.UnknownCurrency") : null,
            facts.PromisedOn is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(PromisedOn), "Kernel.DateOutOfRange") : null,
            Refusal.Together(points.Select(point => Limits.Check($"Point_{point.Code}", facts.Points.GetValueOrDefault(point.Code), Limits.LongText))));
        if (refusal is not null)
        {
            return refusal;
        }

        Title = Limits.Clean(facts.Title)!;
        Scope = Limits.Clean(facts.Scope);
        (CustomerId, ManagerId, Amount, PromisedOn) = (facts.CustomerId!.Value, facts.ManagerId!.Value, facts.Amount, facts.PromisedOn);
        foreach (var code in points.Select(p => p.Code))
        {
            var answer = Limits.Clean(facts.Points.GetValueOrDefault(code));
            if (Points.Find(p => p.Code == code) is { } known)
            {
                known.Answer = answer;
            }
            else
            {
                Points.Add(new OrderPoint { OrderId = Id, Code = code, Answer = answer });
            }
        }

        SearchText = $"{Title} {Number}".ToLowerInvariant();
        return null;
    }
}

/// <summary>What sales says about an order.</summary>
public sealed record OrderFacts(string? Title, Money Amount)
{
    public Guid? CustomerId { get; init; }

    public Guid? OpportunityId { get; init; }

    public Guid? ManagerId { get; init; }

    public string? Scope { get; init; }

    public DateOnly? PromisedOn { get; init; }

    /// <summary>Answers to the hand-over points, by code.</summary>
    public IReadOnlyDictionary<string, string?> Points { get; init; } = new Dictionary<string, string?>();

    /// <summary>Tickets of uploaded files.</summary>
    public IReadOnlyList<Guid> Files { get; init; } = [];
}

/// <summary>What sales answered to a point of the hand-over check-list; it stays when the point is asked no more.</summary>
public sealed class OrderPoint
{
    public Guid OrderId { get; init; }

    public required string Code { get; init; }

    public string? Answer { get; internal set; }
}
