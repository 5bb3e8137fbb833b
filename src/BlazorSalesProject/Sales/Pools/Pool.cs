using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>What lies in a public pool.</summary>
public enum PoolKind
{
    Customers,
    Leads,
}

/// <summary>
/// 公海: where customers or leads lie that nobody works on, who may take them, and by which clocks they come back. A member's own customers
/// follow the rules of the first pool he belongs to.
/// </summary>
public sealed class Pool : Entity
{
    /// <summary>So many pools at most: every one of them is read whenever somebody's clock is asked.</summary>
    public const int Most = 50;

    /// <summary>The fields of a company that a pool can hide until somebody takes it.</summary>
    public static readonly IReadOnlyList<string> Hideable = ["phone", "contacts", "website", "address", "note"];

    private Pool()
    {
    }

    public PoolKind Kind { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>Its place among the pools: somebody in several follows the first.</summary>
    public int Place { get; private set; }

    public bool Active { get; private set; } = true;

    /// <summary>What is hidden while it lies here; of <see cref="Hideable"/>.</summary>
    public List<string> HiddenFields { get; private set; } = [];

    /// <summary>领取 a person and business date (Asia/Shanghai); null is without limit.</summary>
    public int? DailyQuota { get; private set; }

    /// <summary>How many a member may own before he can take no more; null is without limit.</summary>
    public int? OwnedCap { get; private set; }

    /// <summary>Customers with a won opportunity do not count towards the cap.</summary>
    public bool DealtDontCount { get; private set; }

    /// <summary>Days during which the former owner can't take it again; 0 is none.</summary>
    public int CoolDownDays { get; private set; }

    /// <summary>Days during which only administrators may give away what has just come in; 0 is none.</summary>
    public int ProtectDays { get; private set; }

    /// <summary>How many customers a member may lock; 0 is none.</summary>
    public int LockCap { get; private set; }

    /// <summary>A customer that bought once never goes back by the clock.</summary>
    public bool DealtStays { get; private set; }

    /// <summary>Losing the last open opportunity gives the customer back at once.</summary>
    public bool LossReleases { get; private set; }

    public List<PoolMember> Members { get; private set; } = [];

    public List<PoolRule> Rules { get; private set; } = [];

    public static Outcome<Pool> Make(PoolKind kind, PoolFacts facts, int place)
    {
        var pool = new Pool { Kind = kind, Place = place };
        if (!Enum.IsDefined(kind))
        {
            return Refusal.Invalid("Pools.UnknownKind");
        }

        if (pool.Set(facts) is { } refusal)
        {
            return refusal;
        }

        pool.Happened("PoolMade", ("Name", pool.Name));
        return pool;
    }

    public Refusal? Change(PoolFacts facts)
    {
        var refusal = Set(facts);
        if (refusal is null)
        {
            Happened("PoolChanged", ("Name", Name));
        }

        return refusal;
    }

    /// <summary>The rule for a customer of this level; the one for all others when it has none of its own.</summary>
    public PoolRule? RuleFor(string? level) => Rules.Find(r => r.Level.Length > 0 && r.Level == level) ?? Rules.Find(r => r.Level.Length == 0);

    /// <summary>What a form shows and hands back.</summary>
    public PoolFacts FactsNow() => new(Name)
    {
        Active = Active, HiddenFields = [.. HiddenFields], DailyQuota = DailyQuota, OwnedCap = OwnedCap, DealtDontCount = DealtDontCount, CoolDownDays = CoolDownDays, ProtectDays = ProtectDays,
        LockCap = LockCap, DealtStays = DealtStays, LossReleases = LossReleases,
        Members = [.. Members.OrderBy(m => m.PersonId is not null).ThenBy(m => m.Id).Select(m => new PoolMemberFacts(m.PersonId, m.DepartmentId, m.Administers))],
        Rules = [.. Rules.OrderBy(r => r.Level, StringComparer.Ordinal).Select(r => new PoolRuleFacts(r.Level, r.FollowUpDays, r.OpportunityDays, r.DealDays, r.StageDays))],
    };

    private Refusal? Set(PoolFacts facts)
    {
        var refusal = Refusal.Together(
        [
            Limits.Check(nameof(Name), facts.Name, Limits.ShortText, required: true),
            InRange(nameof(DailyQuota), facts.DailyQuota, 1, 1000),
            InRange(nameof(OwnedCap), facts.OwnedCap, 1, 100_000),
            InRange(nameof(CoolDownDays), facts.CoolDownDays, 0, 3650),
            InRange(nameof(ProtectDays), facts.ProtectDays, 0, 365),
            InRange(nameof(LockCap), facts.LockCap, 0, 10_000),
            facts.HiddenFields.Any(f => !Hideable.Contains(f)) ? Refusal.For(nameof(HiddenFields), "Pools.UnknownField") : null,
            facts.Members.Count is 0 ? Refusal.For(nameof(Members), "Pools.NeedsMembers") : null,
            facts.Members.Count > PoolMember.Most ? Refusal.For(nameof(Members), "Pools.TooManyMembers", PoolMember.Most) : null,
            facts.Members.Any(m => m.PersonId is null == m.DepartmentId is null) || facts.Members.DistinctBy(m => (m.PersonId, m.DepartmentId)).Count() != facts.Members.Count
                ? Refusal.For(nameof(Members), "Pools.MemberTwice") : null,
            facts.Rules.DistinctBy(r => Limits.Clean(r.Level)).Count() != facts.Rules.Count || facts.Rules.Count > PoolRule.Most ? Refusal.For(nameof(Rules), "Pools.RuleTwice") : null,
            .. facts.Rules.SelectMany(r => new[]
            {
                Limits.Check(nameof(Rules), r.Level, 20), InRange(nameof(Rules), r.FollowUpDays, 1, 3650), InRange(nameof(Rules), r.OpportunityDays, 1, 3650), InRange(nameof(Rules), r.DealDays, 1, 3650),
                InRange(nameof(Rules), r.StageDays, 1, 3650),
            }),
        ]);
        if (refusal is not null)
        {
            return refusal;
        }

        Name = Limits.Clean(facts.Name)!;
        (Active, DailyQuota, OwnedCap, DealtDontCount, CoolDownDays, ProtectDays) = (facts.Active, facts.DailyQuota, facts.OwnedCap, facts.DealtDontCount, facts.CoolDownDays, facts.ProtectDays);
        (LockCap, DealtStays, LossReleases) = (facts.LockCap, facts.DealtStays, facts.LossReleases);
        HiddenFields = [.. facts.HiddenFields.Distinct().Order(StringComparer.Ordinal)];
        Members.Clear();
        Members.AddRange(facts.Members.Select(m => new PoolMember { PoolId = Id, PersonId = m.PersonId, DepartmentId = m.DepartmentId, Administers = m.Administers }));
        Rules.Clear();
        Rules.AddRange(facts.Rules.Select(r => new PoolRule { PoolId = Id, Level = Limits.Clean(r.Level) ?? "", FollowUpDays = r.FollowUpDays, OpportunityDays = r.OpportunityDays, DealDays = r.DealDays, StageDays = r.StageDays }));
        return null;
    }

    private static Refusal? InRange(string field, int? value, int least, int most) => value < least || value > most ? Refusal.For(field, "Pools.NumberBetween", least, most) : null;
}

/// <summary>A person, or everybody of a department and those below it.</summary>
public sealed class PoolMember
{
    public const int Most = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PoolId { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? DepartmentId { get; init; }

    /// <summary>May give away what lies in the pool, and put things into it.</summary>
    public bool Administers { get; init; }
}

/// <summary>
/// After how many calendar days (Asia/Shanghai) a customer of one level goes back: 30 means that the day something real last happened is day 1
/// and it is gone on day 31. What is null is no reason.
/// </summary>
public sealed class PoolRule
{
    public const int Most = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PoolId { get; init; }

    /// <summary>The level it is for; empty is for all that have no rule of their own.</summary>
    public string Level { get; init; } = "";

    /// <summary>Without any real event.</summary>
    public int? FollowUpDays { get; init; }

    /// <summary>Without an opportunity.</summary>
    public int? OpportunityDays { get; init; }

    /// <summary>Without a deal.</summary>
    public int? DealDays { get; init; }

    /// <summary>With an open opportunity whose stage nobody moved.</summary>
    public int? StageDays { get; init; }
}

/// <summary>What a person sets about a pool.</summary>
public sealed record PoolFacts(string? Name)
{
    public bool Active { get; init; } = true;

    public IReadOnlyList<string> HiddenFields { get; init; } = [];

    public int? DailyQuota { get; init; }

    public int? OwnedCap { get; init; }

    public bool DealtDontCount { get; init; }

    public int CoolDownDays { get; init; }

    public int ProtectDays { get; init; }

    public int LockCap { get; init; }

    public bool DealtStays { get; init; }

    public bool LossReleases { get; init; }

    public IReadOnlyList<PoolMemberFacts> Members { get; init; } = [];

    public IReadOnlyList<PoolRuleFacts> Rules { get; init; } = [];
}

/// <summary>Either a person or a department.</summary>
public sealed record PoolMemberFacts(Guid? PersonId, Guid? DepartmentId, bool Administers);

/// <summary>The days of one level; an empty level is for all others.</summary>
public sealed record PoolRuleFacts(string? Level, int? FollowUpDays, int? OpportunityDays, int? DealDays, int? StageDays);
