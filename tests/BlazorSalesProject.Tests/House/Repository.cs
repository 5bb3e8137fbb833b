namespace BlazorSalesProject.Tests.House;

/// <summary>The checkout the tests run in: its root folder and its source files.</summary>
public static class Repository
{
    private static readonly string[] Built = ["bin", "obj", "out", "data", ".git"];

    /// <summary>The folder that holds BlazorSalesProject.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The build configuration of this test run, Debug or Release.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Every file below a folder of the repository whose name ends as asked, build output left out.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        if (!Directory.Exists(start))
        {
            return [];
        }

        return Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), path))
            .Where(file => !file.Path.Split('/').Any(Built.Contains))
            .Where(file => endings.Length == 0 || endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal)))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "BlazorSalesProject.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository: no BlazorSalesProject.sln above " + AppContext.BaseDirectory);
    }
}

/// <summary>A source file of the repository, named by its path from the root.</summary>
public sealed record SourceFile(string Path, string FullPath)
{
    /// <summary>The whole text.</summary>
    public string Text => File.ReadAllText(FullPath);

    /// <summary>The lines, numbered from 1.</summary>
    public IEnumerable<(int Number, string Line)> Lines => File.ReadLines(FullPath).Select((line, index) => (index + 1, line));
}
