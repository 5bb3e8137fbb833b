using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Open, or closed one way or the other.</summary>
public enum OpportunityState
{
    Open,
    Won,
    Lost,
}

/// <summary>Where the opportunity stands in its pipeline, and how it moves.</summary>
public sealed partial class Opportunity
{
    public OpportunityState State { get; private set; }

    /// <summary>The last open stage it stood in.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>The board column: the stage while open, then won or lost.</summary>
    public string Column { get; private set; } = "";

    /// <summary>UTC; since when it stands in its column.</summary>
    public DateTime EnteredAt { get; private set; }

    public List<StageSpan> Stages { get; private set; } = [];

    public Refusal? MoveTo(Pipeline pipeline, string stageCode, DateTime now, Guid by)
    {
        if (pipeline.Find(stageCode) is not { } target)
        {
            return Refusal.Invalid("Sales.StageOfOtherKind", new Term($"Sales.Kind_{Kind}"));
        }

        if (State != OpportunityState.Open)
        {
            return Refusal.Invalid("Sales.ClosedStaysClosed", Title, new Term($"Sales.Stage_{Column}"));
        }

        if (Stage == stageCode)
        {
            return null;
        }

        var current = pipeline.Find(Stage);
        if (current is not null && target.Position < current.Position && !current.MayGoBack)
        {
            return Refusal.Invalid("Sales.MayNotGoBack", new Term($"Sales.Stage_{Stage}"));
        }

        Happened("OpportunityMoved", ("From", Stage), ("To", stageCode), ("Title", Title));
        Enter(target, now, by);
        return null;
    }

    private void Enter(Stage stage, DateTime now, Guid by)
    {
        Stage = stage.Code;
        EnterColumn(stage.Code, now, by);
    }

    private void EnterColumn(string column, DateTime now, Guid by)
    {
        if (Stages.Find(s => s.LeftAt is null) is { } current)
        {
            current.LeftAt = now;
        }

        Stages.Add(new StageSpan { OpportunityId = Id, Column = column, EnteredAt = now, EnteredBy = by });
        Column = column;
        EnteredAt = now;
        QuietSince = now;
        WaitingUntil = null;
        WaitingFor = null;
    }
}

/// <summary>A stay in one column.</summary>
public sealed class StageSpan
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid OpportunityId { get; init; }

    public required string Column { get; init; }

    /// <summary>UTC.</summary>
    public DateTime EnteredAt { get; init; }

    public Guid EnteredBy { get; init; }

    /// <summary>UTC; null while it is there.</summary>
    public DateTime? LeftAt { get; set; }
}
