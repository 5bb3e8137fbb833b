using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Checks a user name and password and begins a session. Unknown name and wrong password are answered alike.</summary>
public sealed class SignIn(Works works, IPasswords passwords, Sessions sessions, SecondFactor secondFactor)
{
    private static string? _nobodysHash;

    /// <param name="me">The system, with the address the attempt came from: nobody is signed in yet.</param>
    /// <param name="code">Code of the authenticator app, when the account asks for one.</param>
    public async Task<Outcome<SignedIn>> Run(Me me, string? userName, string? password, string? code, string? browser)
    {
        Guid personId = default;
        string? language = null;
        var needsCode = false;
        Refusal? refused = null;
        var outcome = await works.Do(me, nameof(SignIn), async work =>
        {
            var key = Account.Key(userName ?? "");
            var account = key.Length is > 0 and <= Limits.ShortText ? await work.Db.Accounts.SingleOrDefaultAsync(a => a.UserKey == key) : null;
            language = account is null ? null : await work.Db.People.Where(p => p.Id == account.PersonId && p.Active).Select(p => p.Language).SingleOrDefaultAsync();
            if (account is null || language is null || password is null || password.Length > PasswordRules.Longest)
            {
                // The same work as for a known name, so that the time tells nothing.
                passwords.Matches(_nobodysHash ??= passwords.Hash("nobody"), password is { Length: <= PasswordRules.Longest } ? password : "");
                return Refusal.Invalid("People.WrongPassword");
            }

            work.Concerns(nameof(Person), account.PersonId);
            if (account.IsLocked(work.Now))
            {
                return Refusal.Invalid("People.Locked", Clock.Local(account.LockedUntil!.Value).ToString("HH:mm"));
            }

            if (!passwords.Matches(account.PasswordHash, password))
            {
                account.Failed(work.Now);
                refused = account.IsLocked(work.Now)
                    ? Refusal.Invalid("People.Locked", Clock.Local(account.LockedUntil!.Value).ToString("HH:mm"))
                    : Refusal.Invalid("People.WrongPassword");
                return null;
            }

            if (account.TotpSecret is { } secret)
            {
                if (string.IsNullOrWhiteSpace(code))
                {
                    needsCode = true;
                    return Refusal.Invalid("People.CodeNeeded");
                }

                if (secondFactor.Step(secret, code, work.Now) is not { } step || !account.UseTotpStep(step))
                {
                    needsCode = true;
                    account.Failed(work.Now);
                    refused = Refusal.Invalid("People.WrongCode");
                    return null;
                }
            }

            account.SignedIn();
            personId = account.PersonId;
            return null;
        });
        if (outcome.Refusal is { } refusal)
        {
            return needsCode ? new SignedIn(null, true) : refusal;
        }

        return refused is not null ? refused : new SignedIn(await sessions.Begin(personId, me.Ip, browser), false) { Language = language };
    }
}

/// <summary>The key for the cookie, or that the second factor is asked for first.</summary>
public sealed record SignedIn(string? SessionKey, bool NeedsCode)
{
    /// <summary>The language the person chose, for a browser that has not chosen one.</summary>
    public string? Language { get; init; }
}
