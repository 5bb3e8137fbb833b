using BlazorSalesProject.Data;
using Npgsql;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>
/// Nodes that are started together begin one after the other: the first brings the database to its state (schema, first rows, demo,
/// a key for cookies, the timers' tables), the next ones find it so. Held in the database until the node is up, and gone with it.
/// </summary>
public sealed class StartTurn : IDisposable
{
    /// <summary>Any number, the same on every node.</summary>
    private const long Lock = 2_026_112_201;
    private NpgsqlConnection? _line;

    private StartTurn(NpgsqlConnection? line) => _line = line;

    /// <summary>Waits for its turn; on SQLite there is only one node.</summary>
    public static async Task<StartTurn> Take(Settings settings)
    {
        if (settings.Provider != DatabaseProvider.PostgreSql)
        {
            return new StartTurn(null);
        }

        var line = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, ApplicationName = "node start" }.ConnectionString);
        await line.OpenAsync();
        await using var wait = new NpgsqlCommand("SELECT pg_advisory_lock($1)", line) { CommandTimeout = 0 };
        wait.Parameters.Add(new NpgsqlParameter { Value = Lock });
        await wait.ExecuteNonQueryAsync();
        return new StartTurn(line);
    }

    public void Dispose() => Interlocked.Exchange(ref _line, null)?.Dispose();
}
