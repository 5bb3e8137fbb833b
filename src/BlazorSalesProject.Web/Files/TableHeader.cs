using System.Globalization;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>The first row of a table: the names of its columns.</summary>
internal static class TableHeader
{
    /// <summary>The names, trimmed; an unnamed column between named ones is called by its letter. Refuses what can't be mapped.</summary>
    public static string[] Read(IReadOnlyList<string?> cells, string file)
    {
        var width = cells.Count;
        while (width > 0 && string.IsNullOrWhiteSpace(cells[width - 1]))
        {
            width--;
        }

        if (width > FileLimits.Columns)
        {
            throw new TableRefused(Refusal.Invalid("Files.TooManyColumns", file, width, FileLimits.Columns));
        }

        var names = cells.Take(width).Select(cell => cell?.Trim() ?? "").ToArray();
        if (names.All(LooksLikeData) || names.Any(name => name.Length > FileLimits.CellCharacters))
        {
            throw new TableRefused(Refusal.Invalid("Files.NoHeader", file));
        }

        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var column = 0; column < width; column++)
        {
            if (names[column].Length > 0 && !seen.TryAdd(names[column], column))
            {
                throw new TableRefused(Refusal.Invalid(
                    "Files.DuplicateHeader", file, names[column], SheetColumn.Letters(seen[names[column]]), SheetColumn.Letters(column)));
            }
        }

        for (var column = 0; column < width; column++)
        {
            var name = names[column].Length > 0 ? names[column] : SheetColumn.Letters(column);
            while (names[column].Length == 0 && !seen.TryAdd(name, column))
            {
                name += "_";
            }

            names[column] = name;
        }

        return names;
    }

    /// <summary>Fits a data row to the header: one cell per name, and the first reason why it can't be read as it stands.</summary>
    public static TableRow Fit(int number, IReadOnlyList<string?> cells, string[] headers, Refusal? problem, bool shortRowsAreWhole)
    {
        var fitted = new string?[headers.Length];
        var filled = cells.Count;
        while (filled > 0 && string.IsNullOrEmpty(cells[filled - 1]))
        {
            filled--;
        }

        if (filled > headers.Length || (cells.Count < headers.Length && !shortRowsAreWhole))
        {
            problem ??= Refusal.Invalid("Files.RowCells", filled > headers.Length ? filled : cells.Count, headers.Length);
        }

        for (var column = 0; column < fitted.Length && column < cells.Count; column++)
        {
            var cell = cells[column];
            if (cell?.Length > FileLimits.CellCharacters)
            {
                problem ??= Refusal.Invalid("Files.RowCellTooLong", headers[column], FileLimits.CellCharacters);
                cell = Cut(cell, FileLimits.CellCharacters);
            }

            fitted[column] = string.IsNullOrEmpty(cell) ? null : cell;
        }

        return new(number, fitted, problem);
    }

    /// <summary>The first characters of a text, never half a character.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static bool LooksLikeData(string name) =>
        name.Length == 0
        || decimal.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || (char.IsAsciiDigit(name[0]) && DateTime.TryParse(name, CultureInfo.InvariantCulture, out _));
}
