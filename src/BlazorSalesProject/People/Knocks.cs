using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.People;

/// <summary>A door that is open to strangers.</summary>
public enum OpenDoor
{
    /// <summary>Passwords and user names.</summary>
    SignIn,

    /// <summary>Links of letters: invitations, tasks, the first administrator's token.</summary>
    Link,

    /// <summary>Verification codes, asked for or guessed.</summary>
    Code,

    /// <summary>Web forms sent, right or wrong.</summary>
    Form,

    /// <summary>Keys of programs.</summary>
    Key,

    /// <summary>User names nobody has.</summary>
    Name,
}

/// <summary>How often one address, or one name, was wrong at a door.</summary>
public sealed class Knock
{
    public required OpenDoor Door { get; init; }

    /// <summary>A network address, or the hash of a name.</summary>
    public required string Who { get; init; }

    public int Count { get; set; }

    /// <summary>UTC; then the counting begins anew, or the name is no longer locked.</summary>
    public DateTime Until { get; set; }
}

internal sealed class KnockMap : IEntityTypeConfiguration<Knock>
{
    public void Configure(EntityTypeBuilder<Knock> knock)
    {
        knock.ToTable("Knocks");
        knock.HasKey(k => new { k.Door, k.Who });
        knock.Property(k => k.Door).HasConversion<string>().HasMaxLength(10);
        knock.Property(k => k.Who).HasMaxLength(64);
        knock.HasIndex(k => k.Until);
    }
}

/// <summary>
/// Counts what goes wrong at the doors that are open to strangers, in the database, so that all nodes count together. Each try is
/// taken by one conditional statement before it is looked at and given back when it was right: however many arrive at once, the limit holds.
/// </summary>
public sealed class Knocks(IDbContextFactory<AppDb> factory, WriterGate gate, TimeProvider clock)
{
    /// <summary>In which the limits of <see cref="Limits"/> count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Takes one try; false when this address has used up the hour's. Who comes without an address (from within the machine) is not counted.</summary>
    public async Task<bool> Take(OpenDoor door, string? address)
    {
        if (Network(address) is not { } who)
        {
            return true;
        }

        await using var db = await factory.CreateDbContextAsync();
        using var turn = await gate.Enter(db);
        var now = clock.Now();
        return await Count(db, door, who, now) || await Begin(db, door, who, now) || await Count(db, door, who, now);
    }

    /// <summary>It was right after all, and counts no more.</summary>
    public async Task GiveBack(OpenDoor door, string? address)
    {
        if (Network(address) is not { } who)
        {
            return;
        }

        await using var db = await factory.CreateDbContextAsync();
        using var turn = await gate.Enter(db);
        await db.Knocks.Where(k => k.Door == door && k.Who == who && k.Count > 0).ExecuteUpdateAsync(set => set.SetProperty(k => k.Count, k => k.Count - 1));
    }

    /// <summary>
    /// A wrong sign-in with a name nobody has: it is locked after as many tries, and for as long, as one that somebody has, so that the lock
    /// tells nothing.
    /// </summary>
    /// <returns>UTC; until when it is locked, null while it is not.</returns>
    internal async Task<DateTime?> WrongName(string name)
    {
        var who = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        await using var db = await factory.CreateDbContextAsync();
        using var turn = await gate.Enter(db);
        var now = clock.Now();
        var known = db.Knocks.Where(k => k.Door == OpenDoor.Name && k.Who == who);
        if (await known.Where(k => k.Until > now).Select(k => (DateTime?)k.Until).SingleOrDefaultAsync() is { } locked)
        {
            return locked;
        }

        if (await known.ExecuteUpdateAsync(set => set.SetProperty(k => k.Count, k => k.Count + 1).SetProperty(k => k.Until, now)) == 0)
        {
            await Add(db, new Knock { Door = OpenDoor.Name, Who = who, Count = 1, Until = now });
        }

        var until = now + Account.LockLasts;
        return await known.Where(k => k.Count >= Account.FailuresBeforeLock).ExecuteUpdateAsync(set => set.SetProperty(k => k.Count, 0).SetProperty(k => k.Until, until)) == 1 ? until : null;
    }

    private static async Task<bool> Count(AppDb db, OpenDoor door, string who, DateTime now)
    {
        var most = door switch { OpenDoor.SignIn => Limits.WrongSignIns, OpenDoor.Code => Limits.CodeTries, OpenDoor.Form => Limits.FormsSent, _ => Limits.WrongLinks };
        return await db.Knocks.Where(k => k.Door == door && k.Who == who && k.Until > now && k.Count < most).ExecuteUpdateAsync(set => set.SetProperty(k => k.Count, k => k.Count + 1)) == 1;
    }

    /// <summary>The first try of an hour.</summary>
    private static async Task<bool> Begin(AppDb db, OpenDoor door, string who, DateTime now)
    {
        var until = now + Window;
        return await db.Knocks.Where(k => k.Door == door && k.Who == who && k.Until <= now).ExecuteUpdateAsync(set => set.SetProperty(k => k.Count, 1).SetProperty(k => k.Until, until)) == 1
            || (!await db.Knocks.AnyAsync(k => k.Door == door && k.Who == who) && await Add(db, new Knock { Door = door, Who = who, Count = 1, Until = until }));
    }

    /// <summary>False when another came first.</summary>
    private static async Task<bool> Add(AppDb db, Knock knock)
    {
        db.Knocks.Add(knock);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Whoever has one address of the new kind has all of its network.</summary>
    internal static string? Network(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            return null;
        }

        ip = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        return ip.AddressFamily == AddressFamily.InterNetwork ? ip.ToString() : $"{new IPAddress([.. ip.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])}/64";
    }
}
