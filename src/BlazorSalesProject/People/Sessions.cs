using System.Security.Cryptography;
using System.Text;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>The sessions kept on the server: begin, find by the cookie's key, end. Ending is told to every open circuit.</summary>
public sealed class Sessions(IDbContextFactory<AppDb> factory, WriterGate gate, TimeProvider clock, Signals signals)
{
    /// <summary>A new session's key for the cookie; only its hash is stored.</summary>
    public async Task<string> Begin(Guid personId, string? ip, string? browser)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using var db = await factory.CreateDbContextAsync();
        using var turn = await gate.Enter(db);
        db.Sessions.Add(new Session
        {
            PersonId = personId, KeyHash = Hash(key), StartedAt = clock.Now(), SeenAt = clock.Now(), Ip = Cut(ip, 64), Browser = Cut(browser, 300),
        });
        await db.SaveChangesAsync();
        return key;
    }

    /// <summary>The living session of a key, null when it ended or never was.</summary>
    public async Task<Session?> Find(string key)
    {
        var hash = Hash(key);
        var now = clock.Now();
        await using var db = await factory.CreateDbContextAsync();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == hash);
        if (session is null || !session.IsAlive(now))
        {
            return null;
        }

        if (now - session.SeenAt > TimeSpan.FromMinutes(1))
        {
            await Seen(db, [session.Id], now);
        }

        return session;
    }

    /// <summary>Which of these sessions are alive.</summary>
    public async Task<HashSet<Guid>> Alive(IReadOnlyCollection<Guid> ids)
    {
        var now = clock.Now();
        await using var db = await factory.CreateDbContextAsync();
        var sessions = await db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id) && s.EndedAt == null
            && db.People.Any(p => p.Id == s.PersonId && p.Active)).ToListAsync();
        return [.. sessions.Where(s => s.IsAlive(now)).Select(s => s.Id)];
    }

    /// <summary>A person was active in an open page: the idle clock starts anew.</summary>
    public async Task Seen(IReadOnlyCollection<Guid> ids)
    {
        await using var db = await factory.CreateDbContextAsync();
        await Seen(db, ids, clock.Now());
    }

    /// <summary>Sign-out of one session by its key.</summary>
    public async Task EndByKey(string key)
    {
        var hash = Hash(key);
        await End(s => s.Where(x => x.KeyHash == hash));
    }

    /// <summary>Ends every session of a person, but one if wanted (the one that changes its own password).</summary>
    public Task EndAll(Guid personId, Guid? but = null) => End(s => s.Where(x => x.PersonId == personId && x.Id != but));

    /// <summary>Ends one session of a person.</summary>
    public Task EndOne(Guid personId, Guid session) => End(s => s.Where(x => x.PersonId == personId && x.Id == session));

    private async Task End(Func<IQueryable<Session>, IQueryable<Session>> which)
    {
        var now = clock.Now();
        await using var db = await factory.CreateDbContextAsync();
        List<Guid> ended;
        using (await gate.Enter(db))
        {
            ended = await which(db.Sessions.Where(s => s.EndedAt == null)).Select(s => s.Id).ToListAsync();
            await db.Sessions.Where(s => ended.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now));
        }

        signals.Raise([nameof(Session), .. ended.Select(id => Signals.Topic(nameof(Session), id))]);
    }

    private async Task Seen(AppDb db, IReadOnlyCollection<Guid> ids, DateTime now)
    {
        using var turn = await gate.Enter(db);
        await db.Sessions.Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now));
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string? Cut(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}
