using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BlazorSalesProject.Data;

/// <summary>The databases we run on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>How a context is opened on either database; also used by design-time tools and tests.</summary>
public static class AppDbOptions
{
    /// <summary>A node that stops breathing in the middle of a transaction must not hold its rows for ever.</summary>
    private static string Patient(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options ??= "-c idle_in_transaction_session_timeout=30000";
        return settings.ConnectionString;
    }

    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, DatabaseProvider provider, string connectionString)
    {
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning, RelationalEventId.MultipleCollectionIncludeWarning));
        return provider == DatabaseProvider.PostgreSql
            ? options.UseNpgsql(Patient(connectionString), o => o.MigrationsAssembly("BlazorSalesProject.Migrations.PostgreSql").CommandTimeout(15))
            : options.UseSqlite(connectionString, o => o.MigrationsAssembly("BlazorSalesProject.Migrations.Sqlite").CommandTimeout(15)).AddInterceptors(new SqliteSettings());
    }
}
