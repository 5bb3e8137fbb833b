using System.Globalization;
using System.Text.RegularExpressions;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Web.Tests.Parts;

/// <summary>The tokens of both themes: the same names, the same dark twice, and words one can read on their grounds.</summary>
public sealed partial class TokenTests
{
    private static readonly string Css = Repository.Files("wwwroot-assets", ".css").Single(f => f.Name == "tokens.css").Text;

    [Fact]
    public void Dark_by_choice_and_dark_by_the_system_are_one() =>
        Assert.Equal(Block("html\\[data-theme=dark\\] \\{"), Block("html\\[data-theme=auto\\] \\{"));

    [Theory]
    [InlineData(":root, html\\[data-theme=light\\] \\{")]
    [InlineData("html\\[data-theme=dark\\] \\{")]
    public void Words_stand_out_from_their_ground_by_four_and_a_half(string theme)
    {
        var colours = Colours(theme);
        string[] grounds = ["bg", "surface", "surface-2", "raised", "frame", "selected"];
        var pairs = grounds.SelectMany(g => new[] { (g, "ink"), (g, "ink-2"), (g, "ink-3"), (g, "brand-ink") })
            .Concat([("surface", "error-ink"), ("surface", "ok-ink"), ("surface", "warn-ink"), ("surface", "info-ink"), ("surface-3", "ink-2")])
            .Concat([("brand", "on-brand"), ("brand-hover", "on-brand"), ("error", "on-error"), ("brand-soft", "brand-ink"), ("brand-soft-2", "brand-ink")])
            .Concat([("ok-soft", "ok-ink"), ("warn-soft", "warn-ink"), ("error-soft", "error-ink"), ("info-soft", "info-ink"), ("error-soft", "ink-3")]);

        Assert.Empty(pairs.Where(p => Contrast(colours[p.Item1], colours[p.Item2]) < 4.5).Select(p => $"{p.Item2} on {p.Item1}: {Contrast(colours[p.Item1], colours[p.Item2]):0.00}"));
        Assert.True(Contrast(colours["surface"], colours["edge-input"]) >= 3, "the border of an input");
    }

    private static string Block(string head) => Regex.Match(Css, head + "\\n(.*?)\\n\\}", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Groups[1].Value.Trim();

    private static Dictionary<string, string> Colours(string theme) =>
        Colour().Matches(Block(theme)).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["hex"].Value);

    private static double Contrast(string a, string b)
    {
        var (one, two) = (Light(a), Light(b));
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private static double Light(string hex)
    {
        var full = hex.Length == 3 ? string.Concat(hex.Select(c => $"{c}{c}")) : hex;
        double Part(int at)
        {
            var c = int.Parse(full.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex("--(?<name>[\\w-]+): #(?<hex>[0-9a-f]{3,6});", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Colour();
}
