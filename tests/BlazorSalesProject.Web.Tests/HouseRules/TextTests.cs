using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>Every sentence a person reads stands in both languages and outside the code.</summary>
public sealed partial class TextTests
{
    private sealed record TextFile(string Path, string Module, bool English, IReadOnlyList<(string Name, string Value)> Texts);

    private static IReadOnlyList<TextFile> TextFiles { get; } = [.. Repository.Files("src", "Texts.resx", "Texts.en.resx").Select(Read)];

    private static IEnumerable<SourceFile> Sources => Repository.Files("src", ".cs", ".razor").Where(file => file.Name != "Words.cs" && !file.Path.Contains(".Migrations.", StringComparison.Ordinal));

    [Fact]
    public void Both_languages_have_every_text() => Rule.Holds("Every text stands in both languages, filled, with the same {0} places.", Gaps(TextFiles));

    [Fact]
    public void A_text_has_one_home() =>
        Rule.Holds(
            "A key stands once, whichever project it is in.",
            TextFiles.Where(file => !file.English).SelectMany(file => file.Texts.Select(text => (Key: $"{file.Module}.{text.Name}", file.Path)))
                .GroupBy(text => text.Key).Where(group => group.Count() > 1)
                .Select(group => $"{group.Key} in {string.Join(", ", group.Select(text => text.Path))}"));

    [Fact]
    public void Every_key_the_code_says_exists()
    {
        var keys = TextFiles.Where(file => !file.English).SelectMany(file => file.Texts.Select(text => $"{file.Module}.{text.Name}")).ToHashSet(StringComparer.Ordinal);
        Rule.Holds("A key the code says must exist (a composed one needs texts that start so).", MissingKeys(Sources, keys));
    }

    [Fact]
    public void The_screens_hold_no_Chinese() =>
        Rule.EqualsGolden(
            "chinese-in-code.txt",
            "What a person reads comes from resources: no Chinese in the code of screens and host.",
            Rule.CountPerFile(Repository.Files(Rule.Screens, ".cs", ".razor"), Chinese()));

    [Fact]
    public void The_rules_see_who_breaks_them()
    {
        TextFile[] files =
        [
            new("a/SalesTexts.resx", "Sales", false, [("Win", "赢了 {0}"), ("Lose", ""), ("Only", "只有"), ("Twice", "一"), ("Twice", "二")]),
            new("a/SalesTexts.en.resx", "Sales", true, [("Win", "won"), ("Lose", "lost"), ("Twice", "中文")]),
        ];
        Assert.Equal(
            ["a/SalesTexts.resx: Lose is empty", "a/SalesTexts.resx: Twice stands twice", "a/SalesTexts.en.resx: Twice is in Chinese", "a/SalesTexts.en.resx lacks Only", "a/SalesTexts.en.resx: Win has other places than the Chinese text"],
            Gaps(files));
        Assert.Equal(
            ["S.cs:1: Sales.Gone", "S.cs:1: Sales.Stage_…"],
            MissingKeys([SourceFile.Of("S.cs", "Say(\"Sales.Gone\"); Say(\"Sales.Here\", 1); Say($\"Sales.Stage_{code}\"); Say($\"Sales.He{code}\");")], ["Sales.Here"]));
        Assert.Matches(Chinese(), "<b>保存</b>");
    }

    private static TextFile Read(SourceFile file) => new(
        file.Path,
        file.Name.Split("Texts.")[0],
        file.Name.EndsWith(".en.resx", StringComparison.Ordinal),
        [.. XDocument.Parse(file.Text).Root!.Elements("data").Select(data => ((string)data.Attribute("name")!, data.Element("value")?.Value ?? ""))]);

    private static IEnumerable<string> Gaps(IReadOnlyList<TextFile> files)
    {
        foreach (var file in files)
        {
            foreach (var (name, _) in file.Texts.Where(text => string.IsNullOrWhiteSpace(text.Value)))
            {
                yield return $"{file.Path}: {name} is empty";
            }

            foreach (var twice in file.Texts.GroupBy(text => text.Name).Where(group => group.Count() > 1))
            {
                yield return $"{file.Path}: {twice.Key} stands twice";
            }

            // The name of the other language is written in that language.
            foreach (var (name, _) in file.Texts.Where(text => file.English && Chinese().IsMatch(text.Value) && !text.Name.Contains("Language", StringComparison.Ordinal)))
            {
                yield return $"{file.Path}: {name} is in Chinese";
            }
        }

        foreach (var chinese in files.Where(file => !file.English))
        {
            var path = chinese.Path.Replace(".resx", ".en.resx", StringComparison.Ordinal);
            var english = files.SingleOrDefault(file => file.Path == path)?.Texts ?? [];
            foreach (var name in chinese.Texts.Select(text => text.Name).Distinct().Except(english.Select(text => text.Name)))
            {
                yield return $"{path} lacks {name}";
            }

            foreach (var name in english.Select(text => text.Name).Except(chinese.Texts.Select(text => text.Name)))
            {
                yield return $"{chinese.Path} lacks {name}";
            }

            foreach (var (name, value) in english.Where(text => chinese.Texts.Any(other => other.Name == text.Name) && Places(chinese.Texts.First(other => other.Name == text.Name).Value) != Places(text.Value)))
            {
                yield return $"{path}: {name} has other places than the Chinese text";
            }
        }
    }

    private static string Places(string text) => string.Join(',', Place().Matches(text).Select(match => match.Groups["number"].Value).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> MissingKeys(IEnumerable<SourceFile> files, HashSet<string> keys) =>
        from file in files
        from Match match in Said().Matches(file.Code)
        let key = match.Groups["key"].Value
        let composed = match.Groups["open"].Success
        where composed ? !keys.Any(known => known.StartsWith(key, StringComparison.Ordinal)) : !keys.Contains(key)
        select $"{file.Path}:{file.Code.AsSpan(0, match.Index).Count('\n') + 1}: {key}{(composed ? "…" : "")}";

    [GeneratedRegex(@"\bSay\(\s*\$?""(?<key>[A-Za-z]+\.[A-Za-z0-9_]*)((?<open>\{)|"")", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    [GeneratedRegex(@"\{(?<number>\d+)[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex(@"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")]
    private static partial Regex Chinese();
}
