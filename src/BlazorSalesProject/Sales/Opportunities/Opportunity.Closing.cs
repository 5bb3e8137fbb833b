using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pipelines;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Winning, losing, and opening again.</summary>
public sealed partial class Opportunity
{
    /// <summary>A code of <see cref="LostReasons"/>.</summary>
    public string? LostReason { get; private set; }

    public string? LostNote { get; private set; }

    /// <summary>The competitor who got it, as far as known.</summary>
    public string? LostTo { get; private set; }

    public string? WonNote { get; private set; }

    /// <summary>Business date of winning or losing.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>成单: needs the amount it was won for and the date.</summary>
    public Refusal? Win(Money amount, DateOnly on, string? note, DateTime now, Guid by)
    {
        var refusal = Refusal.Together(
            AlreadyClosed(),
            amount.Minor is < 0 or > Money.Largest ? Refusal.For(nameof(Amount), "Kernel.AmountOutOfRange") : null,
            amount.Minor == 0 ? Refusal.For(nameof(Amount), "Sales.WonNeedsAmount") : null,
            NotInFuture(on, now),
            Limits.Check("Note", note, Limits.LongText));
        if (refusal is not null)
        {
            return refusal;
        }

        Happened("OpportunityWon", ("Title", Title), ("Amount", amount), ("From", Stage));
        Amount = amount;
        WonNote = Limits.Clean(note);
        Close(OpportunityState.Won, Pipeline.Won, on, now, by);
        return null;
    }

    /// <summary>输单: needs a reason from the list; "other" needs a text.</summary>
    public Refusal? Lose(string? reason, string? note, string? competitor, DateOnly on, DateTime now, Guid by)
    {
        var refusal = Refusal.Together(
            AlreadyClosed(),
            reason is null ? Refusal.For("Reason", "Sales.LostNeedsReason") : null,
            reason is not null && !LostReasons.All.Contains(reason) ? Refusal.For("Reason", "Sales.UnknownReason") : null,
            reason == LostReasons.Other && Limits.Clean(note) is null ? Refusal.For("Note", "Sales.OtherNeedsText") : null,
            NotInFuture(on, now),
            Limits.Check("Note", note, Limits.LongText),
            Limits.Check("Competitor", competitor, Limits.Name));
        if (refusal is not null)
        {
            return refusal;
        }

        Happened("OpportunityLost", ("Title", Title), ("Reason", reason), ("From", Stage));
        (LostReason, LostNote, LostTo) = (reason, Limits.Clean(note), Limits.Clean(competitor));
        Close(OpportunityState.Lost, Pipeline.Lost, on, now, by);
        return null;
    }

    /// <summary>A closing made by mistake or overtaken by events: back to the stage it was closed from.</summary>
    public Refusal? Reopen(Pipeline pipeline, string? why, DateTime now, Guid by)
    {
        if (State == OpportunityState.Open)
        {
            return Refusal.Invalid("Sales.NotClosed", Title);
        }

        if (Limits.Check("Reason", why, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        Happened("OpportunityReopened", ("Title", Title), ("Why", Limits.Clean(why)), ("From", Column));
        State = OpportunityState.Open;
        (LostReason, LostNote, LostTo, WonNote, ClosedOn) = (null, null, null, null, null);
        Enter(pipeline.Find(Stage) ?? pipeline.First, now, by);
        return null;
    }

    private void Close(OpportunityState state, string column, DateOnly on, DateTime now, Guid by)
    {
        State = state;
        ClosedOn = on;
        EnterColumn(column, now, by);
    }

    private Refusal? AlreadyClosed() =>
        State == OpportunityState.Open ? null : Refusal.Invalid("Sales.ClosedStaysClosed", Title, new Term($"Sales.Stage_{Column}"));

    private static Refusal? NotInFuture(DateOnly on, DateTime now) =>
        on > Clock.BusinessDate(now) ? Refusal.For("On", "Sales.ClosedInFuture")
        : on.Year < 2000 ? Refusal.For("On", "Kernel.DateOutOfRange") : null;
}

/// <summary>Why opportunities are lost; names are texts Sales.LostReason_code.</summary>
public static class LostReasons
{
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = ["price", "competitor", "requirements", "budget", "delivery", "relationship", "cancelled", "noanswer", Other];
}
