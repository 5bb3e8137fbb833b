using System.Security.Cryptography;
using System.Text;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Sales.Capture;

/// <summary>接口密钥: lets another program hand in leads to one pool. Only its hash is kept; the key itself is shown once.</summary>
public sealed class LeadKey : Entity
{
    private const string Beginning = "xs_";

    private LeadKey()
    {
    }

    public string Name { get; private init; } = "";

    public Guid PoolId { get; private init; }

    public Guid? CampaignId { get; private init; }

    /// <summary>Its first signs, by which people tell keys apart.</summary>
    public string Start { get; private init; } = "";

    [NotAudited]
    public string Hash { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>UTC.</summary>
    [NotAudited]
    public DateTime? LastUsedAt { get; private set; }

    /// <param name="secret">The key itself, to be shown once.</param>
    public static Outcome<LeadKey> Create(string? name, Guid poolId, Guid? campaignId, out string secret)
    {
        secret = Beginning + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        if (Limits.Check(nameof(Name), name, Limits.ShortText, required: true) is { } refusal)
        {
            return refusal;
        }

        var key = new LeadKey { Name = Limits.Clean(name)!, PoolId = poolId, CampaignId = campaignId, Start = secret[..9], Hash = HashOf(secret) };
        key.Happened("LeadKeyCreated", ("Name", key.Name));
        return key;
    }

    public Refusal? Revoke(DateTime now)
    {
        if (RevokedAt is not null)
        {
            return Refusal.Invalid("Leads.KeyRevoked");
        }

        RevokedAt = now;
        Happened("LeadKeyRevoked", ("Name", Name));
        return null;
    }

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
