using System.Collections.Concurrent;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Live;

/// <summary>
/// One reading for everybody who would read the same: a view is computed once per distinct key and version of its topics,
/// however many pages show it. The key must contain whatever the answer depends on, the viewer's sight above all.
/// </summary>
public sealed class SharedViews(Signals signals, TimeProvider clock)
{
    // Ages and stagnation move with the clock, so a view is read again after a while even when nothing was signalled.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long _computed;

    /// <summary>How many readings were really made, for tests and the bench.</summary>
    public long Computed => Interlocked.Read(ref _computed);

    public async Task<T> Get<T>(IReadOnlyCollection<string> topics, string key, Func<Task<T>> read)
    {
        var version = topics.Sum(signals.Version);
        var now = clock.GetTimestamp();
        if (_kept.TryGetValue(key, out var kept) && kept.Version == version && clock.GetElapsedTime(kept.At, now) < Longest && kept.Reading is { IsFaulted: false, IsCanceled: false })
        {
            return (T)await kept.Reading;
        }

        var mine = new Kept(version, now, new Lazy<Task<object>>(async () =>
        {
            Interlocked.Increment(ref _computed);
            return (await read())!;
        }));
        var chosen = _kept.AddOrUpdate(key, mine, (_, known) =>
            known.Version == version && known.At >= now - clock.TimestampFrequency && known.Reading is { IsFaulted: false, IsCanceled: false } ? known : mine);
        if (_kept.Count > 5000)
        {
            Sweep();
        }

        return (T)await chosen.Reading;
    }

    private void Sweep()
    {
        foreach (var (key, kept) in _kept)
        {
            if (clock.GetElapsedTime(kept.At) > Longest)
            {
                _kept.TryRemove(key, out _);
            }
        }
    }

    private sealed record Kept(long Version, long At, Lazy<Task<object>> Lazy)
    {
        public Task<object> Reading => Lazy.Value;
    }
}
