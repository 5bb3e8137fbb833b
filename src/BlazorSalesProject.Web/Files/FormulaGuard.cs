namespace BlazorSalesProject.Web.Files;

/// <summary>
/// Keeps a spreadsheet from running a text as a formula (OWASP ASVS 1.2.10). A text is risky when its first character is one of
/// = + - @ tab CR NUL or a full-width form of them, also behind blanks or apostrophes. In csv a risky text gets one apostrophe in front and
/// the reader takes exactly that one away: because texts that already begin with apostrophes and then turn risky get one more, writing and
/// reading are each other's inverse for every text. In xlsx nothing is added: the cell is typed as text and carries the quote prefix.
/// </summary>
public static class FormulaGuard
{
    /// <summary>The plain ones, their full-width and small forms, and the minus sign.</summary>
    private const string Starters = "=+-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212";

    public static bool IsRisky(string? text)
    {
        if (text is null)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (Starters.Contains(character, StringComparison.Ordinal))
            {
                return true;
            }

            if (character != '\'' && !IsBlank(character))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The text as it goes into a csv cell.</summary>
    public static string Neutralise(string text) => IsRisky(text) ? "'" + text : text;

    /// <summary>The text a csv cell was written from.</summary>
    public static string Restore(string cell) => cell.StartsWith('\'') && IsRisky(cell) ? cell[1..] : cell;

    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format;
}
