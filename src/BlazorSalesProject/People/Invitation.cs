using System.Security.Cryptography;
using System.Text;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>
/// Leave to choose a user name and a password once: for a person without an account, for one who lost the password, or (without
/// a person) for the first administrator of an empty company. The token is known to the letter only; here stands its hash.
/// </summary>
public sealed class Invitation : Entity
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(72);

    private Invitation()
    {
    }

    public override Subject Subject => PersonId is { } person ? new(nameof(Person), person) : new(nameof(Invitation), Id);

    /// <summary>Null for the first administrator, who is created by it.</summary>
    public Guid? PersonId { get; private init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    [NotAudited]
    public string TokenHash { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ExpiresAt { get; private init; }

    /// <summary>UTC; taken by a conditional statement, so two at once can't both have it.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>UTC; a newer invitation took its place.</summary>
    public DateTime? RevokedAt { get; private set; }

    public static Invitation Create(Guid? personId, string token, DateTime now)
    {
        var invitation = new Invitation { PersonId = personId, TokenHash = Hash(token), ExpiresAt = now + Lasts };
        invitation.Happened(personId is null ? "SetupOffered" : "PersonInvited", ("Until", invitation.ExpiresAt));
        return invitation;
    }

    /// <summary>256 random bits, safe in an address.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
