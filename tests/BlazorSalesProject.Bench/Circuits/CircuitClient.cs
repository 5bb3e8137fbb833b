using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorSalesProject.Bench.Circuits;

/// <summary>
/// One open page as the server sees it: a circuit over a WebSocket, without a browser. It acknowledges every batch, answers
/// the server's script calls, and knows when which batch arrived and what the page showed after it.
/// </summary>
public sealed partial class CircuitClient : IAsyncDisposable
{
    private const int HeldBatches = 256;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly BrowserSession _session;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement?>> _calls = new();
    private readonly List<(long At, byte[] Data)> _held = [];
    private readonly List<Waiter> _waiters = [];
    private readonly PageTree _tree = new();
    private readonly Lock _state = new();
    private Task _receiving = Task.CompletedTask;
    private int _lastCall;
    private long _lastScriptObject;
    private string? _circuit;

    private CircuitClient(BrowserSession session) => _session = session;

    /// <summary>Why the circuit ended, when the server ended it.</summary>
    public string? Failure { get; private set; }

    /// <summary>Objects the page handed to its scripts, newest last: the name of the script call and the object's number.</summary>
    public List<(string Call, long Id)> Exported { get; } = [];

    /// <summary>Script functions the server called, in order.</summary>
    public List<string> ScriptCalls { get; } = [];

    public int Batches { get; private set; }

    public long BatchBytes { get; private set; }

    /// <summary>Answers for script functions whose result the page needs, as JSON; everything else gets null.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the page, opens its circuit and waits until the page shows what <paramref name="ready"/> asks for.</summary>
    public static async Task<CircuitClient> OpenAsync(
        BrowserSession session, string path, Func<PageTree, bool> ready, TimeSpan timeout, bool deflate = false)
    {
        var client = new CircuitClient(session);
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            var (html, address) = await session.GetAsync(path, limit.Token);
            await client.ConnectAsync(session, address, deflate, limit.Token);
            await client.StartAsync(html, session.BaseAddress, address, limit.Token);
            await client.WhenAsync(ready, limit.Token);
            return client;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            var seen = $"{client.Batches} batches, script calls: {string.Join(", ", client.ScriptCalls.TakeLast(8))}";
            var reason = client.Failure ?? "the page did not get ready";
            await client.DisposeAsync();
            throw new TimeoutException($"{path}: {reason} within {timeout.TotalSeconds:0} s ({seen}).", e);
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks at the page as it is after the last batch received.</summary>
    public T Look<T>(Func<PageTree, T> look)
    {
        lock (_state)
        {
            ApplyHeld();
            return look(_tree);
        }
    }

    /// <summary>
    /// Goes through the batches not looked at yet and returns when the first one arrived after which the page
    /// shows what is asked for; null when none does.
    /// </summary>
    public long? FirstShown(Func<PageTree, bool> shows)
    {
        lock (_state)
        {
            for (var i = 0; i < _held.Count; i++)
            {
                _tree.Apply(_held[i].Data);
                if (!shows(_tree))
                    continue;
                var at = _held[i].At;
                _held.RemoveRange(0, i + 1);
                return at;
            }

            _held.Clear();
            return null;
        }
    }

    /// <summary>Completes when a batch that contains the text arrives; costs one scan of the bytes, so hundreds can wait at once.</summary>
    public Task WhenBatchContains(string text)
    {
        var waiter = new Waiter(Encoding.UTF8.GetBytes(text));
        lock (_state)
            _waiters.Add(waiter);
        return waiter.Done.Task;
    }

    /// <summary>Waits until the page shows what is asked for.</summary>
    public async Task WhenAsync(Func<PageTree, bool> shows, CancellationToken cancel)
    {
        while (!Look(shows))
        {
            if (Failure is not null)
                throw new InvalidOperationException(Failure);
            await Task.WhenAny(WhenBatchContains(""), Task.Delay(TimeSpan.FromSeconds(1), cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Calls a method the page exposed to its scripts; throws with the server's sentence when it refuses.</summary>
    public async Task<JsonElement?> InvokeAsync(long objectId, string method, params object?[] arguments)
    {
        var call = Interlocked.Increment(ref _lastCall).ToString();
        var done = _calls[call] = new TaskCompletionSource<JsonElement?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("BeginInvokeDotNetFromJS", call, null, method, objectId, JsonSerializer.Serialize(arguments));
        return await done.Task.WaitAsync(TimeSpan.FromSeconds(30), _closing.Token);
    }

    /// <summary>Raises a browser event on the first element that fits, such as a click; completes when the server has handled it.</summary>
    public Task RaiseAsync(Func<Node, bool> on, string name, object arguments)
    {
        var handler = Look(tree => tree.Elements.First(on).Handler("on" + name));
        if (handler == 0)
            throw new InvalidOperationException($"The element has no handler for {name}.");
        var renderer = Exported.First(e => e.Call == "Blazor._internal.attachWebRendererInterop").Id;
        return InvokeAsync(renderer, "DispatchEventAsync", new { eventHandlerId = handler, eventName = name, eventFieldInfo = (object?)null }, arguments);
    }

    /// <summary>A plain left click on the first element that fits.</summary>
    public Task ClickAsync(Func<Node, bool> on) => RaiseAsync(on, "click", new { type = "click", detail = 1, button = 0L, buttons = 0L });

    /// <summary>The object the page handed to the script function, newest first.</summary>
    public long ExportedBy(Func<string, bool> call)
    {
        lock (_state)
            return Exported.Last(e => call(e.Call)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_closing.IsCancellationRequested)
        {
            try
            {
                if (_socket.State == WebSocketState.Open)
                {
                    using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
                    if (_circuit is not null)
                        await _session.LeaveAsync(_circuit, limit.Token);
                    await SendMessageAsync(new CloseMessage(null), limit.Token);
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
                }
            }
            catch (Exception e) when (e is WebSocketException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                Failure ??= e.Message;
            }

            await _closing.CancelAsync();
            await _receiving;
        }

        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task ConnectAsync(BrowserSession session, string address, bool deflate, CancellationToken cancel)
    {
        var origin = new Uri(address).GetLeftPart(UriPartial.Authority);
        _socket.Options.SetRequestHeader("Cookie", session.Cookies);
        _socket.Options.SetRequestHeader("Origin", origin);
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        if (deflate)
            _socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await _socket.ConnectAsync(new UriBuilder(session.BaseAddress) { Scheme = "ws", Path = "/_blazor" }.Uri, cancel);
        await _socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, cancel);
    }

    private async Task StartAsync(string html, Uri baseAddress, string address, CancellationToken cancel)
    {
        var operations = new JsonArray();
        foreach (Match marker in Markers().Matches(html))
        {
            if (JsonNode.Parse(marker.Groups["json"].Value) is JsonObject start && start.ContainsKey("descriptor"))
                operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = start });
        }

        if (operations.Count == 0)
            throw new InvalidOperationException($"{address} has no interactive component.");
        var state = StateMarker().Match(html).Groups["state"].Value;
        _receiving = Task.Run(ReceiveAsync, CancellationToken.None);
        var call = Interlocked.Increment(ref _lastCall).ToString();
        var started = _calls[call] = new TaskCompletionSource<JsonElement?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendMessageAsync(new InvocationMessage(call, "StartCircuit", [baseAddress.ToString(), address, "[]", ""]), cancel);
        _circuit = (await started.Task.WaitAsync(cancel))?.GetString();
        if (_circuit is null)
            throw new InvalidOperationException($"The server refused a circuit for {address}: {Failure}");
        var batch = new JsonObject { ["batchId"] = 1, ["operations"] = operations };
        await SendAsync("UpdateRootComponents", batch.ToJsonString(), state);
    }

    private async Task ReceiveAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        var shaken = false;
        var pings = PingAsync();
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                var received = await _socket.ReceiveAsync(buffer.GetMemory(16 * 1024), _closing.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                buffer.Advance(received.Count);
                var rest = new ReadOnlySequence<byte>(buffer.WrittenMemory);
                if (!shaken)
                {
                    if (rest.PositionOf((byte)0x1E) is not { } end)
                        continue;
                    rest = rest.Slice(rest.GetPosition(1, end));
                    shaken = true;
                }

                var before = rest.Length;
                while (BlazorPack.Protocol.TryParseMessage(ref rest, BlazorPack.Binder.Instance, out var message))
                    await HandleAsync(message!);
                if (rest.Length == before && before == buffer.WrittenCount)
                    continue;
                var left = rest.ToArray();
                buffer.ResetWrittenCount();
                buffer.Write(left);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            if (!_closing.IsCancellationRequested)
                Failure ??= e.Message;
        }
        catch (Exception e)
        {
            Failure ??= e.ToString();
        }

        Failure ??= "The circuit is closed.";
        foreach (var call in _calls.Values)
            call.TrySetException(new InvalidOperationException(Failure));
        await _closing.CancelAsync();
        await pings;
    }

    private async Task PingAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingEvery, _closing.Token);
                await SendMessageAsync(PingMessage.Instance, _closing.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The circuit is closing; the receiving side says why.
        }
    }

    private async Task HandleAsync(HubMessage message)
    {
        switch (message)
        {
            case InvocationMessage { Target: "JS.RenderBatch" } batch:
                var at = Stopwatch.GetTimestamp();
                Take(at, (byte[])batch.Arguments[1]!);
                await SendAsync("OnRenderCompleted", batch.Arguments[0], null);
                break;
            case InvocationMessage { Target: "JS.BeginInvokeJS" } script:
                await AnswerAsync((long)script.Arguments[0]!, (string)script.Arguments[1]!, (string?)script.Arguments[2], (int)script.Arguments[3]!);
                break;
            case InvocationMessage { Target: "JS.EndInvokeDotNet" } end when _calls.TryRemove((string)end.Arguments[0]!, out var call):
                var result = (string?)end.Arguments[2];
                if (end.Arguments[1] is true)
                    call.TrySetResult(string.IsNullOrEmpty(result) ? null : JsonSerializer.Deserialize<JsonElement>(result));
                else
                    call.TrySetException(new InvalidOperationException(result));
                break;
            case InvocationMessage { Target: "JS.Error" } error:
                Failure = (string?)error.Arguments[0];
                break;
            case CompletionMessage completion when _calls.TryRemove(completion.InvocationId!, out var start):
                Failure = completion.Error ?? Failure;
                start.TrySetResult(completion.Result is string secret ? JsonSerializer.SerializeToElement(secret) : null);
                break;
            case InvocationBindingFailureMessage failure:
                Failure = $"{failure.Target}: {failure.BindingFailure.SourceException.Message}";
                break;
            case CloseMessage close:
                Failure ??= close.Error ?? "The server closed the circuit.";
                break;
        }
    }

    private void Take(long at, byte[] data)
    {
        lock (_state)
        {
            Batches++;
            BatchBytes += data.Length;
            _held.Add((at, data));
            if (_held.Count > HeldBatches)
                ApplyHeld();
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (data.AsSpan().IndexOf(_waiters[i].Needle) < 0)
                    continue;
                _waiters[i].Done.TrySetResult();
                _waiters.RemoveAt(i);
            }
        }
    }

    private void ApplyHeld()
    {
        foreach (var (_, data) in _held)
            _tree.Apply(data);
        _held.Clear();
    }

    private async Task AnswerAsync(long call, string function, string? arguments, int resultType)
    {
        lock (_state)
        {
            ScriptCalls.Add(function);
            if (ScriptCalls.Count > 1000)
                ScriptCalls.RemoveRange(0, 500);
            foreach (Match reference in ObjectReference().Matches(arguments ?? ""))
                Exported.Add((function, long.Parse(reference.Groups["id"].Value)));
        }

        const int scriptObject = 1;
        var answer = resultType == scriptObject
            ? $"{{\"__jsObjectId\":{Interlocked.Increment(ref _lastScriptObject)}}}"
            : Answers.GetValueOrDefault(function, "null");
        if (call != 0)
            await SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{answer}]");
        if (function == "Blazor._internal.Virtualize.init")
        {
            // A browser with a window of 800 px whose list starts at the top: the spacer below is in sight.
            var list = ExportedBy(name => name == function);
            _ = InvokeAsync(list, "OnSpacerAfterVisible", 100_000f, 0f, 800f).ContinueWith(
                failed => Failure ??= failed.Exception!.InnerException!.Message, _closing.Token, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private Task SendAsync(string target, params object?[] arguments) =>
        SendMessageAsync(new InvocationMessage(target, arguments), _closing.Token);

    private async Task SendMessageAsync(HubMessage message, CancellationToken cancel)
    {
        var bytes = BlazorPack.Protocol.GetMessageBytes(message);
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex StateMarker();

    [GeneratedRegex("\"__dotNetObject\":(?<id>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ObjectReference();

    private sealed record Waiter(byte[] Needle)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
