using System.Text.RegularExpressions;

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
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), () => File.ReadAllText(path)))
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

/// <summary>A source file, named by its path from the repository's root.</summary>
public sealed class SourceFile(string path, Func<string> read)
{
    private readonly Lazy<string> text = new(read);
    private readonly Lazy<string> code = new(() => Comments.Blank(read(), path));

    /// <summary>The path from the root, with forward slashes.</summary>
    public string Path => path;

    /// <summary>The whole text.</summary>
    public string Text => text.Value;

    /// <summary>The text with comments blanked out, so that positions and line numbers stay.</summary>
    public string Code => code.Value;

    /// <summary>The file name.</summary>
    public string Name => System.IO.Path.GetFileName(path);

    /// <summary>The path's folders and name.</summary>
    public string[] Parts => path.Split('/');

    /// <summary>A file that exists only in a test.</summary>
    public static SourceFile Of(string path, string text) => new(path, () => text);

    /// <summary>Where in the code a pattern is met: "path:line: what".</summary>
    public IEnumerable<string> Find(Regex pattern) => pattern.Matches(Code)
        .Select(match => $"{Path}:{Code.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.Trim()}");
}
