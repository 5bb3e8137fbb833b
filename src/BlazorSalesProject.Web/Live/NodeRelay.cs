using System.Text;
using System.Threading.Channels;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Configuration;
using Npgsql;

namespace BlazorSalesProject.Web.Live;

/// <summary>
/// Passes signals between nodes over PostgreSQL LISTEN/NOTIFY: names of topics only, never data. Whoever could not listen for a
/// while looks at everything again, so a lost line costs a second reading and no message.
/// </summary>
internal sealed class NodeRelay(Settings settings, Signals signals, TimeProvider clock, ILogger<NodeRelay> log) : BackgroundService
{
    private const string Line = "signals";
    private const string Everything = "*";

    /// <summary>PostgreSQL takes less than 8000 bytes at once.</summary>
    private const int LargestPayload = 7500;

    /// <summary>Beyond so many different topics "everything" is shorter.</summary>
    private const int MostTopics = 5000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _node = Guid.NewGuid().ToString("N")[..12];
    private readonly Channel<string> _out = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.RaisedHere += Raised;
        try
        {
            await Task.WhenAll(Keep(Listen, stoppingToken), Keep(Speak, stoppingToken));
        }
        finally
        {
            signals.RaisedHere -= Raised;
        }
    }

    /// <summary>The payloads that carry these topics, each short enough to be sent.</summary>
    internal static IEnumerable<string> Payloads(string node, IEnumerable<string> topics)
    {
        var payload = new StringBuilder(node);
        var bytes = node.Length;
        foreach (var topic in topics)
        {
            var size = Encoding.UTF8.GetByteCount(topic) + 1;
            if (bytes + size > LargestPayload && bytes > node.Length)
            {
                yield return payload.ToString();
                payload.Length = bytes = node.Length;
            }

            payload.Append('\n').Append(topic);
            bytes += size;
        }

        if (bytes > node.Length)
        {
            yield return payload.ToString();
        }
    }

    private void Raised(IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics)
        {
            _out.Writer.TryWrite(topic);
        }
    }

    private async Task Keep(Func<CancellationToken, Task> what, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await what(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException or InvalidOperationException)
            {
                log.LogWarning("The line between the nodes broke and is opened again: {Why}", e.Message);
                await Task.Delay(Pause, clock, stop);
            }
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        await using var connection = await Open(stop);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN " + Line, connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        signals.HearEverything();
        while (true)
        {
            await connection.WaitAsync(stop);
        }
    }

    private void Hear(string payload)
    {
        var parts = payload.Split('\n');
        if (parts[0] == _node)
        {
            return;
        }

        if (parts.Length == 2 && parts[1] == Everything)
        {
            signals.HearEverything();
        }
        else
        {
            signals.Hear(parts[1..]);
        }
    }

    private async Task Speak(CancellationToken stop)
    {
        await using var connection = await Open(stop);
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (await _out.Reader.WaitToReadAsync(stop))
            {
                while (_out.Reader.TryRead(out var topic))
                {
                    waiting.Add(topic);
                }

                foreach (var payload in Payloads(_node, waiting.Count > MostTopics ? [Everything] : waiting))
                {
                    await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
                    notify.Parameters.Add(new NpgsqlParameter { Value = Line });
                    notify.Parameters.Add(new NpgsqlParameter { Value = payload });
                    await notify.ExecuteNonQueryAsync(stop);
                }

                waiting.Clear();
            }
        }
        finally
        {
            // What was not said when the line broke is said on the next one.
            Raised(waiting);
        }
    }

    private async Task<NpgsqlConnection> Open(CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, KeepAlive = 5, ApplicationName = "node relay" }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
