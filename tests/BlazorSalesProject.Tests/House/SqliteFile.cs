namespace BlazorSalesProject.Tests.House;

/// <summary>A fresh SQLite database file for one test, copied from a file that was migrated once.</summary>
public static class SqliteFile
{
    private static readonly Lazy<string> Template = new(() =>
    {
        var path = TemporaryFolder.NewName("template.db");
        // Without pooling the last connection really closes and folds its journal into the file that is copied.
        Databases.Migrate(Database.Sqlite, $"Data Source={path};Pooling=False").GetAwaiter().GetResult();
        return path;
    });

    /// <summary>A fresh database with the current schema: its connection string.</summary>
    public static string Create()
    {
        var path = TemporaryFolder.NewName("app.db");
        if (File.Exists(Template.Value))
        {
            File.Copy(Template.Value, path);
        }

        return $"Data Source={path}";
    }

    /// <summary>A database file that does not exist yet: its connection string.</summary>
    public static string CreateEmpty() => $"Data Source={TemporaryFolder.NewName("empty.db")}";
}
