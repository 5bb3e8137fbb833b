using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Pools;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>How what comes into a pool of leads goes on; names are texts Leads.Way_code.</summary>
public enum RoutingWay
{
    /// <summary>It lies there until somebody takes it or an administrator gives it away.</summary>
    ByHand,

    /// <summary>To each member in turn.</summary>
    RoundRobin,

    /// <summary>To whoever has the fewest open leads.</summary>
    ByLoad,

    /// <summary>To the one whose region it is; what is nobody's region lies in the pool.</summary>
    Territory,
}

/// <summary>分配规则 of a pool of leads. A pool without one gives nothing away by itself.</summary>
public sealed class LeadRouting : Entity
{
    public const int MostTerritories = 200;

    private LeadRouting()
    {
    }

    public override Subject Subject => new(nameof(Pool), PoolId);

    public Guid PoolId { get; private init; }

    public RoutingWay Way { get; private set; }

    /// <summary>Whose turn it was last.</summary>
    [NotAudited]
    public Guid? LastPersonId { get; private set; }

    public List<Territory> Territories { get; private set; } = [];

    public static Outcome<LeadRouting> For(Guid poolId, RoutingWay way, IReadOnlyList<TerritoryFacts> territories)
    {
        var routing = new LeadRouting { PoolId = poolId };
        return routing.Change(way, territories) is { } refusal ? refusal : routing;
    }

    public Refusal? Change(RoutingWay way, IReadOnlyList<TerritoryFacts> territories)
    {
        var clean = territories.Select(t => t with { Region = Limits.Clean(t.Region) }).ToList();
        var refusal = Refusal.Together(
            !Enum.IsDefined(way) ? Refusal.For("Way", "Leads.UnknownWay") : null,
            clean.Count > MostTerritories ? Refusal.For("Territories", "Leads.TooManyTerritories", MostTerritories) : null,
            clean.Any(t => t.Region is null || t.Region.Length > Limits.ShortText || t.PersonId == Guid.Empty) ? Refusal.For("Territories", "Leads.TerritoryMissing") : null,
            clean.DistinctBy(t => t.Region).Count() != clean.Count ? Refusal.For("Territories", "Leads.TerritoryTwice") : null,
            way == RoutingWay.Territory && clean.Count == 0 ? Refusal.For("Territories", "Leads.TerritoryMissing") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Way = way;
        Territories.Clear();
        Territories.AddRange(clean.Select(t => new Territory { RoutingId = Id, Region = t.Region!, PersonId = t.PersonId }));
        Happened("LeadRoutingSet", ("Name", way));
        return null;
    }

    /// <summary>It was this person's turn.</summary>
    internal void Took(Guid person) => LastPersonId = person;

    /// <summary>Who gets the next one; null when nobody can, or nobody should.</summary>
    /// <param name="members">Those who can still take one, each with how many open leads he has, in a steady order.</param>
    public Guid? Next(IReadOnlyList<(Guid Person, int Open)> members, string? region)
    {
        if (members.Count == 0)
        {
            return null;
        }

        switch (Way)
        {
            case RoutingWay.RoundRobin:
                var order = members.Select(m => m.Person).Order().ToList();
                return order.Exists(p => p.CompareTo(LastPersonId ?? Guid.Empty) > 0) ? order.Find(p => p.CompareTo(LastPersonId ?? Guid.Empty) > 0) : order[0];
            case RoutingWay.ByLoad:
                return members.OrderBy(m => m.Open).ThenBy(m => m.Person).First().Person;
            case RoutingWay.Territory when Limits.Clean(region) is { } here:
                // The closest one: 广东深圳 before 广东.
                return Territories.Where(t => here.Contains(t.Region, StringComparison.OrdinalIgnoreCase) && members.Any(m => m.Person == t.PersonId))
                    .OrderByDescending(t => t.Region.Length).ThenBy(t => t.Region, StringComparer.Ordinal).Select(t => (Guid?)t.PersonId).FirstOrDefault();
            default:
                return null;
        }
    }
}

/// <summary>井田: leads whose region contains this word are this person's.</summary>
public sealed class Territory
{
    public Guid RoutingId { get; init; }

    public string Region { get; init; } = "";

    public Guid PersonId { get; init; }
}

/// <summary>What a person sets about a territory.</summary>
public sealed record TerritoryFacts(string? Region, Guid PersonId);
