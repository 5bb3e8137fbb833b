using System.Globalization;
using System.Text;

namespace BlazorSalesProject.Kernel;

/// <summary>Every limit of the house on one page (reliability rule D-17); each has a test that exceeds it by one.</summary>
public static class Limits
{
    public const int PageSize = 50;
    public const int LargestPage = 200;
    public const int Name = 200;
    public const int ShortText = 100;
    public const int LongText = 4000;
    public const int SearchText = 200;
    public const int ExportRows = 100_000;
    public const int ImportRows = 1_000_000;
    public const long UploadBytes = 100L * 1024 * 1024;
    public const long ImportBytes = 50 * 1024 * 1024;
    public const int FilesPerRecord = 20;
    public const int WaitingUploads = 100;
    public const long WaitingUploadBytes = 2048L * 1024 * 1024;
    public const int CardsPerColumn = 12;
    public const int CardsPerColumnAtMost = 200;
    public const int SavedViews = 100;
    public const int Collaborators = 100;

    /// <summary>Files, and bytes of them, that one person from outside has handed in over all.</summary>
    public const int OutsideFiles = 10_000;
    public const long OutsideBytes = 5L * 1024 * 1024 * 1024;

    /// <summary>What one address gets wrong in an hour at the doors that are open to strangers: passwords and names, links, verification codes (asked for or guessed).</summary>
    public const int WrongSignIns = 100;
    public const int WrongLinks = 60;
    public const int CodeTries = 20;

    /// <summary>Web forms one address sends in an hour.</summary>
    public const int FormsSent = 30;

    /// <summary>Verification codes one person is sent in a day, and everybody together in an hour.</summary>
    public const int CodesPerDay = 10;
    public const int CodesPerHour = 200;

    /// <summary>A text of a form, as <see cref="Clean"/> will keep it; refused when nothing is left (if required) or too long.</summary>
    public static Refusal? Check(string field, string? text, int longest, bool required = false)
    {
        if (Clean(text) is not { } clean)
        {
            return required ? Refusal.For(field, "Kernel.Required", new Term($"Fields.{field}")) : null;
        }

        return clean.Length > longest ? Refusal.For(field, "Kernel.TooLong", new Term($"Fields.{field}"), longest, clean.Length) : null;
    }

    /// <summary>Trimmed, line ends unified, invisible control characters and halves of characters removed; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            // Half a surrogate pair is enumerated as the replacement character, which no database takes; code points that are no characters can't be compared.
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is (< 0xFDD0 or > 0xFDEF)))
            {
                kept.Append(rune.ToString());
            }
        }

        var clean = kept.ToString().Trim();
        // Marks that nobody sees (zero-width spaces, direction marks) are no text by themselves.
        return clean.EnumerateRunes().Any(r => !Rune.IsWhiteSpace(r) && Rune.GetUnicodeCategory(r) != UnicodeCategory.Format) ? clean : null;
    }
}
