using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlazorSalesProject.Kernel;

/// <summary>How the verb behind an activity ended.</summary>
public enum ActivityOutcome
{
    Done,
    Refused,
    Denied,
}

/// <summary>
/// What happened, to what, by whom, when, with before and after. One append-only row serves audit, timeline and notices;
/// the database refuses to change or delete it.
/// </summary>
public sealed class Activity
{
    /// <summary>Order of recording; the audit is ordered by this, never by the clock.</summary>
    public long Id { get; private set; }

    /// <summary>All activities of one run of one verb share it.</summary>
    public Guid Operation { get; init; }

    public required string Kind { get; init; }

    public required string Verb { get; init; }

    public required string SubjectKind { get; init; }

    public Guid? SubjectId { get; init; }

    public string? AboutKind { get; init; }

    public Guid? AboutId { get; init; }

    public Guid? ActorId { get; init; }

    public Guid? SessionId { get; init; }

    public string? Ip { get; init; }

    /// <summary>UTC, to the microsecond, so that both databases give back what was hashed.</summary>
    public DateTime At { get; init; }

    public ActivityOutcome Outcome { get; init; }

    /// <summary>Facts and changes as JSON, see <see cref="Details"/>.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 over everything above but the order number, written once.</summary>
    public string Hash { get; private set; } = "";

    public ActivityDetails Details() => JsonSerializer.Deserialize<ActivityDetails>(Data) ?? ActivityDetails.None;

    public void Seal() => Hash = ComputeHash();

    public string ComputeHash()
    {
        var line = string.Join('\n', Operation, Kind, Verb, SubjectKind, SubjectId, AboutKind, AboutId, ActorId, SessionId, Ip,
            At.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture), Outcome, Data);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }
}

/// <summary>One field before and after, as invariant text.</summary>
public sealed record Change(string Field, string? Before, string? After);

/// <summary>What an activity knows beyond who and when.</summary>
public sealed record ActivityDetails(IReadOnlyDictionary<string, string?> Facts, IReadOnlyList<Change> Changes)
{
    public static readonly ActivityDetails None = new(new Dictionary<string, string?>(), []);

    public string? Fact(string name) => Facts.GetValueOrDefault(name);
}
