using System.Globalization;
using BlazorSalesProject.Kernel;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Notices;

/// <summary>Says a notice's sentence in the current language.</summary>
public static class NoticeText
{
    public static string Sentence(string textKey, IReadOnlyList<NoticeWord> words)
    {
        var text = Say(textKey);
        try
        {
            return string.Format(CultureInfo.CurrentCulture, text, [.. words.Select(Word)]);
        }
        catch (FormatException)
        {
            // A sentence of an older version may have had fewer words.
            return text;
        }
    }

    private static object Word(NoticeWord word) => word.As switch
    {
        "term" => Say(word.Text),
        "time" => DateTime.TryParse(word.Text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var utc)
            ? Clock.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : word.Text,
        "day" => DateOnly.TryParse(word.Text, CultureInfo.InvariantCulture, out var day) ? day : word.Text,
        "money" => Money(word.Text),
        "sentence" when word.Text.Split('\n', 2) is [var key, var words] => Sentence(key, NoticeWord.Read(words)),
        _ => word.Text,
    };

    private static string Money(string text) =>
        text.Split(' ') is [var currency, var number] && decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? currency == "CNY" ? $"¥{amount.ToString("N2", CultureInfo.InvariantCulture)}" : $"{currency} {amount.ToString("N2", CultureInfo.InvariantCulture)}"
            : text;
}
