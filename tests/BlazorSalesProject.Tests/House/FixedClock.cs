namespace BlazorSalesProject.Tests.House;

/// <summary>
/// A clock that stands still until it is told to move. Timers (and so <c>Task.Delay(span, clock)</c>) fire while it is advanced.
/// It starts on Monday, 2 March 2026, 09:00 in Shanghai.
/// </summary>
public sealed class FixedClock(DateTime? startUtc = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTime now = startUtc is { } start ? Utc(start) : new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    /// <summary>The current time, UTC.</summary>
    public DateTime UtcNow
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(UtcNow, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => UtcNow.Ticks;

    /// <summary>Moves the clock forward and fires, in order, every timer that comes due on the way.</summary>
    public void Advance(TimeSpan span)
    {
        var target = UtcNow + span;
        while (true)
        {
            Timer? due;
            lock (gate)
            {
                due = timers.Where(timer => timer.Due is { } at && at <= target).MinBy(timer => timer.Due);
                if (due is null)
                {
                    now = target > now ? target : now;
                    return;
                }

                now = due.Due!.Value > now ? due.Due.Value : now;
                due.Reschedule();
            }

            due.Fire();
        }
    }

    /// <summary>Sets the clock to a time, UTC; going forward fires timers, going back does not.</summary>
    public void Set(DateTime utc)
    {
        var span = Utc(utc) - UtcNow;
        if (span > TimeSpan.Zero)
        {
            Advance(span);
            return;
        }

        lock (gate)
        {
            now = Utc(utc);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Utc ? time : throw new ArgumentException("A clock is set in UTC.", nameof(time));

    private sealed class Timer(FixedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTime? Due { get; private set; }

        public void Fire() => callback(state);

        public void Reschedule() => Due = period > TimeSpan.Zero ? Due + period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                clock.timers.Remove(this);
                clock.timers.Add(this);
            }

            if (dueTime == TimeSpan.Zero)
            {
                clock.Advance(TimeSpan.Zero);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
