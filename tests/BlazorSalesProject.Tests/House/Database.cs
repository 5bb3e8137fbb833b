using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace BlazorSalesProject.Tests.House;

/// <summary>What a fresh database holds.</summary>
public enum Content
{
    /// <summary>The current schema and what every new company begins with: roles and pipelines.</summary>
    Beginning,

    /// <summary>The demo company besides, made on 2 March 2026.</summary>
    Demo,
}

/// <summary>A fresh database of its own for one test, made on first use, with what a new company begins with or the demo company.</summary>
public sealed class Database : IXunitSerializable
{
    /// <summary>The provider name of SQLite, as in the setting Database:Provider.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>The provider name of PostgreSQL, as in the setting Database:Provider.</summary>
    public const string PostgreSql = "PostgreSql";

    private readonly Lazy<string> connectionString;

    /// <summary>For xunit, which sets the provider afterwards.</summary>
    public Database() => connectionString = new(() => Provider == Sqlite ? SqliteFile.Create(Content) : PostgresServer.Shared.CreateDatabase(Content));

    private Database(string provider) : this() => Provider = provider;

    /// <summary>What it holds, or will hold on first use.</summary>
    public Content Content { get; private set; }

    /// <summary>"Sqlite" or "PostgreSql".</summary>
    public string Provider { get; private set; } = Sqlite;

    /// <summary>Where the database is.</summary>
    public string ConnectionString => connectionString.Value;

    /// <summary>The same database with the demo company in it; to be said before its first use.</summary>
    public Database WithDemo()
    {
        Content = connectionString.IsValueCreated && Content != Content.Demo ? throw new InvalidOperationException("The database is in use already.") : Content.Demo;
        return this;
    }

    /// <summary>A fresh database on one provider, for a test that is not a theory.</summary>
    public static Database On(string provider) => new(provider);

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Provider), Provider);

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info) => Provider = info.GetValue<string>(nameof(Provider));

    /// <inheritdoc/>
    public override string ToString() => Provider;
}

/// <summary>
/// Runs a theory on SQLite and on PostgreSQL: the first parameter is the <see cref="Database"/>, further ones are the given values.
/// <c>[Theory, BothDatabases]</c>, or <c>[Theory, BothDatabases("won"), BothDatabases("lost")]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothDatabasesAttribute(params object?[] values) : DataAttribute
{
    /// <summary>The values after the database.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <inheritdoc/>
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
        [[Database.On(Database.Sqlite), .. values], [Database.On(Database.PostgreSql), .. values]];
}

