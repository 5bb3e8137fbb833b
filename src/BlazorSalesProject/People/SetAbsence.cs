using System.Globalization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Says when somebody is away and who stands in: for oneself, or, as an administrator, for another.</summary>
public sealed class SetAbsence(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice sets one.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, AbsenceFacts facts) => works.Once<Guid>(me, nameof(SetAbsence), key, facts, async work =>
    {
        if (await work.Person(facts.PersonId) is not { } person)
        {
            return Refusal.NotFound();
        }

        if (!me.MaySetAbsence(person.Id) || person.Kind != PersonKind.Staff)
        {
            return Refusal.Denied();
        }

        if (!person.Active)
        {
            return Refusal.Invalid("People.AlreadyInactive", person.Name);
        }

        var planned = Absence.Plan(facts, work.Today);
        if (planned.Value is not { } absence)
        {
            return planned.Refusal!;
        }

        if (await work.WrongDelegate(absence) is { } wrong)
        {
            return wrong;
        }

        work.Db.Absences.Add(absence);
        return absence.Id;
    });
}

/// <summary>Ends an absence that runs, or calls one off that is planned; the delegate's rights end within seconds.</summary>
public sealed class EndAbsence(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(EndAbsence), async work =>
        await work.Db.Absences.SingleOrDefaultAsync(a => a.Id == id) is not { } absence || await work.Person(absence.PersonId) is null ? Refusal.NotFound("People.AbsenceNotFound")
        : !me.MaySetAbsence(absence.PersonId) ? Refusal.Denied()
        : absence.End(work.Now, work.Today));
}

/// <summary>An absence as it is read.</summary>
/// <param name="DelegateActive">False when he left meanwhile: nobody stands in.</param>
public sealed record AbsenceRow(Guid Id, Guid PersonId, string Person, DateOnly From, DateOnly Until, Guid DelegateId, string Delegate, bool DelegateActive, string? Note, bool Ended)
{
    public bool IsOn(DateOnly today) => !Ended && From <= today && today <= Until;

    public bool IsOpen(DateOnly today) => !Ended && today <= Until;
}

/// <summary>When a person is away, and for whom he stands in.</summary>
public sealed record AbsencesNow(IReadOnlyList<AbsenceRow> Own, IReadOnlyList<AbsenceRow> StandsIn);

/// <summary>The absences of a person that run or are to come and the last ones that are over, newest first; for himself and for administrators, null for others.</summary>
public sealed class AbsencesOf(Works works, TimeProvider clock)
{
    private const int Shown = 20;

    public async Task<AbsencesNow?> For(Me me, Guid personId) => !me.MaySetAbsence(personId) ? null : await works.Read(async db =>
    {
        var today = clock.Today();
        return new AbsencesNow(
            await Rows(db, db.Absences.Where(a => a.PersonId == personId)),
            await Rows(db, db.Absences.Where(a => a.DelegateId == personId && a.EndedAt == null && a.UntilOn >= today)));
    });

    private static async Task<IReadOnlyList<AbsenceRow>> Rows(AppDb db, IQueryable<Absence> absences) => await absences.OrderByDescending(a => a.FromOn).ThenByDescending(a => a.Id).Take(Shown)
        .Select(a => new AbsenceRow(a.Id, a.PersonId, db.People.Where(p => p.Id == a.PersonId).Select(p => p.Name).First(), a.FromOn, a.UntilOn, a.DelegateId, db.People.Where(p => p.Id == a.DelegateId).Select(p => p.Name).First(),
            db.People.Any(p => p.Id == a.DelegateId && p.Active), a.Note, a.EndedAt != null)).ToListAsync();
}

/// <summary>Who may say that somebody is away, and who may stand in.</summary>
public static class AbsenceRights
{
    /// <summary>One's own, as somebody of the house; everybody's for administrators only, because standing in gives rights.</summary>
    public static bool MaySetAbsence(this Me me, Guid personId) => me.MayConfigurePeople() || (personId == me.Id && me.Kind == PersonKind.Staff);

    internal static async Task<Refusal?> WrongDelegate(this Work work, Absence absence)
    {
        var (from, until, person) = (absence.FromOn, absence.UntilOn, absence.PersonId);
        if (await work.Db.People.VisibleTo(work.Me).Where(p => p.Id == absence.DelegateId).Select(p => new { p.Name, p.Kind, p.Active }).SingleOrDefaultAsync() is not { } delegated)
        {
            return Refusal.For("Delegate", "People.DelegateGone");
        }

        if (delegated.Kind == PersonKind.External)
        {
            return Refusal.For("Delegate", "People.DelegateExternal");
        }

        if (!delegated.Active)
        {
            return Refusal.For("Delegate", "People.DelegateInactive", delegated.Name);
        }

        // One after the other: two that overlap, or that make a ring, can't both be set at once.
        foreach (var id in new[] { person, absence.DelegateId }.Order())
        {
            await work.HoldPerson(id);
        }

        var overlap = await work.Db.Absences.Where(a => a.PersonId == person && a.EndedAt == null && a.FromOn <= until && from <= a.UntilOn).OrderBy(a => a.FromOn).Select(a => new { a.FromOn, a.UntilOn }).FirstOrDefaultAsync();
        if (overlap is not null)
        {
            return Refusal.For("From", "People.AbsenceOverlaps", overlap.FromOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), overlap.UntilOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return await LeadsBack(work, absence) ? Refusal.For("Delegate", "People.DelegateLoop", delegated.Name) : null;
    }

    /// <summary>Whether on some day of the absence the one who stands in is away himself, and so on, until it is the absent person's turn again.</summary>
    private static async Task<bool> LeadsBack(Work work, Absence absence)
    {
        var seen = new HashSet<(Guid, DateOnly, DateOnly)>();
        var next = new Queue<(Guid Person, DateOnly From, DateOnly Until)>([(absence.DelegateId, absence.FromOn, absence.UntilOn)]);
        while (next.TryDequeue(out var at))
        {
            if (at.Person == absence.PersonId)
            {
                return true;
            }

            if (!seen.Add(at))
            {
                continue;
            }

            var (person, from, until) = at;
            foreach (var row in await work.Db.Absences.Where(a => a.PersonId == person && a.EndedAt == null && a.FromOn <= until && from <= a.UntilOn).Select(a => new { a.DelegateId, a.FromOn, a.UntilOn }).ToListAsync())
            {
                next.Enqueue((row.DelegateId, row.FromOn > from ? row.FromOn : from, row.UntilOn < until ? row.UntilOn : until));
            }
        }

        return false;
    }
}
