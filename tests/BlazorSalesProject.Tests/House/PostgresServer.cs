using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BlazorSalesProject.Tests.House;

/// <summary>
/// Our own PostgreSQL cluster on a free loopback port, started on first use and gone with the test run. It trusts loopback and
/// does not sync to disk: it lives as long as the run.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> TheOne = new(() => new PostgresServer());
    private static readonly Lock Creating = new();

    private readonly Guardian guardian;
    private readonly int port;
    private readonly ConcurrentDictionary<Content, Lazy<string>> templates = new();
    private int databases;

    private PostgresServer()
    {
        var binaries = FindBinaries();
        var folder = TemporaryFolder.NewName("postgresql");
        var data = Path.Combine(folder, "data");
        var asUser = Environment.UserName == "root" ? AsServerUser() : [];
        if (asUser.Length > 0)
        {
            Run.ToEnd("install", "-d", "-m", "700", "-o", ServerUser(), folder);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }

        Server("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        guardian = new Guardian("dir=$1; shift; \"$@\" -m immediate stop; rm -rf \"$dir\"", [folder, .. asUser, Path.Combine(binaries, "pg_ctl"), "-D", data]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => guardian.Dispose();

        port = StartOnFreePort();
        void Server(string program, params string[] arguments)
        {
            string[] line = [.. asUser, Path.Combine(binaries, program), .. arguments];
            Run.ToEnd(line[0], line[1..]);
        }

        int StartOnFreePort()
        {
            for (var attempt = 1; ; attempt++)
            {
                var candidate = FreePort.Next();
                var settings = $"-c port={candidate} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off "
                    + "-c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 -c max_connections=400 -c shared_buffers=64MB";
                try
                {
                    Server("pg_ctl", "-D", data, "-l", Path.Combine(folder, "log"), "-o", settings, "-w", "-t", "60", "start");
                    return candidate;
                }
                catch (InvalidOperationException) when (attempt < 5)
                {
                    // Somebody else took the port in between.
                }
            }
        }
    }

    /// <summary>The server of this test run; fails with a sentence when PostgreSQL is not installed.</summary>
    public static PostgresServer Shared => TheOne.Value;

    /// <summary>A fresh database with the current schema: its connection string.</summary>
    public string CreateDatabase(Content content = Content.Beginning) => Create(templates.GetOrAdd(content, _ => new(() => Make(content))).Value);

    /// <summary>Says something to a database, past everything.</summary>
    public static void Say(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A fresh database without any table, pg_trgm available: its connection string.</summary>
    public string CreateEmptyDatabase() => Create("template1");

    private string Make(Content content)
    {
        var name = content == Content.Demo ? "template_demo" : "template_beginning";
        Execute("postgres", $"CREATE DATABASE {name}");
        Execute(name, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
        TestBusiness.Fill(Database.PostgreSql, Connection(name) + ";Pooling=false", content).GetAwaiter().GetResult();
        // A template must have no connection.
        Execute("postgres", $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        return name;
    }

    private string Create(string from)
    {
        var name = "test_" + Interlocked.Increment(ref databases).ToString(System.Globalization.CultureInfo.InvariantCulture);
        lock (Creating)
        {
            Execute("postgres", $"CREATE DATABASE {name} TEMPLATE {from}");
        }

        return Connection(name);
    }

    private string Connection(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=30;Connection Idle Lifetime=5;Connection Pruning Interval=2";

    private void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string FindBinaries()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed (no initdb found): run ./test.sh, which installs it, or install the package postgresql.");
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsServerUser() => ["setpriv", $"--reuid={ServerUser()}", $"--regid={Run.ToEnd("id", "-gn", ServerUser()).Trim()}", "--clear-groups", "--"];

    private static string ServerUser() => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}

/// <summary>Ports nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A loopback port that is free at this moment.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
