using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>How a house rule speaks: it lists everyone who breaks it.</summary>
internal static class Rule
{
    /// <summary>The business.</summary>
    public const string Business = "src/BlazorSalesProject";

    /// <summary>The screens and the host.</summary>
    public const string Screens = "src/BlazorSalesProject.Web";

    /// <summary>Fails with the rule and its culprits when there are any.</summary>
    public static void Holds(string rule, IEnumerable<string> culprits)
    {
        var list = culprits.ToList();
        Assert.True(list.Count == 0, $"{rule}\n  {string.Join("\n  ", list)}");
    }

    /// <summary>
    /// Fails when what is there differs from the list in HouseRules/Golden; there, a line may end in "# why it is right".
    /// </summary>
    public static void EqualsGolden(string file, string rule, IEnumerable<string> found)
    {
        const string folder = "tests/BlazorSalesProject.Web.Tests/HouseRules/Golden/";
        var allowed = File.ReadLines(Path.Combine(Repository.Root, folder + file))
            .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToList();
        var actual = found.Distinct(StringComparer.Ordinal).ToList();
        Holds(
            $"{rule} If the change is meant, change {folder}{file} with a reason.",
            actual.Except(allowed).Select(line => $"new:  {line}").Concat(allowed.Except(actual).Select(line => $"gone: {line}")));
    }

    /// <summary>How often a pattern is met per file: "path ×n", the shape of a golden line.</summary>
    public static IEnumerable<string> CountPerFile(IEnumerable<SourceFile> files, System.Text.RegularExpressions.Regex pattern) =>
        files.Select(file => (file.Path, Count: pattern.Count(file.Code))).Where(hit => hit.Count > 0).Select(hit => $"{hit.Path} ×{hit.Count}");
}
