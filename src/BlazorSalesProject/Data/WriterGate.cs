using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorSalesProject.Data;

/// <summary>
/// SQLite has one writer: instead of letting writers collide inside the engine they queue here (rule D-10).
/// PostgreSQL needs no gate and passes.
/// </summary>
public sealed class WriterGate : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits for the turn to write; throws <see cref="BusyException"/> after 15 seconds.</summary>
    public async Task<IDisposable?> Enter(AppDb db)
    {
        if (!db.OnSqlite)
        {
            return null;
        }

        return await _one.WaitAsync(LongestWait) ? new Turn(_one) : throw new BusyException();
    }

    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Release();
    }

    /// <summary>Nobody's turn came in time.</summary>
    public sealed class BusyException : Exception
    {
        public BusyException()
            : base("The writer's turn did not come within 15 seconds.")
        {
        }
    }
}

/// <summary>The settings of every SQLite connection (rule D-10): acknowledged means kept.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Wakes whoever works the outbox, right after a commit. Several may wait; none misses a ring that came after it asked.</summary>
public sealed class OutboxBell
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next ring; ask for it before looking into the outbox.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
