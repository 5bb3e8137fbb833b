using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

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
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, DatabaseProvider provider, string connectionString)
    {
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning, RelationalEventId.MultipleCollectionIncludeWarning));
        return provider == DatabaseProvider.PostgreSql
            ? options.UseNpgsql(connectionString, o => o.MigrationsAssembly("BlazorSalesProject.Migrations.PostgreSql").CommandTimeout(15))
            : options.UseSqlite(connectionString, o => o.MigrationsAssembly("BlazorSalesProject.Migrations.Sqlite").CommandTimeout(15)).AddInterceptors(new SqliteSettings());
    }
}
