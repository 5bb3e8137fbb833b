using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>The door of an empty company: while nobody has an account, a token printed at start opens it once.</summary>
public sealed class SetupDoor(Works works)
{
    /// <summary>Whether nobody can sign in yet.</summary>
    public Task<bool> IsOpen() => works.Read(async db => !await db.Accounts.AnyAsync());

    /// <summary>A new token, taking the place of one of an earlier start; null when somebody has an account.</summary>
    public async Task<string?> Offer()
    {
        if (!await IsOpen())
        {
            return null;
        }

        var token = Invitation.NewToken();
        var offered = await works.Do(Me.System, nameof(SetupDoor), async work =>
        {
            await work.Begin();
            await work.Db.Invitations.Where(i => i.PersonId == null && i.UsedAt == null && i.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, work.Now));
            work.Db.Invitations.Add(Invitation.Create(null, token, work.Now));
            return null;
        });
        return offered.Ok ? token : null;
    }
}

/// <summary>Makes the first administrator of an empty company with the token printed at start.</summary>
public sealed class CreateFirstAdministrator(Works works, IPasswords passwords, Knocks knocks)
{
    /// <param name="me">The system, with the address the attempt came from.</param>
    public Task<Outcome> Run(Me me, string? token, string? name, string? userName, string? password) => works.Do(me, nameof(CreateFirstAdministrator), async work =>
    {
        if (await work.Db.Accounts.AnyAsync())
        {
            return Refusal.Invalid("People.SetupDone");
        }

        if (!await knocks.Take(OpenDoor.Link, me.Ip))
        {
            return Refusal.For("Token", "People.TooManyTries");
        }

        var hash = Invitation.Hash((token ?? "").Trim());
        if (!await work.Db.Invitations.AnyAsync(i => i.TokenHash == hash && i.PersonId == null && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > work.Now))
        {
            return Refusal.For("Token", "People.WrongSetupToken");
        }

        var made = Person.Create(name, PersonKind.Staff, null);
        if (Refusal.Together(made.Refusal, await AcceptInvitation.WrongUserName(work, userName), PasswordRules.Check("Password", password, userName?.Trim())) is { } wrong)
        {
            return wrong;
        }

        await work.Begin();
        if (await AcceptInvitation.Take(work, hash) == 0)
        {
            return Refusal.For("Token", "People.WrongSetupToken");
        }

        var person = made.Value!;
        person.GiveRoles(await work.Db.Roles.Where(r => r.Code == StandardRoles.Admin).Select(r => r.Id).ToListAsync());
        work.Db.People.Add(person);
        work.Db.Accounts.Add(Account.Create(person.Id, userName!, passwords.Hash(password!)));
        return null;
    });
}
