using System.Diagnostics;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>What one operation costs: p50 and p95 with one client, and rate and errors with eight.</summary>
public sealed record LoadFigures(double P50, double P95, double PerSecond, int Errors, string? FirstError)
{
    /// <summary>Medians over several runs of the same operation; errors are added up.</summary>
    public static LoadFigures Median(IReadOnlyList<LoadFigures> runs) => new(
        Spread.Median(runs.Select(r => r.P50)),
        Spread.Median(runs.Select(r => r.P95)),
        Spread.Median(runs.Select(r => r.PerSecond)),
        runs.Sum(r => r.Errors),
        runs.Select(r => r.FirstError).FirstOrDefault(e => e is not null));
}

/// <summary>Drives one operation, bounded in time and count.</summary>
public static class Load
{
    public const int Clients = 8;
    private const int WarmUp = 30;
    private const int OneClientCount = 300;
    private static readonly TimeSpan OneClientTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EightClientsTime = TimeSpan.FromSeconds(3);

    /// <summary>Runs the operation with one client, then with eight; it is told which client it is and how often it ran.</summary>
    public static async Task<LoadFigures> RunAsync(Func<int, int, Task> operation)
    {
        for (var i = 0; i < WarmUp; i++)
            await operation(0, i);
        List<double> times = [];
        var clock = Stopwatch.StartNew();
        for (var i = WarmUp; times.Count < OneClientCount && clock.Elapsed < OneClientTime; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await operation(0, i);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var done = 0;
        var errors = 0;
        string? firstError = null;
        clock.Restart();
        await Task.WhenAll(Enumerable.Range(1, Clients).Select(client => Task.Run(async () =>
        {
            for (var i = 0; clock.Elapsed < EightClientsTime; i++)
            {
                try
                {
                    await operation(client, i);
                    Interlocked.Increment(ref done);
                }
                catch (Exception e)
                {
                    Interlocked.Increment(ref errors);
                    firstError ??= e.Message;
                }
            }
        })));
        var spread = new Spread(times);
        return new LoadFigures(spread.P50, spread.P95, done / clock.Elapsed.TotalSeconds, errors, firstError);
    }
}
