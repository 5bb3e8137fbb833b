using System.Collections.Immutable;

namespace BlazorSalesProject.Web.Parts;

/// <summary>What a toast is about: it went well, something to know, to look at, or it failed.</summary>
public enum ToastKind
{
    Ok,
    Info,
    Warn,
    Error,
}

/// <summary>A short message, with at most one button: an action, or a link.</summary>
public sealed record Toast(long Id, ToastKind Kind, string Text, string? ActionText, Func<Task>? Action, string? Href);

/// <summary>The messages of one circuit. They leave by themselves after a while; errors stay until they are closed.</summary>
public sealed class ToastTray(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan StayWithAction = TimeSpan.FromSeconds(12);
    private const int Most = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, ITimer> _timers = [];
    private ImmutableList<Toast> _toasts = [];
    private long _last;

    /// <summary>Raised from any thread when the messages changed.</summary>
    public event Action? Changed;

    public IReadOnlyList<Toast> Toasts => _toasts;

    public void Ok(string text) => Show(ToastKind.Ok, text);

    /// <summary>Says what was done and offers to undo it.</summary>
    public void Ok(string text, Func<Task> undo) => Show(ToastKind.Ok, text, Kernel.Words.Say("Parts.Undo"), undo);

    public void Info(string text) => Show(ToastKind.Info, text);

    public void Warn(string text) => Show(ToastKind.Warn, text);

    public void Error(string text) => Show(ToastKind.Error, text);

    /// <summary>Shows a message; with a button that runs <paramref name="action"/>, or leads to <paramref name="href"/>.</summary>
    public void Show(ToastKind kind, string text, string? actionText = null, Func<Task>? action = null, string? href = null)
    {
        lock (_gate)
        {
            var toast = new Toast(++_last, kind, text, actionText, action, href);
            _toasts = _toasts.Add(toast);
            while (_toasts.Count > Most)
            {
                Forget(_toasts[0].Id);
            }

            if (kind != ToastKind.Error)
            {
                _timers[toast.Id] = time.CreateTimer(_ => Close(toast.Id), null, actionText is null ? Stay : StayWithAction, Timeout.InfiniteTimeSpan);
            }
        }

        Changed?.Invoke();
    }

    public void Close(long id)
    {
        lock (_gate)
        {
            Forget(id);
        }

        Changed?.Invoke();
    }

    private void Forget(long id)
    {
        _toasts = _toasts.RemoveAll(t => t.Id == id);
        if (_timers.Remove(id, out var timer))
        {
            timer.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers.Values)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }
    }
}
