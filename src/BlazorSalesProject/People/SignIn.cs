using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Checks a user name and password and begins a session. Unknown name and wrong password are answered alike, down to the lock.</summary>
public sealed class SignIn(Works works, IPasswords passwords, Sessions sessions, SecondFactor secondFactor, Knocks knocks)
{
    private static string? _nobodysHash;

    /// <param name="me">The system, with the address the attempt came from: nobody is signed in yet.</param>
    /// <param name="code">Code of the authenticator app, when the account asks for one.</param>
    public async Task<Outcome<SignedIn>> Run(Me me, string? userName, string? password, string? code, string? browser)
    {
        if (!await knocks.Take(OpenDoor.SignIn, me.Ip))
        {
            return (await works.Do(me, nameof(SignIn), _ => Task.FromResult<Refusal?>(Refusal.Invalid("People.TooManyTries")))).Refusal!;
        }

        var outcome = await Try(me, userName, password, code, browser);
        if (outcome.Ok)
        {
            await knocks.GiveBack(OpenDoor.SignIn, me.Ip);
        }

        return outcome;
    }

    private async Task<Outcome<SignedIn>> Try(Me me, string? userName, string? password, string? code, string? browser)
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
            // The same work for every name, known, unknown or locked, so that the time tells nothing.
            var (fits, hash) = (password is { Length: <= PasswordRules.Longest }, account?.PasswordHash ?? (_nobodysHash ??= passwords.Hash("nobody")));
            var right = passwords.Matches(hash, fits ? password! : "") && fits;
            if (account is null || language is null)
            {
                return Wrong(await knocks.WrongName(key));
            }

            work.Concerns(nameof(Person), account.PersonId);
            // Tries at one account in the same moment follow one another from here on: none is refused for the other's sake and every wrong one counts.
            await work.Begin();
            await work.Db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, a => a.Version));
            await work.Db.Entry(account).ReloadAsync();
            right = right && account.PasswordHash == hash;
            if (account.IsLocked(work.Now))
            {
                return Wrong(account.LockedUntil);
            }

            if (!right)
            {
                account.Failed(work.Now);
                refused = Wrong(account.IsLocked(work.Now) ? account.LockedUntil : null);
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

    private static Refusal Wrong(DateTime? lockedUntil) =>
        lockedUntil is { } until ? Refusal.Invalid("People.Locked", Clock.Local(until).ToString("HH:mm")) : Refusal.Invalid("People.WrongPassword");
}

/// <summary>The key for the cookie, or that the second factor is asked for first.</summary>
public sealed record SignedIn(string? SessionKey, bool NeedsCode)
{
    /// <summary>The language the person chose, for a browser that has not chosen one.</summary>
    public string? Language { get; init; }
}
