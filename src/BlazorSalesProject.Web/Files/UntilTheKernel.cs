using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Files;

// These four stand in for the kernel's own types of the same names and shapes; once those are there this file is deleted and nothing else changes.

/// <summary>One clear sentence why a file or a row was not taken, in the reader's language.</summary>
public sealed record Refusal(string Key, IReadOnlyList<object?> Arguments)
{
    public string Sentence => Arguments.Count == 0 ? Say(Key) : Say(Key, [.. Arguments]);

    public static Refusal Invalid(string key, params object?[] arguments) => new(key, arguments);
}

/// <summary>Something handed back, or a refusal.</summary>
public sealed record Outcome<T>(T? Value, Refusal? Refusal)
{
    public bool Ok => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>An amount in whole minor units of its currency.</summary>
public readonly record struct Money(long Minor, string Currency)
{
    public decimal Amount => Decimals(Currency) == 0 ? Minor : Minor / 100m;

    public static int Decimals(string currency) => currency is "JPY" or "KRW" ? 0 : 2;
}

internal static class Clock
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Shanghai);
}
