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
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, long> _recent = new();
    private volatile Answer? _answer;
    private readonly ConcurrentDictionary<Guid, int> _watched = new();

    /// <summary>One question serves everybody who asked within the last minute: hundreds of open pages cost no more than one.</summary>
    public async Task<bool> IsAlive(Guid session)
    {
        _recent[session] = clock.GetTimestamp();
        var answer = _answer;
        if (answer is null || clock.GetElapsedTime(answer.At) >= Fresh || answer.Alive.IsFaulted
            || !answer.Versions.TryGetValue(session, out var version) || version != Version(session))
        {
            _answer = answer = Ask();
        }

        return (await answer.Alive).Contains(session);
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

    private Answer Ask()
    {
        var now = clock.GetTimestamp();
        foreach (var (session, at) in _recent)
        {
            if (clock.GetElapsedTime(at, now) > Remembered)
            {
                _recent.TryRemove(new KeyValuePair<Guid, long>(session, at));
            }
        }

        var versions = _recent.Keys.ToDictionary(s => s, Version);
        return new Answer(now, versions, sessions.Alive(versions.Keys));
    }

    private long Version(Guid session) => signals.Version(Signals.Topic(nameof(Session), session)) + signals.Version(nameof(Person));

    private sealed record Answer(long At, IReadOnlyDictionary<Guid, long> Versions, Task<HashSet<Guid>> Alive);

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
