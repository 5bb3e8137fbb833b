using BlazorSalesProject.Tests.House;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BlazorSalesProject.Web.Tests.House;

/// <summary>The real web host inside the test, on a database of its own; in Development, with or without demo data.</summary>
public sealed class TestHost(Database? database = null, bool demo = false, IReadOnlyDictionary<string, string>? settings = null) : WebApplicationFactory<Program>
{
    /// <summary>The database this host works on.</summary>
    public Database Database { get; } = database ?? Database.On(Database.Sqlite);

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Database:Provider", Database.Provider);
        builder.UseSetting("ConnectionStrings:Default", Database.ConnectionString);
        builder.UseSetting("Storage:Path", TemporaryFolder.New("storage"));
        builder.UseSetting("Demo:Enabled", demo ? "true" : "false");
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            builder.UseSetting(name, value);
        }
    }
}
