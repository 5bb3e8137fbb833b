using System.Globalization;
using System.Text;

namespace BlazorSalesProject.Web.Parts;

/// <summary>Reads figures as people type them: 1,234.5 · 1 234.5 · 12.5万 · 2k · full-width digits · with or without the currency's sign.</summary>
public static class NumberText
{
    private static readonly (string Word, decimal Times)[] Units =
        [("万", 10_000m), ("亿", 100_000_000m), ("k", 1_000m), ("m", 1_000_000m)];

    public static bool TryRead(string? text, out decimal number)
    {
        number = 0;
        // half width first: １２３ and ，are what a Chinese keyboard gives
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Trim().TrimStart('¥', '$', '€', '£').Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var times = 1m;
        foreach (var (word, factor) in Units)
        {
            if (plain.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                plain = plain[..^1];
                times = factor;
                break;
            }
        }

        if (plain.Length > 20 || !decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
        {
            return false;
        }

        try
        {
            number = read * times;
        }
        catch (OverflowException)
        {
            return false;
        }

        return true;
    }

    /// <summary>An amount in minor units of a currency; false when it is no number, too fine for the currency, or too large to keep.</summary>
    public static bool TryReadMinor(string? text, string currency, out long minor)
    {
        minor = 0;
        if (!TryRead(text, out var number) || Math.Abs(number) > 1_000_000_000_000m)
        {
            return false;
        }

        for (var i = 0; i < MoneyText.Places(currency); i++)
        {
            number *= 10;
        }

        if (number != Math.Truncate(number))
        {
            return false;
        }

        minor = (long)number;
        return true;
    }
}
