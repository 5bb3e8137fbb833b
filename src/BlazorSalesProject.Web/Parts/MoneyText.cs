using System.Globalization;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Parts;

/// <summary>Money as people read it: minor units and an ISO currency become "¥1,234.50" or, short, "¥123.5万" and "¥1.2M".</summary>
public static class MoneyText
{
    /// <summary>Decimal places of a currency's minor unit.</summary>
    public static int Places(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" => 0,
        "KWD" or "BHD" or "OMR" or "JOD" or "TND" => 3,
        _ => 2,
    };

    /// <summary>The sign before the figure. A yuan and a yen, a US and a Hong Kong dollar never look the same.</summary>
    public static string Sign(string currency) => currency switch
    {
        "CNY" => "¥",
        "USD" => Chinese ? "US$" : "$",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        "TWD" => "NT$",
        "SGD" => "S$",
        "AUD" => "A$",
        "CAD" => "C$",
        "JPY" => "JP¥",
        "KRW" => "₩",
        "INR" => "₹",
        _ => currency + " ",
    };

    /// <summary>The exact amount: "¥1,234.50", "-US$20.00".</summary>
    public static string Full(long minor, string currency)
    {
        var places = Places(currency);
        return Signed(minor, currency, Whole(minor, places).ToString("N" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture));
    }

    /// <summary>At most four figures: 万 and 亿 in Chinese, K, M and B in English.</summary>
    public static string Short(long minor, string currency)
    {
        var whole = Whole(minor, Places(currency));
        (decimal Unit, string Word)[] units = Chinese
            ? [(100_000_000m, Say("Parts.Yi")), (10_000m, Say("Parts.Wan"))]
            : [(1_000_000_000m, "B"), (1_000_000m, "M"), (1_000m, "K")];
        foreach (var (unit, word) in units)
        {
            if (whole >= unit)
            {
                return Signed(minor, currency, Figures(whole / unit) + word);
            }
        }

        return Signed(minor, currency, Figures(whole));
    }

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private static decimal Whole(long minor, int places)
    {
        var divisor = 1m;
        for (var i = 0; i < places; i++)
        {
            divisor *= 10;
        }

        return Math.Abs((decimal)minor) / divisor;
    }

    private static string Signed(long minor, string currency, string figures) => (minor < 0 ? "-" : "") + Sign(currency) + figures;

    // Cut, not rounded up: 9,999.99万 must not read 1亿.
    private static string Figures(decimal value)
    {
        var places = value >= 1000 ? 0 : value >= 100 ? 1 : 2;
        var factor = places switch { 0 => 1m, 1 => 10m, _ => 100m };
        var cut = Math.Truncate(value * factor) / factor;
        return cut.ToString(places switch { 0 => "#,##0", 1 => "#,##0.#", _ => "#,##0.##" }, CultureInfo.CurrentCulture);
    }
}
