using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>The way a person signs in: a user name, a password hash, optionally a second factor.</summary>
public sealed class Account : Entity
{
    /// <summary>Wrong passwords in a row before the account is locked.</summary>
    public const int FailuresBeforeLock = 5;

    public static readonly TimeSpan LockLasts = TimeSpan.FromMinutes(15);

    private Account()
    {
    }

    public override Subject Subject => new(nameof(Person), PersonId);

    public Guid PersonId { get; private init; }

    public string UserName { get; private set; } = "";

    /// <summary>Lower case; unique.</summary>
    public string UserKey { get; private set; } = "";

    [NotAudited]
    public string PasswordHash { get; private set; } = "";

    [NotAudited]
    public int Failures { get; private set; }

    /// <summary>UTC; until then every sign-in is refused.</summary>
    public DateTime? LockedUntil { get; private set; }

    /// <summary>Shared secret of the authenticator app, protected; null while the second factor is off.</summary>
    [NotAudited]
    public string? TotpSecret { get; private set; }

    /// <summary>The last time step whose code was used: a code works once.</summary>
    [NotAudited]
    public long TotpStep { get; private set; }

    public static string Key(string userName) => Limits.Clean(userName)?.ToLowerInvariant() ?? "";

    public static Account Create(Guid personId, string userName, string passwordHash)
    {
        var account = new Account { PersonId = personId, UserName = userName.Trim(), UserKey = Key(userName), PasswordHash = passwordHash };
        account.Happened("AccountCreated", ("UserName", account.UserName));
        return account;
    }

    public bool IsLocked(DateTime now) => LockedUntil > now;

    public void SignedIn()
    {
        Failures = 0;
        LockedUntil = null;
        Happened("SignedIn");
    }

    public void Failed(DateTime now)
    {
        Failures++;
        if (Failures >= FailuresBeforeLock)
        {
            LockedUntil = now + LockLasts;
            Failures = 0;
            Happened("AccountLocked");
        }
        else
        {
            Happened("SignInFailed");
        }
    }

    public void Unlock()
    {
        (Failures, LockedUntil) = (0, null);
        Happened("AccountUnlocked");
    }

    public void ChangePassword(string hash)
    {
        PasswordHash = hash;
        Happened("PasswordChanged");
    }

    public void UseTotp(string protectedSecret, long step)
    {
        (TotpSecret, TotpStep) = (protectedSecret, step);
        Happened("SecondFactorOn");
    }

    public void StopTotp()
    {
        TotpSecret = null;
        Happened("SecondFactorOff");
    }

    public bool UseTotpStep(long step)
    {
        if (step <= TotpStep)
        {
            return false;
        }

        TotpStep = step;
        return true;
    }
}
