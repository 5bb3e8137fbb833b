using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlazorSalesProject.Data;

/// <summary>
/// The one door for changes (rule D-1): opens a piece of work for a person, runs a verb in it and saves everything in one
/// transaction, or nothing and says why. Every run leaves an audit row, also when it was refused.
/// </summary>
public sealed class Works(
    IDbContextFactory<AppDb> factory, TimeProvider clock, Signals signals, WriterGate gate, IEnumerable<INoticeRule> rules, OutboxBell bell, ILogger<Works> log)
{
    private readonly HashSet<string> _told = [.. rules.SelectMany(r => r.Hears)];

    /// <summary>Runs a verb that has nothing to hand back.</summary>
    public async Task<Outcome> Do(Me me, string verb, Func<Work, Task<Refusal?>> what)
    {
        var outcome = await Do<bool>(me, verb, async work => await what(work) is { } refusal ? refusal : true);
        return outcome.Refusal is { } refused ? refused : Outcome.Done;
    }

    /// <summary>Runs a verb.</summary>
    public Task<Outcome<T>> Do<T>(Me me, string verb, Func<Work, Task<Outcome<T>>> what) => Run(me, verb, what, null);

    /// <summary>
    /// Runs a verb at most once per key (rule D-9): a repetition with the same request gets the first answer back, one with
    /// another request is refused. Forms get their key when they are opened.
    /// </summary>
    public async Task<Outcome<T>> Once<T>(Me me, string verb, Guid key, object request, Func<Work, Task<Outcome<T>>> what)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request))));
        if (await Answered<T>(me, verb, key, hash) is { } answer)
        {
            return answer;
        }

        var outcome = await Run(me, verb, what, (key, hash));
        return outcome.Refusal is { Kind: RefusalKind.Conflict, Key: Duplicate } && await Answered<T>(me, verb, key, hash) is { } first ? first : outcome;
    }

    /// <summary>A read: its own context, nothing tracked, closed at once.</summary>
    public async Task<T> Read<T>(Func<AppDb, Task<T>> what)
    {
        await using var db = await factory.CreateDbContextAsync();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await what(db);
    }

    private const string Duplicate = "Kernel.Duplicate";

    private async Task<Outcome<T>?> Answered<T>(Me me, string verb, Guid key, string hash)
    {
        var known = await Read(db => db.IdempotencyKeys.SingleOrDefaultAsync(k => k.ActorId == me.Id && k.Verb == verb && k.Key == key));
        if (known is null)
        {
            return null;
        }

        return known.RequestHash == hash ? JsonSerializer.Deserialize<T>(known.Result!)! : Refusal.Conflict("Kernel.KeyReused");
    }

    private async Task<Outcome<T>> Run<T>(Me me, string verb, Func<Work, Task<Outcome<T>>> what, (Guid Key, string Hash)? once)
    {
        Subject? subject = null;
        Refusal refusal;
        try
        {
            await using var work = new Work(await factory.CreateDbContextAsync(), gate, me, verb, clock.Now(), _told);
            var outcome = await what(work);
            subject = work.Concerned;
            if (outcome.Refusal is null)
            {
                if (once is { } key)
                {
                    work.Db.IdempotencyKeys.Add(new IdempotencyKey
                    {
                        ActorId = me.Id, Verb = verb, Key = key.Key, RequestHash = key.Hash, Result = JsonSerializer.Serialize(outcome.Value), At = work.Now,
                    });
                }

                var topics = await work.Save();
                if (topics.Count > 0)
                {
                    signals.Raise(topics);
                }

                if (work.HasOutbox)
                {
                    bell.Ring();
                }

                return outcome;
            }

            refusal = outcome.Refusal;
        }
        catch (Work.TakenOverException e)
        {
            refusal = e.Refusal;
            log.LogWarning("{Verb} of the job {Job} came too late: another node has begun the job since its fence {Fence}", verb, me.Turn?.Job, me.Turn?.Fence);
        }
        catch (DbUpdateConcurrencyException e)
        {
            refusal = Refusal.Conflict("Kernel.ChangedMeanwhile");
            log.LogInformation("{Verb} by {Person} met a concurrent change of {Entities}", verb, me.Id, string.Join(", ", e.Entries.Select(x => x.Metadata.ClrType.Name)));
        }
        catch (DbUpdateException e) when (IsDuplicate(e.InnerException))
        {
            refusal = Refusal.Conflict(Duplicate);
            log.LogInformation("{Verb} by {Person} met a unique constraint: {Message}", verb, me.Id, e.InnerException!.Message);
        }
        catch (Exception e) when (DatabaseTrouble(e) is { } trouble)
        {
            log.LogWarning(e, "{Verb} by {Person} was not saved", verb, me.Id);
            return trouble;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var reference = Guid.NewGuid().ToString("N")[..8];
            log.LogError(e, "{Verb} by {Person} failed, reference {Reference}", verb, me.Id, reference);
            refusal = new Refusal(RefusalKind.Unexpected, "Kernel.Unexpected", [reference]);
        }

        await NoteRefusal(me, verb, subject, refusal);
        return refusal;
    }

    /// <summary>What was refused is audited too, in a transaction of its own; it must never hide the refusal itself.</summary>
    private async Task NoteRefusal(Me me, string verb, Subject? subject, Refusal refusal)
    {
        try
        {
            await using var work = new Work(await factory.CreateDbContextAsync(), gate, me with { Turn = null }, verb, clock.Now(), _told);
            var outcome = refusal.Kind is RefusalKind.Denied or RefusalKind.NotFound ? ActivityOutcome.Denied : ActivityOutcome.Refused;
            work.Record("Refused", subject ?? new Subject("None", Guid.Empty), null, [("Reason", refusal.Key), ("Kind", refusal.Kind)], outcome);
            await work.Save();
        }
        catch (Exception e) when (e is DbUpdateException or SqliteException or NpgsqlException or InvalidOperationException)
        {
            log.LogError(e, "The refusal of {Verb} to {Person} ({Reason}) could not be audited", verb, me.Id, refusal.Key);
        }
    }

    private static bool IsDuplicate(Exception? inner) => inner switch
    {
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        _ => false,
    };

    /// <summary>The database or the disk is at fault, not the request: nothing was saved and trying again helps.</summary>
    private static Refusal? DatabaseTrouble(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SqliteException { SqliteErrorCode: 13 }:
                    return new Refusal(RefusalKind.Unavailable, "Kernel.DiskFull", []);
                case SqliteException { SqliteErrorCode: 5 or 6 }:
                case WriterGate.BusyException:
                    return new Refusal(RefusalKind.Busy, "Kernel.Busy", []);
                case NpgsqlException { IsTransient: true }:
                case SqliteException { SqliteErrorCode: 8 or 10 or 14 }:
                    return new Refusal(RefusalKind.Unavailable, "Kernel.DatabaseAway", []);
            }
        }

        return null;
    }
}
