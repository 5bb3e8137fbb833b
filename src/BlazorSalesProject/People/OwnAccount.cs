using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Changes one's own password; the other sessions end. Wrong old passwords count like wrong sign-ins.</summary>
public sealed class ChangePassword(Works works, IPasswords passwords, Sessions sessions)
{
    public async Task<Outcome> Run(Me me, string? old, string? wanted)
    {
        Refusal? refused = null;
        var outcome = await works.Do(me, nameof(ChangePassword), async work =>
        {
            work.Concerns(nameof(Person), me.Id);
            if (await work.Db.Accounts.SingleOrDefaultAsync(a => a.PersonId == me.Id) is not { } account)
            {
                return Refusal.NotFound();
            }

            if (PasswordRules.Check("NewPassword", wanted, account.UserName) is { } wrong)
            {
                return wrong;
            }

            if (account.Refuses(old, passwords, work.Now, "OldPassword", out refused))
            {
                return account.Happenings.Count == 0 ? refused : null;
            }

            account.ChangePassword(passwords.Hash(wanted!));
            return null;
        });
        if (outcome.Ok && refused is null)
        {
            await sessions.EndAll(me.Id, but: me.SessionId);
        }

        return refused is null ? outcome : new Outcome(refused);
    }
}

/// <summary>Proofs asked of somebody who is signed in already.</summary>
internal static class Proofs
{
    /// <summary>True when the password is not the account's, or the account is locked; the failure is counted and must be saved.</summary>
    public static bool Refuses(this Account account, string? password, IPasswords passwords, DateTime now, string field, out Refusal? refusal)
    {
        refusal = null;
        if (!account.IsLocked(now))
        {
            if (password is { Length: > 0 and <= PasswordRules.Longest } && passwords.Matches(account.PasswordHash, password))
            {
                return false;
            }

            account.Failed(now);
        }

        refusal = account.IsLocked(now)
            ? Refusal.For(field, "People.Locked", Clock.Local(account.LockedUntil!.Value).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))
            : Refusal.For(field, "People.WrongOldPassword");
        return true;
    }
}

/// <summary>Asks a code of the authenticator app at every sign-in from now on; proven by a first code.</summary>
public sealed class TurnOnSecondFactor(Works works, SecondFactor secondFactor)
{
    /// <param name="secret">As <see cref="SecondFactor.NewSecret"/> made it and the app read it.</param>
    public Task<Outcome> Run(Me me, string secret, string? code) => works.Do(me, nameof(TurnOnSecondFactor), async work =>
    {
        work.Concerns(nameof(Person), me.Id);
        if (await work.Db.Accounts.SingleOrDefaultAsync(a => a.PersonId == me.Id) is not { } account)
        {
            return Refusal.NotFound();
        }

        if (account.TotpSecret is not null)
        {
            return Refusal.Invalid("People.SecondFactorIsOn");
        }

        if (SecondFactor.StepOf(secret, code ?? "", work.Now) is not { } step)
        {
            return Refusal.For("Code", "People.WrongCode");
        }

        account.UseTotp(secondFactor.Protect(secret), step);
        return null;
    });
}

/// <summary>Signs in by password alone again: one's own with the password, a colleague's (who lost the phone) by an administrator.</summary>
public sealed class TurnOffSecondFactor(Works works, IPasswords passwords)
{
    public async Task<Outcome> Run(Me me, Guid personId, string? password)
    {
        Refusal? refused = null;
        var outcome = await works.Do(me, nameof(TurnOffSecondFactor), async work =>
        {
            work.Concerns(nameof(Person), personId);
            if (personId != me.Id && !me.MayConfigurePeople())
            {
                return Refusal.Denied();
            }

            if (await work.Db.Accounts.SingleOrDefaultAsync(a => a.PersonId == personId && a.TotpSecret != null) is not { } account)
            {
                return Refusal.Invalid("People.SecondFactorIsOff");
            }

            if (personId == me.Id && account.Refuses(password, passwords, work.Now, "Password", out refused))
            {
                return account.Happenings.Count == 0 ? refused : null;
            }

            account.StopTotp();
            return null;
        });
        return refused is null ? outcome : new Outcome(refused);
    }
}

/// <summary>Lets a person try again whose account was locked by wrong passwords.</summary>
public sealed class UnlockAccount(Works works)
{
    public Task<Outcome> Run(Me me, Guid personId) => works.Do(me, nameof(UnlockAccount), async work =>
    {
        if (await work.Person(personId) is not { } person || await work.Db.Accounts.SingleOrDefaultAsync(a => a.PersonId == personId) is not { } account)
        {
            return Refusal.NotFound();
        }

        if (!await work.MayManageAccount(person))
        {
            return Refusal.Denied();
        }

        account.Unlock();
        return null;
    });
}

/// <summary>Ends sessions: one's own, or (by whoever manages the account) somebody else's.</summary>
public sealed class EndSessions(Works works, Sessions sessions)
{
    /// <param name="session">Only this one; all when not said, but the one the actor works in.</param>
    public async Task<Outcome> Run(Me me, Guid personId, Guid? session = null)
    {
        var outcome = await works.Do(me, nameof(EndSessions), async work =>
        {
            if (await work.Person(personId) is not { } person)
            {
                return Refusal.NotFound();
            }

            if (personId != me.Id && !await work.MayManageAccount(person))
            {
                return Refusal.Denied();
            }

            if (session is { } one && !await work.Db.Sessions.AnyAsync(s => s.Id == one && s.PersonId == personId))
            {
                return Refusal.NotFound();
            }

            work.Record("SessionsEnded", new Subject(nameof(Person), personId), null, session is { } which ? [("Session", which)] : []);
            return null;
        });
        if (outcome.Ok)
        {
            await (session is { } one ? sessions.EndOne(personId, one) : sessions.EndAll(personId, but: personId == me.Id ? me.SessionId : null));
        }

        return outcome;
    }
}
