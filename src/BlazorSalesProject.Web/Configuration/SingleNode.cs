using BlazorSalesProject.Data;
using Microsoft.Data.Sqlite;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>SQLite serves one node: a lock beside the file is held while we run, and a second node is refused at start.</summary>
public static class SingleNode
{
    /// <exception cref="BadSettingException">Another node already runs on the file.</exception>
    public static IDisposable? Claim(Settings settings)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
        {
            return null;
        }

        var file = new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new BadSettingException("ConnectionStrings:Default", $"names {file}, on which another node already runs; SQLite serves one node only, use PostgreSql for several");
        }
    }
}
