using System.Globalization;
using BlazorSalesProject.Kernel;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Parts;

/// <summary>The language of filters: between the text in the address, what it means, and the sentence a person reads.</summary>
public static class FilterText
{
    /// <summary>The values of a filter that allows several.</summary>
    public static IReadOnlyList<string> Many(string? value) =>
        (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// First and last day (both included) of a value such as "this-month" or "2026-01-01..2026-03-31", seen from today in Asia/Shanghai.
    /// Both null when it cannot be read.
    /// </summary>
    public static (DateOnly? From, DateOnly? To) DateRange(string? value, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var monday = Clock.MondayOf(today);
        return value switch
        {
            null or "" => (null, null),
            "today" => (today, today),
            "this-week" => (monday, monday.AddDays(6)),
            "this-month" => (month, month.AddMonths(1).AddDays(-1)),
            "last-month" => (month.AddMonths(-1), month.AddDays(-1)),
            "next-month" => (month.AddMonths(1), month.AddMonths(2).AddDays(-1)),
            "this-quarter" => (quarter, quarter.AddMonths(3).AddDays(-1)),
            "this-year" => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            "last-30" => (today.AddDays(-29), today),
            "last-90" => (today.AddDays(-89), today),
            "next-30" => (today, today.AddDays(29)),
            "overdue" => (null, today.AddDays(-1)),
            _ => Sides(value) is var (from, to) ? (Day(from), Day(to)) : (null, null),
        };
    }

    /// <summary>Lowest and highest amount, in whole units of the currency.</summary>
    public static (decimal? From, decimal? To) AmountRange(string? value)
    {
        var (from, to) = Sides(value);
        return (Number(from), Number(to));
    }

    /// <summary>Writes a range; null when both sides are missing.</summary>
    public static string? Range(string? from, string? to) =>
        string.IsNullOrWhiteSpace(from) && string.IsNullOrWhiteSpace(to) ? null : $"{from?.Trim()}..{to?.Trim()}";

    /// <summary>The two sides of "a..b" as written.</summary>
    public static (string? From, string? To) Sides(string? value)
    {
        var parts = (value ?? "").Split("..", 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 ? (Some(parts[0]), Some(parts[1])) : (null, null);
    }

    /// <summary>The value of a filter in words, "李娜、王强", "本月", "1,000 至 5,000"; empty while nothing is chosen.</summary>
    public static string Describe(FilterDef filter, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return "";
        }

        switch (filter.Kind)
        {
            case FilterKind.Bool:
                return Say(value == "1" ? "Parts.Yes" : "Parts.No");
            case FilterKind.Text:
                return value;
            case FilterKind.AmountRange:
                var (least, most) = AmountRange(value);
                return Between(least?.ToString("#,##0.##", CultureInfo.CurrentCulture), most?.ToString("#,##0.##", CultureInfo.CurrentCulture));
            case FilterKind.DateRange:
                if (Find($"Parts.Range_{value}", CultureInfo.CurrentUICulture) is { } name)
                {
                    return name;
                }

                var (from, to) = Sides(value);
                return Between(from, to);
            default:
                var words = Many(value).Select(v => filter.Options?.FirstOrDefault(o => o.Value == v)?.Label ?? v).ToList();
                var few = string.Join(Say("Parts.FilterOr"), words.Take(3));
                return words.Count > 3 ? $"{few} {Say("Parts.FilterMore", words.Count)}" : few;
        }
    }

    /// <summary>The word between label and value: 是, 属于, 包含.</summary>
    public static string Verb(FilterDef filter, string? value) => filter.Kind switch
    {
        FilterKind.Multi or FilterKind.Person when Many(value).Count > 1 => Say("Parts.FilterAnyOf"),
        FilterKind.Text => Say("Parts.FilterContains"),
        FilterKind.DateRange or FilterKind.AmountRange => Say("Parts.FilterBetween"),
        _ => Say("Parts.FilterIs"),
    };

    private static string Between(string? from, string? to) => (from, to) switch
    {
        ({ } a, { } b) => a == b ? a : Say("Parts.RangeBetween", a, b),
        ({ } a, null) => Say("Parts.RangeFrom", a),
        (null, { } b) => Say("Parts.RangeTo", b),
        _ => "",
    };

    private static string? Some(string text) => text.Length == 0 ? null : text;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static decimal? Number(string? text) => NumberText.TryRead(text, out var number) ? number : null;
}
