using System.Text.Json.Serialization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>An invitation that went out.</summary>
/// <param name="To">The mail address it goes to, null when it is handed over by whoever invites.</param>
public sealed record Invited(Guid InvitationId, string? To, DateTime ExpiresAt)
{
    /// <summary>The path to hand over; said once and kept nowhere.</summary>
    [JsonIgnore]
    public string? Link { get; init; }
}

/// <summary>
/// Opens the door for a person: without an account he chooses a user name and a password, with one a new password. Takes the place of
/// any earlier invitation.
/// </summary>
public sealed class InvitePerson(Works works, ISecretBox box)
{
    /// <param name="handOver">No mail: the link is given back and brought to the person in another way.</param>
    public async Task<Outcome<Invited>> Run(Me me, Guid key, Guid personId, bool handOver = false)
    {
        string? link = null;
        var outcome = await works.Once<Invited>(me, nameof(InvitePerson), key, new { personId, handOver }, async work =>
        {
            if (await work.Person(personId) is not { } person)
            {
                return Refusal.NotFound();
            }

            if (!await work.MayManageAccount(person))
            {
                return Refusal.Denied();
            }

            if (!person.Active)
            {
                return Refusal.Invalid("People.AlreadyInactive", person.Name);
            }

            if (!handOver && person.Email is null)
            {
                return Refusal.Invalid("People.InviteNeedsMail", person.Name);
            }

            var token = Invitation.NewToken();
            await Revoke(work, personId);
            var invitation = Invitation.Create(personId, token, work.Now);
            work.Db.Invitations.Add(invitation);
            if (handOver)
            {
                link = $"/invitation/{token}";
            }
            else
            {
                var again = await work.Db.Accounts.AnyAsync(a => a.PersonId == personId);
                InvitationMail.Add(work, personId, again, box.Close($"/invitation/{token}"), invitation.ExpiresAt);
            }

            return new Invited(invitation.Id, handOver ? null : person.Email, invitation.ExpiresAt);
        });
        return outcome.Value is { } invited && link is not null ? invited with { Link = link } : outcome;
    }

    /// <summary>Earlier invitations open nothing any more.</summary>
    internal static async Task Revoke(Work work, Guid personId)
    {
        await work.Begin();
        await work.Db.Invitations.Where(i => i.PersonId == personId && i.UsedAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, work.Now));
    }
}

/// <summary>How an invitation stands.</summary>
public enum InvitationState
{
    Unknown,
    Open,
    Used,
    Expired,
    Revoked,
}

/// <summary>An invitation as its page shows it: nothing about the person unless it is open.</summary>
public sealed record InvitationFacts(InvitationState State, string? Name = null, string? UserName = null, DateTime? ExpiresAt = null)
{
    /// <summary>Somebody from outside registers: he also proves himself by a code. Without a mail address the link was handed over in person, and a code could go nowhere.</summary>
    public bool NeedsCode { get; init; }
}

/// <summary>Looks at an invitation without using it: a mail scanner that follows the link changes nothing.</summary>
public sealed class LookAtInvitation(Works works, TimeProvider clock)
{
    /// <param name="me">Nobody is signed in yet: the token is the only proof.</param>
    public Task<InvitationFacts> For(Me me, string? token) => works.Read(db => Find(db, token, clock.Now()));

    internal static async Task<InvitationFacts> Find(AppDb db, string? token, DateTime now)
    {
        if (token is not { Length: > 0 and <= 100 })
        {
            return new InvitationFacts(InvitationState.Unknown);
        }

        var hash = Invitation.Hash(token);
        var found = await db.Invitations.AsNoTracking().Where(i => i.TokenHash == hash && i.PersonId != null)
            .Select(i => new { i.UsedAt, i.RevokedAt, i.ExpiresAt, Person = db.People.Where(p => p.Id == i.PersonId).Select(p => new { p.Name, p.Active, p.Kind, p.Email }).First(), UserName = db.Accounts.Where(a => a.PersonId == i.PersonId).Select(a => a.UserName).FirstOrDefault() })
            .SingleOrDefaultAsync();
        return found switch
        {
            null => new InvitationFacts(InvitationState.Unknown),
            { UsedAt: not null } => new InvitationFacts(InvitationState.Used),
            { RevokedAt: not null } or { Person.Active: false } => new InvitationFacts(InvitationState.Revoked),
            _ when found.ExpiresAt <= now => new InvitationFacts(InvitationState.Expired),
            _ => new InvitationFacts(InvitationState.Open, found.Person.Name, found.UserName, found.ExpiresAt) { NeedsCode = found.Person is { Kind: PersonKind.External, Email: not null } && found.UserName is null },
        };
    }
}

/// <summary>Uses an invitation: chooses the user name (once) and the password. Older sessions of the person end.</summary>
public sealed class AcceptInvitation(Works works, IPasswords passwords, Sessions sessions, Knocks knocks)
{
    /// <param name="me">The system, with the address the attempt came from.</param>
    /// <param name="userName">Not asked when the person has an account already.</param>
    /// <param name="code">Asked of people from outside when they register.</param>
    public async Task<Outcome> Run(Me me, string? token, string? userName, string? password, string? code = null)
    {
        Guid personId = default;
        var guesses = token is { Length: > 0 and <= 100 } && code is { Length: > 0 };
        var proven = guesses && await knocks.Take(OpenDoor.Code, me.Ip) && await SendVerificationCode.Guess(works, passwords, me, Invitation.Hash(token!), code);
        if (proven)
        {
            await knocks.GiveBack(OpenDoor.Code, me.Ip);
        }

        var outcome = await works.Do(me, nameof(AcceptInvitation), async work =>
        {
            var facts = await LookAtInvitation.Find(work.Db, token, work.Now);
            if (facts.State != InvitationState.Open)
            {
                return Refusal.Invalid($"People.Invitation_{facts.State}");
            }

            var hash = Invitation.Hash(token!);
            personId = (await work.Db.Invitations.Where(i => i.TokenHash == hash).Select(i => i.PersonId).SingleAsync())!.Value;
            work.Concerns(nameof(Person), personId);
            var account = await work.Db.Accounts.SingleOrDefaultAsync(a => a.PersonId == personId);
            var name = account?.UserName ?? userName;
            if (Refusal.Together(account is null ? await WrongUserName(work, name) : null, PasswordRules.Check("Password", password, name?.Trim())) is { } wrong)
            {
                return wrong;
            }

            if (facts.NeedsCode && !proven)
            {
                return Refusal.For("Code", "People.CodeWrong");
            }

            await work.Begin();
            if (await Take(work, hash) == 0)
            {
                return Refusal.Invalid($"People.Invitation_{InvitationState.Used}");
            }

            if (account is null)
            {
                work.Db.Accounts.Add(Account.Create(personId, name!, passwords.Hash(password!)));
            }
            else
            {
                account.ChangePassword(passwords.Hash(password!));
                account.Unlock();
            }

            await SendVerificationCode.UseUp(work, hash);
            await InvitePerson.Revoke(work, personId);
            work.Record("InvitationUsed", new Subject(nameof(Person), personId), null, []);
            return null;
        });
        if (outcome.Ok)
        {
            await sessions.EndAll(personId);
        }

        return outcome;
    }

    /// <summary>One of however many arrive at once gets it.</summary>
    internal static Task<int> Take(Work work, string hash) =>
        work.Db.Invitations.Where(i => i.TokenHash == hash && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > work.Now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.UsedAt, work.Now));

    internal static async Task<Refusal?> WrongUserName(Work work, string? userName)
    {
        if (Limits.Check("UserName", userName, 50, required: true) is { } refusal)
        {
            return refusal;
        }

        var key = Account.Key(userName!);
        if (key.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return Refusal.For("UserName", "People.BadUserName");
        }

        return await work.Db.Accounts.AnyAsync(a => a.UserKey == key) ? Refusal.For("UserName", "People.UserNameTaken", userName!.Trim()) : null;
    }
}
