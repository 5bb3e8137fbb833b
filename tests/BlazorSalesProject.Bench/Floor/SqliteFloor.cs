using System.Diagnostics;
using System.Globalization;
using BlazorSalesProject.Bench.Measures;
using Microsoft.Data.Sqlite;

namespace BlazorSalesProject.Bench.Floor;

/// <summary>
/// The same questions put to a bare SQLite file with hand-written SQL: 10,000 rows, five indexes, WAL, synchronous FULL,
/// one writer at a time, a row per change and nothing else. What the application adds is measured against this.
/// </summary>
public sealed class SqliteFloor : IDisposable
{
    public const int Rows = 10_000;
    private static readonly string[] Stages = ["s1", "s2", "s3", "s4", "s5", "s6", "won", "lost"];
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _connection;
    private readonly string _file;

    public SqliteFloor(string folder)
    {
        Directory.CreateDirectory(folder);
        _file = Path.Combine(folder, "floor.db");
        File.Delete(_file);
        _connection = new SqliteConnectionStringBuilder { DataSource = _file, Pooling = true }.ToString();
        using var connection = Open();
        Run(connection, "pragma journal_mode=wal");
        Run(connection, """
            create table deal (id text primary key, title text not null, customer text not null, owner text not null, stage text not null,
                amount integer not null, close_on text not null, entered text not null, version integer not null) without rowid;
            create index deal_stage on deal (stage, amount);
            create index deal_owner on deal (owner, stage, entered);
            create index deal_customer on deal (customer);
            create index deal_close on deal (close_on);
            create index deal_entered on deal (entered);
            """);
        RowsPerSecond = Fill(connection);
    }

    /// <summary>Rows per second when all rows go in in one transaction.</summary>
    public double RowsPerSecond { get; }

    public async Task ListAsync(int client, int turn)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select id, title, customer, owner, stage, amount, close_on, entered, version from deal where owner = $owner and stage = $stage order by entered desc limit 50";
        command.Parameters.AddWithValue("$owner", Owner(client + turn));
        command.Parameters.AddWithValue("$stage", Stages[turn % Stages.Length]);
        await Drain(command);
    }

    public async Task SearchAsync(int client, int turn)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select id, title, customer, owner, stage, amount from deal where title like $text or customer like $text order by entered desc limit 50";
        command.Parameters.AddWithValue("$text", $"%{(client * 100) + (turn % 97)}%");
        await Drain(command);
    }

    public async Task SumsAsync(int client, int turn)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select stage, count(*), sum(amount) from deal group by stage";
        await Drain(command);
    }

    public Task CreateAsync(int client, int turn) => WriteAsync(connection => Insert(connection, null, Guid.CreateVersion7().ToString(), turn));

    public Task MoveAsync(int client, int turn) => WriteAsync(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "update deal set stage = $stage, version = version + 1 where id = $id";
        command.Parameters.AddWithValue("$stage", Stages[turn % 6]);
        command.Parameters.AddWithValue("$id", Id((client * 1000) + (turn % 1000)));
        command.ExecuteNonQuery();
    });

    /// <summary>Runs one of the operations above as often as the bench runs every operation.</summary>
    public static Task<LoadFigures> LoadAsync(Func<int, int, Task> operation) => Load.RunAsync(operation);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _writer.Dispose();
        File.Delete(_file);
    }

    private static string Id(int n) => n.ToString("00000000-0000-7000-8000-000000000000", CultureInfo.InvariantCulture);

    private static string Owner(int n) => $"owner-{n % 40}";

    private static Task Drain(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var cells = new object[reader.FieldCount];
        while (reader.Read())
            reader.GetValues(cells);
        return Task.CompletedTask;
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction? transaction, string id, int n)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into deal values ($id, $title, $customer, $owner, $stage, $amount, $close, $entered, 1)";
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$title", $"Line {n} for plant {n % 313}");
        command.Parameters.AddWithValue("$customer", $"Customer {n % 2000}");
        command.Parameters.AddWithValue("$owner", Owner(n));
        command.Parameters.AddWithValue("$stage", Stages[n % Stages.Length]);
        command.Parameters.AddWithValue("$amount", 10_000L + ((n * 7919L) % 5_000_000));
        command.Parameters.AddWithValue("$close", $"2027-{(n % 12) + 1:00}-{(n % 28) + 1:00}");
        command.Parameters.AddWithValue("$entered", $"2026-{(n % 12) + 1:00}-{(n % 28) + 1:00}T{n % 24:00}:00:00");
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static double Fill(SqliteConnection connection)
    {
        var clock = Stopwatch.StartNew();
        using var transaction = connection.BeginTransaction();
        for (var n = 0; n < Rows; n++)
            Insert(connection, transaction, Id(n), n);
        transaction.Commit();
        return Rows / clock.Elapsed.TotalSeconds;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        Run(connection, "pragma synchronous=full; pragma busy_timeout=5000");
        return connection;
    }

    private async Task WriteAsync(Action<SqliteConnection> write)
    {
        await _writer.WaitAsync();
        try
        {
            using var connection = Open();
            write(connection);
        }
        finally
        {
            _writer.Release();
        }
    }
}
