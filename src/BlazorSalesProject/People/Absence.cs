using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>
/// 缺席: somebody is away between two business dates, and a colleague stands in for him: with his own records of orders and
/// projects, nothing else. It ends by itself.
/// </summary>
public sealed class Absence : Entity
{
    /// <summary>Whoever is away longer has left, or changed his work.</summary>
    public const int LongestDays = 366;

    private Absence()
    {
    }

    public override Subject Subject => new(nameof(Person), PersonId);

    public override Subject? About => new Subject(nameof(Person), DelegateId);

    /// <summary>Who is away.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Business dates, both included.</summary>
    public DateOnly FromOn { get; private init; }

    public DateOnly UntilOn { get; private init; }

    /// <summary>Who stands in.</summary>
    public Guid DelegateId { get; private init; }

    public string? Note { get; private init; }

    /// <summary>UTC; it was called off or ended early then.</summary>
    public DateTime? EndedAt { get; private set; }

    public bool IsOn(DateOnly today) => EndedAt is null && FromOn <= today && today <= UntilOn;

    public static Outcome<Absence> Plan(AbsenceFacts facts, DateOnly today)
    {
        var refusal = Refusal.Together(
            facts.From is null ? Refusal.For("From", "Kernel.Required", new Term("Fields.AwayFrom")) : null,
            facts.Until is null ? Refusal.For("Until", "Kernel.Required", new Term("Fields.AwayUntil")) : null,
            facts.DelegateId is null ? Refusal.For("Delegate", "Kernel.Required", new Term("Fields.Delegate")) : null,
            facts.From is { Year: < 2000 or > 2100 } ? Refusal.For("From", "Kernel.DateOutOfRange") : null,
            facts.Until is { Year: < 2000 or > 2100 } ? Refusal.For("Until", "Kernel.DateOutOfRange") : null,
            facts.From > facts.Until ? Refusal.For("Until", "People.AbsenceBackwards") : null,
            facts.Until < today ? Refusal.For("Until", "People.AbsenceOver") : null,
            facts is { From: { } from, Until: { } until } && until.DayNumber - from.DayNumber >= LongestDays ? Refusal.For("Until", "People.AbsenceTooLong", LongestDays) : null,
            facts.DelegateId == facts.PersonId ? Refusal.For("Delegate", "People.DelegateSelf") : null,
            Limits.Check(nameof(Note), facts.Note, Limits.Name));
        if (refusal is not null)
        {
            return refusal;
        }

        var absence = new Absence { PersonId = facts.PersonId, FromOn = facts.From!.Value, UntilOn = facts.Until!.Value, DelegateId = facts.DelegateId!.Value, Note = Limits.Clean(facts.Note) };
        absence.Happened("AbsenceSet", ("Absence", absence.Id), ("Delegate", absence.DelegateId), ("AwayFrom", absence.FromOn), ("AwayUntil", absence.UntilOn), ("Text", absence.Note));
        return absence;
    }

    /// <summary>Back earlier, or it never was: the delegate's rights end with it.</summary>
    public Refusal? End(DateTime now, DateOnly today)
    {
        if (EndedAt is not null || UntilOn < today)
        {
            return Refusal.Conflict("People.AbsenceEnded");
        }

        EndedAt = now;
        Happened("AbsenceEnded", ("Absence", Id), ("Delegate", DelegateId));
        return null;
    }
}

/// <summary>What a form says about an absence.</summary>
public sealed record AbsenceFacts(Guid PersonId, DateOnly? From, DateOnly? Until, Guid? DelegateId, string? Note);
