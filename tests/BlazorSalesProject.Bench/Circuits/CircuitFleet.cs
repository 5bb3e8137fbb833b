using System.Diagnostics;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench.Circuits;

/// <summary>Many circuits on one page, opened a few at a time and closed together.</summary>
public sealed class CircuitFleet : IAsyncDisposable
{
    private const int OpenAtOnce = 8;
    private readonly List<CircuitClient> _clients = [];

    public IReadOnlyList<CircuitClient> Clients => _clients;

    /// <summary>How long each circuit took from the GET to a ready page, in milliseconds.</summary>
    public List<double> OpenedIn { get; } = [];

    /// <summary>Opens circuits until there are <paramref name="count"/>, spread evenly over the sessions.</summary>
    public async Task<TimeSpan> GrowAsync(int count, IReadOnlyList<BrowserSession> sessions, string path, Func<PageTree, bool> ready, bool deflate = false)
    {
        var clock = Stopwatch.StartNew();
        var from = _clients.Count;
        await Parallel.ForEachAsync(Enumerable.Range(from, Math.Max(0, count - from)), new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (i, _) =>
        {
            var start = Stopwatch.GetTimestamp();
            var client = await CircuitClient.OpenAsync(sessions[i % sessions.Count], path, ready, TimeSpan.FromSeconds(60), deflate);
            lock (_clients)
            {
                _clients.Add(client);
                OpenedIn.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        });
        return clock.Elapsed;
    }

    /// <summary>
    /// Does something once and returns, for every circuit, the milliseconds until it had the batch after which its page
    /// shows the effect. The pages are only looked at when all batches are in, so that looking does not slow the server.
    /// </summary>
    public async Task<Spread> MeasureAsync(Func<Task> act, string contains, Func<PageTree, bool> shows, TimeSpan timeout)
    {
        foreach (var client in _clients)
            client.Look(_ => true);
        var waits = Task.WhenAll(_clients.Select(c => c.WhenBatchContains(contains)));
        var start = Stopwatch.GetTimestamp();
        await act();
        await Task.WhenAny(waits, Task.Delay(timeout));
        var late = Stopwatch.StartNew();
        List<double> times = [];
        List<CircuitClient> open = [.. _clients];
        while (open.Count > 0 && late.Elapsed < timeout)
        {
            for (var i = open.Count - 1; i >= 0; i--)
            {
                if (open[i].FirstShown(shows) is not { } at)
                    continue;
                times.Add(Stopwatch.GetElapsedTime(start, at).TotalMilliseconds);
                open.RemoveAt(i);
            }

            if (open.Count > 0)
                await Task.Delay(20);
        }

        return new Spread(times, Missing: open.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(_clients, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (client, _) => await client.DisposeAsync());
        _clients.Clear();
    }
}
