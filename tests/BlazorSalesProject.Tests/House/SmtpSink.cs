using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorSalesProject.Tests.House;

/// <summary>How the mail server of a test behaves towards the next connections.</summary>
public enum SmtpBehaviour
{
    /// <summary>Takes every mail.</summary>
    Accept,

    /// <summary>Does not listen: the connection is refused.</summary>
    Refuse,

    /// <summary>Takes the connection and never says a word.</summary>
    BlackHole,

    /// <summary>Answers, one letter at a time, and never comes to an end.</summary>
    Drip,

    /// <summary>Greets with 421 (try again later) and hangs up.</summary>
    Answer421,

    /// <summary>Refuses every recipient for good with 550.</summary>
    Answer550,

    /// <summary>Takes the whole mail and hangs up without an answer: the sender cannot know.</summary>
    CutAfterData,
}

/// <summary>A mail server inside the test, on a free loopback port: it keeps every message and delivers none.</summary>
public sealed class SmtpSink : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<SinkMessage> messages = new();
    private readonly SemaphoreSlim arrived = new(0);
    private TcpListener? listener;
    private volatile SmtpBehaviour behaviour;

    private SmtpSink() => Port = Listen(0);

    /// <summary>The loopback port it listens on.</summary>
    public int Port { get; }

    /// <summary>Every message received, oldest first.</summary>
    public IReadOnlyList<SinkMessage> Messages => [.. messages];

    /// <summary>How it treats the next connections.</summary>
    public SmtpBehaviour Behaviour
    {
        get => behaviour;
        set
        {
            behaviour = value;
            if (value == SmtpBehaviour.Refuse)
            {
                listener?.Stop();
                listener = null;
            }
            else if (listener is null)
            {
                Listen(Port);
            }
        }
    }

    /// <summary>Starts a server.</summary>
    public static SmtpSink Start() => new();

    /// <summary>Waits until a message that fits has arrived, and gives it.</summary>
    public async Task<SinkMessage> WaitFor(Func<SinkMessage, bool> fits, TimeSpan? atMost = null)
    {
        using var patience = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            if (messages.FirstOrDefault(fits) is { } found)
            {
                return found;
            }

            try
            {
                await arrived.WaitAsync(TimeSpan.FromMilliseconds(200), patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"The mail did not arrive; there are {messages.Count}: {string.Join("; ", messages.Select(m => $"{m.Subject} to {string.Join(", ", m.Recipients)}"))}", late);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        end.Cancel();
        listener?.Stop();
    }

    private int Listen(int port)
    {
        var started = new TcpListener(IPAddress.Loopback, port);
        started.Start();
        listener = started;
        _ = AcceptAll(started);
        return ((IPEndPoint)started.LocalEndpoint).Port;
    }

    private async Task AcceptAll(TcpListener on)
    {
        try
        {
            while (true)
            {
                _ = Serve(await on.AcceptTcpClientAsync(end.Token));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Talk(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The sender hung up.
            }
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        if (behaviour == SmtpBehaviour.BlackHole)
        {
            await Task.Delay(Timeout.Infinite, end.Token);
        }

        await writer.WriteAsync(behaviour == SmtpBehaviour.Drip ? "220 " : "");
        while (behaviour == SmtpBehaviour.Drip)
        {
            await writer.WriteAsync(".");
            await Task.Delay(TimeSpan.FromMilliseconds(50), end.Token);
        }

        if (behaviour == SmtpBehaviour.Answer421)
        {
            await writer.WriteLineAsync("421 busy, try again later");
            return;
        }

        await writer.WriteLineAsync("220 sink");
        var sender = "";
        var recipients = new List<string>();
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var word = line.Split(' ', 2)[0].ToUpperInvariant();
            if (word == "EHLO")
            {
                await writer.WriteLineAsync("250-sink\r\n250 8BITMIME");
            }
            else if (word == "RCPT" && behaviour == SmtpBehaviour.Answer550)
            {
                await writer.WriteLineAsync("550 no such person here");
            }
            else if (word == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                messages.Enqueue(SinkMessage.Parse(sender, [.. recipients], await ReadData(reader)));
                arrived.Release();
                if (behaviour == SmtpBehaviour.CutAfterData)
                {
                    return;
                }

                recipients.Clear();
                await writer.WriteLineAsync("250 kept");
            }
            else if (word == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else
            {
                sender = word == "MAIL" ? Address(line) : sender;
                if (word == "RCPT")
                {
                    recipients.Add(Address(line));
                }

                await writer.WriteLineAsync("250 ok");
            }
        }
    }

    private async Task<string> ReadData(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
