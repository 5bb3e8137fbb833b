using System.Globalization;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Files;

/// <summary>A value of an exported column as a figure or as plain text, the same for every format.</summary>
internal static class ExportValue
{
    /// <summary>The value as a decimal with the right number of decimals; a value of the wrong type is a mistake of the caller.</summary>
    public static (decimal Number, int Decimals) Figure(ExportColumn column, object value) => (column.Kind, value) switch
    {
        (ExportKind.Money, Money money) => (money.Amount, Money.Decimals(money.Currency)),
        (ExportKind.Money, long minor) => (minor / Power(column.Decimals), column.Decimals),
        (ExportKind.Number, decimal or int or long or double) => (Math.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), column.Decimals, MidpointRounding.AwayFromZero), column.Decimals),
        _ => throw new ArgumentException($"Column {column.Header} ({column.Kind}) can't show a {value.GetType().Name}."),
    };

    public static string Plain(decimal number, int decimals) => number.ToString(decimals == 0 ? "0" : "0." + new string('0', decimals), CultureInfo.InvariantCulture);

    public static string Plain(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Plain(DateTime local) => local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A UTC moment on the office clock, to the second.</summary>
    public static DateTime Local(DateTime utc)
    {
        var local = Clock.Local(utc.Kind == DateTimeKind.Utc ? utc : throw new ArgumentException("A time is exported from UTC.", nameof(utc)));
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>Ten to the power of a number of decimals.</summary>
    public static decimal Power(int decimals) => (decimal)Math.Pow(10, decimals);
}
