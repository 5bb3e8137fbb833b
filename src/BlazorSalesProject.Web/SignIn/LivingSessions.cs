using System.Collections.Concurrent;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Web.SignIn;

/// <summary>
/// Knows for two seconds which sessions live, and forgets at once when one ends on any node. Watches the sessions of open
/// pages: one question every four seconds for all of them, so that an ended one is noticed even when a signal was lost.
/// </summary>
public sealed class LivingSessions(Sessions sessions, Signals signals, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);
    private readonly ConcurrentDictionary<Guid, (long Version, long At, Task<bool> Alive)> _known = new();
    private readonly ConcurrentDictionary<Guid, int> _watched = new();

    public Task<bool> IsAlive(Guid session)
    {
        var version = signals.Version(Signals.Topic(nameof(Session), session)) + signals.Version(nameof(Person));
        if (_known.TryGetValue(session, out var known) && known.Version == version && clock.GetElapsedTime(known.At) < Fresh && !known.Alive.IsFaulted)
        {
            return known.Alive;
        }

        var alive = Ask(session);
        _known[session] = (version, clock.GetTimestamp(), alive);
        return alive;
    }

    /// <summary>An open page of this session is watched until disposed.</summary>
    public IDisposable Watch(Guid session)
    {
        _watched.AddOrUpdate(session, 1, (_, n) => n + 1);
        return new Leaving(this, session);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var watched = _watched.Keys.ToList();
            if (watched.Count == 0)
            {
                _known.Clear();
                continue;
            }

            var alive = await sessions.Alive(watched);
            var ended = watched.Where(s => !alive.Contains(s)).ToList();
            if (ended.Count > 0)
            {
                signals.Hear([.. ended.Select(s => Signals.Topic(nameof(Session), s))]);
            }
        }
    }

    private async Task<bool> Ask(Guid session) => (await sessions.Alive([session])).Contains(session);

    private sealed class Leaving(LivingSessions all, Guid session) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0 && all._watched.AddOrUpdate(session, 0, (_, n) => n - 1) <= 0)
            {
                all._watched.TryRemove(new KeyValuePair<Guid, int>(session, 0));
            }
        }
    }
}
