using System.Collections.Concurrent;

namespace BlazorSalesProject.Tests.House;

/// <summary>A fresh SQLite database file for one test, copied from a file that was migrated once.</summary>
public static class SqliteFile
{
    private static readonly ConcurrentDictionary<Content, Lazy<string>> Templates = new();

    /// <summary>A fresh database with the current schema: its connection string.</summary>
    public static string Create(Content content = Content.Beginning)
    {
        var path = TemporaryFolder.NewName("app.db");
        File.Copy(Templates.GetOrAdd(content, _ => new(() => Make(content))).Value, path);
        return $"Data Source={path}";
    }

    /// <summary>A database file that does not exist yet: its connection string.</summary>
    public static string CreateEmpty() => $"Data Source={TemporaryFolder.NewName("empty.db")}";

    private static string Make(Content content)
    {
        var path = TemporaryFolder.NewName("template.db");
        // Without pooling the last connection really closes and folds its journal into the file that is copied.
        TestBusiness.Fill(Database.Sqlite, $"Data Source={path};Pooling=False", content).GetAwaiter().GetResult();
        return path;
    }
}
