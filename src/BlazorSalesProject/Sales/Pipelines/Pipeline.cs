using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Pipelines;

/// <summary>系统商机 sells a solution, 备品商机 spare parts; each has its own pipeline.</summary>
public enum OpportunityKind
{
    System,
    SpareParts,
}

/// <summary>One stage of a pipeline and its settings. Names are texts Sales.Stage_code.</summary>
public sealed class Stage : Entity
{
    private Stage()
    {
    }

    public OpportunityKind Kind { get; private init; }

    /// <summary>Stable, e.g. negotiation; the board's columns carry it.</summary>
    public string Code { get; private init; } = "";

    /// <summary>1 is the first.</summary>
    public int Position { get; private init; }

    /// <summary>Chance of winning in percent, 0 to 100.</summary>
    public int Probability { get; private set; }

    /// <summary>Whether a card may be moved from here to an earlier stage.</summary>
    public bool MayGoBack { get; private set; }

    /// <summary>Calendar days without movement or follow-up after which a card here is stagnant; null never.</summary>
    public int? StagnantAfterDays { get; private set; }

    public static Stage Create(OpportunityKind kind, string code, int position, int probability, bool mayGoBack, int? stagnantAfterDays)
    {
        var stage = new Stage { Kind = kind, Code = code, Position = position, Probability = probability, MayGoBack = mayGoBack, StagnantAfterDays = stagnantAfterDays };
        stage.Happened("StageCreated", ("Code", code));
        return stage;
    }

    public Refusal? Configure(int probability, bool mayGoBack, int? stagnantAfterDays)
    {
        if (probability is < 0 or > 100)
        {
            return Refusal.For(nameof(Probability), "Sales.BadProbability");
        }

        if (stagnantAfterDays is < 1 or > 3650)
        {
            return Refusal.For(nameof(StagnantAfterDays), "Sales.BadStagnantDays");
        }

        (Probability, MayGoBack, StagnantAfterDays) = (probability, mayGoBack, stagnantAfterDays);
        Happened("StageConfigured", ("Code", Code));
        return null;
    }
}

/// <summary>The stages of one kind, in order, as they are set now.</summary>
public sealed class Pipeline(OpportunityKind kind, IEnumerable<Stage> stages)
{
    /// <summary>Board columns of closed opportunities.</summary>
    public const string Won = "won";

    public const string Lost = "lost";

    public OpportunityKind Kind { get; } = kind;

    public IReadOnlyList<Stage> Stages { get; } = [.. stages.Where(s => s.Kind == kind).OrderBy(s => s.Position)];

    public Stage First => Stages[0];

    public Stage? Find(string code) => Stages.FirstOrDefault(s => s.Code == code);

    /// <summary>The two pipelines a new company starts with.</summary>
    public static IReadOnlyList<Stage> Standard() =>
    [
        Stage.Create(OpportunityKind.System, "contact", 1, 10, true, 14),
        Stage.Create(OpportunityKind.System, "needs", 2, 25, true, 14),
        Stage.Create(OpportunityKind.System, "proposal", 3, 50, true, 21),
        Stage.Create(OpportunityKind.System, "negotiation", 4, 70, true, 21),
        Stage.Create(OpportunityKind.System, "contract", 5, 90, true, 30),
        Stage.Create(OpportunityKind.System, "payment", 6, 95, false, 60),
        Stage.Create(OpportunityKind.SpareParts, "inquiry", 1, 30, true, 7),
        Stage.Create(OpportunityKind.SpareParts, "quote", 2, 60, true, 7),
    ];
}
