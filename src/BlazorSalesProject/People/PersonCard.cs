using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>A person as the page shows him, with what the reader may do.</summary>
public sealed record PersonSheet(
    Guid Id, int Version, string Name, PersonKind Kind, Guid? DepartmentId, string? Department, string? Title, string? Email, string? Mobile, string Language, bool Active, IReadOnlyList<RoleChip> Roles)
{
    public string? UserName { get; init; }

    public AccountState Account { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? LockedUntil { get; init; }

    public bool SecondFactor { get; init; }

    /// <summary>UTC; of the open invitation.</summary>
    public DateTime? InvitedUntil { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? LastSeenAt { get; init; }

    public bool MayEdit { get; init; }

    /// <summary>Invite, unlock, deactivate, end sessions.</summary>
    public bool MayManageAccount { get; init; }

    public bool MayGiveRoles { get; init; }

    /// <summary>What an hour costs; only for those who keep everybody's cards.</summary>
    public Money? HourlyRate { get; init; }

    public PersonFacts FactsNow() => new(Name, Kind) { DepartmentId = DepartmentId, Title = Title, Email = Email, Mobile = Mobile };
}

/// <summary>One person; null when he does not exist for the reader.</summary>
public sealed class PersonCard(Works works, TimeProvider clock)
{
    public Task<PersonSheet?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.People.VisibleTo(me).SingleOrDefaultAsync(p => p.Id == id) is not { } person)
        {
            return null;
        }

        var now = clock.Now();
        var roleIds = person.Roles.Select(r => r.RoleId).ToList();
        var roles = await db.Roles.Where(r => roleIds.Contains(r.Id)).OrderBy(r => r.Name).Select(r => new RoleChip(r.Id, r.Code, r.Name)).ToListAsync();
        var sheet = new PersonSheet(person.Id, person.Version, person.Name, person.Kind, person.DepartmentId,
            await db.Departments.Where(d => d.Id == person.DepartmentId).Select(d => d.Name).FirstOrDefaultAsync(),
            person.Title, person.Email, person.Mobile, person.Language, person.Active, roles);
        var full = await Administrators.Roles(db);
        var mayEdit = me.MayEditPerson(id);
        var manages = mayEdit && (me.MayConfigurePeople() || !roleIds.Exists(full.Contains));
        if (!manages && id != me.Id)
        {
            return sheet with { MayEdit = mayEdit };
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.PersonId == id);
        var invited = await db.Invitations.Where(i => i.PersonId == id && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now).Select(i => (DateTime?)i.ExpiresAt).FirstOrDefaultAsync();
        return sheet with
        {
            UserName = account?.UserName,
            Account = account is not null ? (account.IsLocked(now) ? AccountState.Locked : AccountState.Open) : invited is not null ? AccountState.Invited : AccountState.None,
            LockedUntil = account?.LockedUntil > now ? account.LockedUntil : null,
            SecondFactor = account?.TotpSecret is not null,
            InvitedUntil = invited,
            LastSeenAt = await db.Sessions.Where(s => s.PersonId == id).OrderByDescending(s => s.SeenAt).Select(s => (DateTime?)s.SeenAt).FirstOrDefaultAsync(),
            MayEdit = mayEdit,
            MayManageAccount = manages,
            MayGiveRoles = me.MayConfigurePeople(),
            HourlyRate = me.MayConfigurePeople() ? person.HourlyRate : null,
        };
    });
}

/// <summary>A signed-in browser.</summary>
public sealed record SessionLine(Guid Id, DateTime StartedAt, DateTime SeenAt, string? Ip, string? Browser, bool IsThis);

/// <summary>The living sessions of a person: one's own, or those of somebody whose account one manages.</summary>
public sealed class SessionsOf(Works works, PersonCard card, TimeProvider clock)
{
    public async Task<IReadOnlyList<SessionLine>> For(Me me, Guid personId)
    {
        if (personId != me.Id && await card.For(me, personId) is not { MayManageAccount: true })
        {
            return [];
        }

        return await works.Read(async db =>
        {
            var now = clock.Now();
            var sessions = await db.Sessions.Where(s => s.PersonId == personId && s.EndedAt == null && s.StartedAt > now - Session.Longest).OrderByDescending(s => s.SeenAt).Take(Limits.LargestPage).ToListAsync();
            return (IReadOnlyList<SessionLine>)[.. sessions.Where(s => s.IsAlive(now)).Select(s => new SessionLine(s.Id, s.StartedAt, s.SeenAt, s.Ip, s.Browser, s.Id == me.SessionId))];
        });
    }
}
