namespace BlazorSalesProject.Sales.Pools;

/// <summary>Into a pool or out of it.</summary>
public enum PoolDirection
{
    In,
    Out,
}

/// <summary>One way in or out of a pool, as it happened; never changed. A claim has exactly one.</summary>
public sealed class PoolMove
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PoolId { get; init; }

    /// <summary>The customer or the lead.</summary>
    public Guid RecordId { get; init; }

    public PoolDirection Direction { get; init; }

    /// <summary>"claimed", "assigned", "returned", "created", or a code of the clock; its words are texts Pools.By_code.</summary>
    public required string How { get; init; }

    /// <summary>Who had it (in) or got it (out).</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Who did it; null is the clock.</summary>
    public Guid? ById { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}

/// <summary>How many a person has taken from a pool on a business date; the row is what two claims at once meet on.</summary>
public sealed class ClaimCount
{
    public Guid PoolId { get; init; }

    public Guid PersonId { get; init; }

    public DateOnly Day { get; init; }

    public int Taken { get; set; }
}

/// <summary>A reminder that went out: once for each customer, day of return and distance.</summary>
public sealed class PoolReminder
{
    public Guid CustomerId { get; init; }

    public DateOnly ReturnsOn { get; init; }

    /// <summary>Days before.</summary>
    public int Before { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}
