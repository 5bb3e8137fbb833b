using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.People;

/// <summary>
/// 验证码: six digits that prove who holds an invitation (OWASP ASVS 5.0, 6.5: hashed, single use, ten minutes, few attempts,
/// rate limited).
/// </summary>
public sealed class VerificationCode
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Between two codes for one person.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public const int MostAttempts = 5;

    public const int MostPerHour = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InvitationId { get; init; }

    public required string Hash { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Wrong guesses so far; counted by a conditional statement before the guess is looked at.</summary>
    public int Attempts { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>Six digits.</summary>
    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
}

internal sealed class VerificationCodeMap : IEntityTypeConfiguration<VerificationCode>
{
    public void Configure(EntityTypeBuilder<VerificationCode> code)
    {
        code.ToTable("VerificationCodes");
        code.Property(c => c.Id).ValueGeneratedNever();
        code.Property(c => c.Hash).HasMaxLength(500);
        code.HasIndex(c => new { c.InvitationId, c.At });
        code.HasOne<Invitation>().WithMany().HasForeignKey(c => c.InvitationId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Whether text messages can be sent, said by the host's settings.</summary>
public interface ITextMessages
{
    bool CanSend { get; }
}

/// <summary>Where a code went.</summary>
/// <param name="Mobile">To this mobile by text message; null when it went by mail.</param>
public sealed record CodeSent(string? Mobile)
{
    /// <summary>What is to be texted; null when it went by mail.</summary>
    [JsonIgnore]
    public string? Code { get; init; }
}

/// <summary>Sends a code to whoever holds an open invitation from outside: to the mobile when texts can be sent, otherwise by mail.</summary>
public sealed class SendVerificationCode(Works works, IPasswords passwords, ITextMessages texts, ISecretBox box, Knocks knocks)
{
    /// <param name="me">The system, with the address the request came from: nobody is signed in yet.</param>
    public Task<Outcome<CodeSent>> Run(Me me, string? token) => works.Do<CodeSent>(me, nameof(SendVerificationCode), async work =>
    {
        var facts = await LookAtInvitation.Find(work.Db, token, work.Now);
        if (facts.State != InvitationState.Open)
        {
            return Refusal.Invalid($"People.Invitation_{facts.State}");
        }

        var hash = Invitation.Hash(token!);
        var found = await work.Db.Invitations.Where(i => i.TokenHash == hash).Select(i => new { i.Id, PersonId = i.PersonId!.Value }).SingleAsync();
        work.Concerns(nameof(Person), found.PersonId);
        if (!await knocks.Take(OpenDoor.Code, me.Ip))
        {
            return Refusal.Invalid("People.CodeTooSoon");
        }

        await work.Begin();
        if (await TooSoon(work, found.PersonId))
        {
            return Refusal.Invalid("People.CodeTooSoon");
        }

        var person = await work.Db.People.Where(p => p.Id == found.PersonId).Select(p => new { p.Mobile, p.Email }).SingleAsync();
        var code = VerificationCode.New();
        work.Db.VerificationCodes.Add(new VerificationCode { InvitationId = found.Id, Hash = passwords.Hash(code), At = work.Now });
        var byText = texts.CanSend && person.Mobile is not null;
        if (!byText)
        {
            InvitationMail.AddCode(work, found.PersonId, code, box.Close($"/invitation/{token}"));
        }

        work.Record("CodeSent", new Subject(nameof(Person), found.PersonId), null, [("Way", byText ? "text" : "mail")]);
        return new CodeSent(byText ? person.Mobile : null) { Code = byText ? code : null };
    });

    /// <summary>Counted by person, whichever of his invitations asks, and over all people, because a text costs money.</summary>
    private static async Task<bool> TooSoon(Work work, Guid personId)
    {
        // One after the other, so that two who ask at once don't both find room.
        await work.HoldPerson(personId);
        var (day, hour) = (work.Now.AddDays(-1), work.Now.AddHours(-1));
        var times = await work.Db.VerificationCodes.Where(c => c.At > day && work.Db.Invitations.Any(i => i.Id == c.InvitationId && i.PersonId == personId)).Select(c => c.At).ToListAsync();
        return times.Exists(t => t > work.Now - VerificationCode.Pause) || times.Count(t => t > hour) >= VerificationCode.MostPerHour || times.Count >= Limits.CodesPerDay
            || await work.Db.VerificationCodes.CountAsync(c => c.At > hour) >= Limits.CodesPerHour;
    }

    /// <summary>Whether this is the newest code of an invitation. Each guess costs an attempt, saved before it is looked at, whatever comes of it.</summary>
    internal static async Task<bool> Guess(Works works, IPasswords passwords, Me me, string invitationHash, string? code)
    {
        if (code is not { Length: > 0 and <= 20 })
        {
            return false;
        }

        var newest = await works.Do<string>(me, nameof(AcceptInvitation), async work =>
        {
            await work.Begin();
            var from = work.Now - VerificationCode.Lasts;
            var found = await Newest(work.Db, invitationHash).Select(c => new { c.Id, c.Hash }).FirstOrDefaultAsync();
            return found is not null && await work.Db.VerificationCodes.Where(c => c.Id == found.Id && c.UsedAt == null && c.At > from && c.Attempts < VerificationCode.MostAttempts)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Attempts, c => c.Attempts + 1)) == 1 ? found.Hash : "";
        });
        return newest.Value is { Length: > 0 } hash && passwords.Matches(hash, code.Trim());
    }

    /// <summary>A code is good for once.</summary>
    internal static async Task UseUp(Work work, string invitationHash)
    {
        var id = await Newest(work.Db, invitationHash).Select(c => c.Id).FirstOrDefaultAsync();
        await work.Db.VerificationCodes.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, work.Now));
    }

    private static IQueryable<VerificationCode> Newest(AppDb db, string invitationHash) =>
        db.VerificationCodes.Where(c => db.Invitations.Any(i => i.Id == c.InvitationId && i.TokenHash == invitationHash)).OrderByDescending(c => c.At);
}
