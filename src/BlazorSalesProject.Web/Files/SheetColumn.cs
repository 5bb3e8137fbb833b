namespace BlazorSalesProject.Web.Files;

/// <summary>The letters a spreadsheet puts over its columns: 0 is A, 26 is AA.</summary>
public static class SheetColumn
{
    public static string Letters(int index)
    {
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>The column of a cell address such as "XFD12"; -1 when it names none.</summary>
    public static int Of(ReadOnlySpan<char> address)
    {
        var column = 0;
        foreach (var letter in address)
        {
            if (!char.IsAsciiLetter(letter) || column > 100_000)
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A') + 1;
        }

        return column - 1;
    }
}
