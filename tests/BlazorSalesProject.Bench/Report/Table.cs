using System.Globalization;
using System.Text;

namespace BlazorSalesProject.Bench.Report;

/// <summary>A titled table that prints itself as Markdown, so the console and the page in docs show the same.</summary>
public sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public string Title { get; } = title;

    /// <summary>One sentence under the title: what was done, with how much, and what the figures are.</summary>
    public string? Note { get; init; }

    /// <summary>Load average of the machine when the table was done, the measurement's own part included.</summary>
    public double? Load { get; set; }

    /// <summary>Adds a row; numbers are written with the digits a reader can use, whatever the machine's culture.</summary>
    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(Show)]);

    public override string ToString()
    {
        var text = new StringBuilder().Append("### ").AppendLine(Title).AppendLine();
        if (Note is not null)
            text.AppendLine(Note).AppendLine();
        Line(text, columns);
        Line(text, [.. columns.Select(_ => "---")]);
        foreach (var row in _rows)
            Line(text, row);
        if (Load is { } load)
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"Load average when done: {load:0.0}.").AppendLine();
        return text.ToString();
    }

    /// <summary>A number as the tables show it: two digits below ten, one below a hundred, none above.</summary>
    public static string Show(object? value) => value switch
    {
        null => "–",
        double.NaN => "–",
        double d when Math.Abs(d) < 10 => d.ToString("0.00", CultureInfo.InvariantCulture),
        double d when Math.Abs(d) < 100 => d.ToString("0.0", CultureInfo.InvariantCulture),
        double d => d.ToString("#,##0", CultureInfo.InvariantCulture),
        IFormattable n and (int or long) => n.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}

/// <summary>A goal of the project beside what was measured; <c>Met</c> is null where this run could not judge it.</summary>
public sealed record Goal(string Id, string Wanted, string Measured, bool? Met);

/// <summary>What one subcommand found.</summary>
public sealed record Findings(IReadOnlyList<Table> Tables, IReadOnlyList<Goal> Goals);
