using System.Globalization;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Orders;

/// <summary>交接要点: a question of the hand-over check-list that sales answers with every order; a company keeps its own.</summary>
public sealed class HandoverPoint : Entity
{
    /// <summary>More questions than this nobody answers.</summary>
    public const int Most = 20;

    /// <summary>The codes of the points a company begins with; their names are texts Orders.Point_code.</summary>
    public static readonly IReadOnlyList<string> StandardCodes = ["scope", "price", "dates", "risks"];

    private HandoverPoint()
    {
    }

    /// <summary>Stays for good: answers hang on it.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>Without an answer the project manager can't confirm.</summary>
    public bool Required { get; private set; }

    /// <summary>From 1, in the order they are asked.</summary>
    public int Position { get; private set; }

    /// <summary>False when it is asked no more; old answers stay readable.</summary>
    public bool Active { get; private set; } = true;

    public Bilingual Title => new(Name, NameEn);

    /// <summary>What a company begins with.</summary>
    public static IReadOnlyList<HandoverPoint> Standard() =>
    [
        .. StandardCodes.Select((code, i) =>
        {
            var key = $"Orders.Point_{code}";
            var point = new HandoverPoint { Code = code, Name = Words.Find(key, Words.Default) ?? code, NameEn = Words.Find(key, CultureInfo.GetCultureInfo("en")) ?? code, Required = true, Position = i + 1 };
            point.Happened("HandoverPointAdded", ("Name", point.Name));
            return point;
        }),
    ];

    public static Outcome<HandoverPoint> Make(HandoverPointFacts facts, int position)
    {
        var point = new HandoverPoint { Code = $"p{Guid.NewGuid():N}"[..16], Position = position };
        if (point.Set(facts) is { } refusal)
        {
            return refusal;
        }

        point.Happened("HandoverPointAdded", ("Name", point.Name));
        return point;
    }

    public Refusal? Change(HandoverPointFacts facts)
    {
        if (Set(facts) is { } refusal)
        {
            return refusal;
        }

        Happened("HandoverPointChanged");
        return null;
    }

    /// <summary>Asked no more from now on, or again.</summary>
    public void Use(bool active)
    {
        if (Active != active)
        {
            Active = active;
            Happened(active ? "HandoverPointRestored" : "HandoverPointRetired", ("Name", Name));
        }
    }

    public void Place(int position)
    {
        if (Position != position)
        {
            Position = position;
            Happened("HandoverPointMoved", ("Name", Name));
        }
    }

    private Refusal? Set(HandoverPointFacts facts)
    {
        var refusal = Refusal.Together(Limits.Check(nameof(Name), facts.Name, Limits.ShortText, required: true), Limits.Check(nameof(NameEn), facts.NameEn, Limits.ShortText, required: true));
        if (refusal is null)
        {
            (Name, NameEn, Required) = (Limits.Clean(facts.Name)!, Limits.Clean(facts.NameEn)!, facts.Required);
        }

        return refusal;
    }
}

/// <summary>What an administrator says about a point of the check-list.</summary>
public sealed record HandoverPointFacts(string? Name, string? NameEn, bool Required);
