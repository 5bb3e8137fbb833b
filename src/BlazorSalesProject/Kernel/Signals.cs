using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace BlazorSalesProject.Kernel;

/// <summary>
/// "Look again": after a commit the topics of what changed are raised and whoever shows them re-reads its own view.
/// A signal carries no data, so rights always apply. A topic is a kind ("Opportunity") or a record ("Opportunity:&lt;id&gt;").
/// </summary>
public sealed class Signals
{
    private readonly ConcurrentDictionary<string, ImmutableList<Action<string>>> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _versions = new(StringComparer.Ordinal);

    /// <summary>Raised here (not told by another node); the bridge between nodes passes these on.</summary>
    public event Action<IReadOnlyCollection<string>>? RaisedHere;

    public static string Topic(string kind, Guid id) => $"{kind}:{id}";

    /// <summary>Says that something under these topics changed and is committed.</summary>
    public void Raise(IReadOnlyCollection<string> topics)
    {
        Hear(topics);
        RaisedHere?.Invoke(topics);
    }

    /// <summary>The same, told by another node.</summary>
    public void Hear(IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics)
        {
            _versions.AddOrUpdate(topic, 1, (_, version) => version + 1);
        }

        foreach (var topic in topics)
        {
            if (_listeners.TryGetValue(topic, out var listeners))
            {
                foreach (var listener in listeners)
                {
                    listener(topic);
                }
            }
        }
    }

    /// <summary>After a gap in listening everybody looks again.</summary>
    public void HearEverything() => Hear([.. _versions.Keys.Union(_listeners.Keys)]);

    /// <summary>Rises with every signal of the topic; a shared view is valid for one version.</summary>
    public long Version(string topic) => _versions.GetValueOrDefault(topic);

    /// <summary>Calls back, off the caller's thread of control, whenever one of the topics is raised; dispose to leave.</summary>
    public IDisposable Listen(IEnumerable<string> topics, Action<string> callback)
    {
        var list = topics.Distinct().ToArray();
        foreach (var topic in list)
        {
            _listeners.AddOrUpdate(topic, [callback], (_, known) => known.Add(callback));
        }

        return new Leaving(() =>
        {
            foreach (var topic in list)
            {
                _listeners.AddOrUpdate(topic, [], (_, known) => known.Remove(callback));
                _listeners.TryRemove(new KeyValuePair<string, ImmutableList<Action<string>>>(topic, ImmutableList<Action<string>>.Empty));
            }
        });
    }

    /// <summary>How many listeners there are, for the leak test.</summary>
    public int Listeners => _listeners.Values.Sum(l => l.Count);

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
