using System.Globalization;

namespace BlazorSalesProject.Kernel;

/// <summary>
/// An amount in whole minor units (fen, cent) with its ISO 4217 currency. Never a fraction, never a float (reliability rule D-6).
/// </summary>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>Currencies a person can choose; all have two decimals except JPY and KRW.</summary>
    public static readonly IReadOnlyList<string> Currencies = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY", "KRW"];

    /// <summary>The largest amount that can be typed: 9,999,999,999,999.99.</summary>
    public const long Largest = 999_999_999_999_999;

    public static Money Zero(string currency) => new(0, currency);

    public static int Decimals(string currency) => currency is "JPY" or "KRW" ? 0 : 2;

    /// <summary>The one rounding of the house: half away from zero, to the minor unit.</summary>
    public static Money Of(decimal amount, string currency) =>
        new((long)Math.Round(amount * Scale(currency), MidpointRounding.AwayFromZero), currency);

    public decimal Amount => Minor / Scale(Currency);

    public static Money operator +(Money left, Money right) => left.Currency == right.Currency
        ? left with { Minor = checked(left.Minor + right.Minor) }
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} can't be added.");

    /// <summary>A share in percent, rounded to the minor unit.</summary>
    public Money Share(int percent) =>
        this with { Minor = (long)Math.Round(Minor * (decimal)percent / 100, MidpointRounding.AwayFromZero) };

    public override string ToString() => Currency + " " + Amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Scale(string currency) => Decimals(currency) == 0 ? 1m : 100m;
}
