using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace BlazorSalesProject.Web.Notices;

/// <summary>What a client of the hub is told: the unread count and the latest notices, as their person may see them now.</summary>
public sealed record NoticesNow(int Unread, IReadOnlyList<HubNotice> Latest);

/// <summary>One notice for other clients, said in the person's language.</summary>
public sealed record HubNotice(Guid Id, string Kind, string Text, string Link, string Button, DateTime At, bool Unread);

/// <summary>
/// The open lines of the hub. A signal makes a line re-read its own person's notices; a session that ended is cut off at once,
/// and within seconds when the signal was lost.
/// </summary>
public sealed class HubLines(IHubContext<NoticesHub> hub, Signals signals, LivingSessions sessions, WhoIs whoIs, NoticeTray tray)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Lines open on this node.</summary>
    public int Count => _lines.Count;

    internal async Task Open(HubCallerContext caller)
    {
        var me = await CurrentMe.Of(caller.User ?? new ClaimsPrincipal(), whoIs, sessions);
        if (me.SessionId is not { } session)
        {
            caller.Abort();
            return;
        }

        var line = new Line(caller);
        line.Holds.Add(sessions.Watch(session));
        line.Holds.Add(signals.Listen([Signals.Topic(nameof(Notice), me.Id), Signals.Topic(nameof(Session), session), nameof(Person), nameof(Role), nameof(Department)], _ => Heard(line)));
        _lines[caller.ConnectionId] = line;
        await LookAgain(line);
    }

    internal void Close(string connection)
    {
        if (_lines.TryRemove(connection, out var line))
        {
            line.Holds.ForEach(h => h.Dispose());
        }
    }

    /// <summary>The notices of a line's person; null when his session ended, and the line with it.</summary>
    internal async Task<NoticesNow?> Look(HubCallerContext caller)
    {
        var me = await CurrentMe.Of(caller.User ?? new ClaimsPrincipal(), whoIs, sessions);
        if (me.SessionId is null)
        {
            caller.Abort();
            return null;
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(me.Language == "en" ? "en-US" : me.Language);
        var page = await tray.For(me, size: 20);
        return new NoticesNow(page.Unread, [.. page.Lines.Select(n => new HubNotice(n.Id, n.Kind, n.Sentence, n.Link, n.Button, n.At, n.IsUnread))]);
    }

    private void Heard(Line line)
    {
        if (Interlocked.Exchange(ref line.Waiting, 1) == 0)
        {
            _ = Task.Run(async () =>
            {
                await Task.Delay(Pause);
                Interlocked.Exchange(ref line.Waiting, 0);
                await LookAgain(line);
            });
        }
    }

    private async Task LookAgain(Line line)
    {
        if (await Look(line.Caller) is { } now)
        {
            await hub.Clients.Client(line.Caller.ConnectionId).SendAsync("notices", now);
        }
    }

    private sealed class Line(HubCallerContext caller)
    {
        public HubCallerContext Caller => caller;

        public List<IDisposable> Holds { get; } = [];

        public int Waiting;
    }
}

/// <summary>Notices for other clients, by the same cookie and the same rights: "notices" is sent whenever they changed.</summary>
public sealed class NoticesHub(HubLines lines, MarkNoticesRead mark, WhoIs whoIs, LivingSessions sessions) : Hub
{
    public override Task OnConnectedAsync() => lines.Open(Context);

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        lines.Close(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The notices now.</summary>
    public Task<NoticesNow?> Look() => lines.Look(Context);

    /// <summary>Marks one of one's own notices as read; the answer is a sentence when it was refused.</summary>
    public async Task<string?> MarkRead(Guid id) =>
        (await mark.Run(await CurrentMe.Of(Context.User ?? new ClaimsPrincipal(), whoIs, sessions), id)).Refusal?.Sentence;
}
