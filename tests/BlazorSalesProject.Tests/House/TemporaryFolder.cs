namespace BlazorSalesProject.Tests.House;

/// <summary>One folder for everything this test run writes; it is gone when the run ends.</summary>
public static class TemporaryFolder
{
    private static readonly Lazy<(string Path, Guardian Guardian)> Root = new(() =>
    {
        var path = Directory.CreateTempSubdirectory("blazor-sales-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The database server may run as another user and has to pass through here.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return (path, new Guardian("sleep 1; rm -rf \"$1\"", path));
    });

    /// <summary>A new name inside the folder; nothing is created.</summary>
    public static string NewName(string name) => Path.Combine(Root.Value.Path, $"{Guid.NewGuid():N}-{name}");

    /// <summary>A new, empty folder.</summary>
    public static string New(string name = "files") => Directory.CreateDirectory(NewName(name)).FullName;
}
