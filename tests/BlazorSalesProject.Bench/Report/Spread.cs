namespace BlazorSalesProject.Bench.Report;

/// <summary>Times of one measurement in milliseconds, how many never came, and what it cost.</summary>
public sealed record Spread(IReadOnlyList<double> Times, int Missing = 0, long Bytes = 0, long Statements = 0)
{
    public double P50 => At(0.50);

    public double P95 => At(0.95);

    public double Last => Times.Count == 0 ? double.NaN : Times.Max();

    /// <summary>The middle value; what three runs are reported as.</summary>
    public static double Median(IEnumerable<double> values) => new Spread([.. values]).P50;

    private double At(double share)
    {
        if (Times.Count == 0)
            return double.NaN;
        var sorted = Times.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
