using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>How likely a risk is, or how hard it would hit.</summary>
public enum RiskLevel
{
    Low = 1,
    Middle = 2,
    High = 3,
}

/// <summary>风险: something that may go wrong in a project, with somebody who minds it and a day to look at it again.</summary>
public sealed class ProjectRisk : Entity
{
    private ProjectRisk()
    {
    }

    public override Subject Subject => new(nameof(Project), ProjectId);

    public Guid ProjectId { get; private init; }

    public Project Project { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public RiskLevel Chance { get; private set; }

    public RiskLevel Impact { get; private set; }

    /// <summary>Who minds it.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Business date it is looked at again.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>What is done about it.</summary>
    public string? Measure { get; private set; }

    /// <summary>How it ended.</summary>
    public string? Ending { get; private set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? ClosedAt { get; private set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Chance times impact, 1 to 9; from 6 on it is a high one.</summary>
    public int Weight => (int)Chance * (int)Impact;

    public static Outcome<ProjectRisk> Record(Guid projectId, RiskFacts facts)
    {
        var risk = new ProjectRisk { ProjectId = projectId };
        if (risk.Set(facts) is { } refusal)
        {
            return refusal;
        }

        risk.Happened("RiskRecorded", ("Title", risk.Title), ("Owner", risk.OwnerId), ("Risk", risk.Id));
        return risk;
    }

    public Refusal? Change(RiskFacts facts)
    {
        var before = OwnerId;
        if ((Over() ?? Set(facts)) is { } refusal)
        {
            return refusal;
        }

        Happened(before == OwnerId ? "RiskChanged" : "RiskHandedOn", ("Title", Title), ("Owner", OwnerId), ("Risk", Id));
        return null;
    }

    public Refusal? Close(string? ending, DateTime now)
    {
        if ((Over() ?? Limits.Check(nameof(Ending), ending, Limits.LongText, required: true)) is { } refusal)
        {
            return refusal;
        }

        (Ending, ClosedAt) = (Limits.Clean(ending), now);
        Happened("RiskClosed", ("Title", Title), ("Text", Ending), ("Risk", Id));
        return null;
    }

    private Refusal? Over() => IsOpen ? null : Refusal.Conflict("Delivery.RiskClosed", Title);

    private Refusal? Set(RiskFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Title), facts.Title, Limits.Name, required: true),
            Limits.Check(nameof(Measure), facts.Measure, Limits.LongText),
            !Enum.IsDefined(facts.Chance) ? Refusal.For(nameof(Chance), "Kernel.Required", new Term("Fields.Chance")) : null,
            !Enum.IsDefined(facts.Impact) ? Refusal.For(nameof(Impact), "Kernel.Required", new Term("Fields.Impact")) : null,
            facts.OwnerId is null ? Refusal.For("Owner", "Kernel.Required", new Term("Fields.Owner")) : null,
            facts.DueOn is null ? Refusal.For(nameof(DueOn), "Kernel.Required", new Term("Fields.DueOn")) : null,
            facts.DueOn is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(DueOn), "Kernel.DateOutOfRange") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        (Title, Chance, Impact, OwnerId, DueOn, Measure) = (Limits.Clean(facts.Title)!, facts.Chance, facts.Impact, facts.OwnerId!.Value, facts.DueOn!.Value, Limits.Clean(facts.Measure));
        return null;
    }
}

/// <summary>What is said about a risk.</summary>
public sealed record RiskFacts(string? Title, RiskLevel Chance, RiskLevel Impact)
{
    public Guid? OwnerId { get; init; }

    public DateOnly? DueOn { get; init; }

    public string? Measure { get; init; }
}
