using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Attachments;

/// <summary>Makes a name that is safe to show and to hand to any system out of whatever a browser sent.</summary>
public static partial class FileNames
{
    private const int LongestExtension = 10;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>The last part of a path, without what misleads or breaks: control and direction marks, streams, device names.</summary>
    public static string Safe(string? given)
    {
        var name = Valid(given ?? "").Normalize(NormalizationForm.FormC);
        name = Escaped().Replace(name, "_");
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var stream = name.IndexOf(':', StringComparison.Ordinal);
        name = stream >= 0 ? name[..stream] : name;
        name = new string([.. name.Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            .Select(c => "<>\"|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)]);
        name = name.Trim().TrimEnd('.', ' ');
        var extension = ExtensionOf(name);
        var stem = name[..^extension.Length].TrimEnd('.', ' ');
        if (Devices.Contains(stem.Split('.')[0].Trim()))
        {
            stem = "_" + stem;
        }

        return Cut(stem.Length == 0 ? "file" : stem, Limits.Name - extension.Length) + extension;
    }

    /// <summary>The extension with its dot in lower case, empty when there is none worth the name.</summary>
    public static string ExtensionOf(string name)
    {
        var extension = Path.GetExtension(name);
        return extension.Length is > 1 and <= LongestExtension + 1 ? extension.ToLowerInvariant() : "";
    }

    /// <summary>Half characters, which no file system and no header can carry, become a mark.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Never cuts a sign in two.</summary>
    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var starts = StringInfo.ParseCombiningCharacters(text);
        return text[..starts.Last(s => s <= longest)];
    }

    [GeneratedRegex("%[0-9a-fA-F]{2}", RegexOptions.None, 1000)]
    private static partial Regex Escaped();
}
