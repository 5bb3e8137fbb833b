using System.Diagnostics;
using BlazorSalesProject.Bench.Seeding;

namespace BlazorSalesProject.Bench.Hosts;

/// <summary>The application as it would be installed: published once per run, started each time on its own copy of the company.</summary>
public sealed class PublishedApp(string app, string folder, Company company)
{
    private const string Dll = "BlazorSalesProject.Web.dll";
    private int _started;

    /// <summary>Publishes the web project into the folder, or takes one that is already published.</summary>
    public static async Task<string> PublishAsync(string target)
    {
        var root = RepositoryRoot();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { "publish", "src/BlazorSalesProject.Web", "-c", "Release", "-o", target, "-p:RunAnalyzers=false", "-v", "q", "--nologo" })
            start.ArgumentList.Add(argument);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? target : throw new InvalidOperationException($"dotnet publish failed:\n{said}");
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "BlazorSalesProject.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException("The bench must run from within the repository.");
    }

    /// <summary>Starts a host on a fresh copy of the database.</summary>
    public Task<HostProcess> StartAsync(bool probe = true, string firstPage = "/login")
    {
        var data = Path.Combine(folder, $"data-{Interlocked.Increment(ref _started)}");
        var database = company.CopyTo(data);
        return HostProcess.StartAsync(Path.Combine(app, Dll), [], data, Settings(database, data), firstPage, probe);
    }

    /// <summary>What the application is told by environment: production, this database, files in this folder.</summary>
    public static Dictionary<string, string> Settings(string database, string data) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Database:Provider"] = "Sqlite",
        ["ConnectionStrings:Default"] = $"Data Source={database}",
        ["Storage:Path"] = Path.Combine(data, "files"),
        ["Demo:Enabled"] = "false",
        ["AllowedHosts"] = "*",
        ["Logging:LogLevel:Default"] = "Warning",
    };
}
