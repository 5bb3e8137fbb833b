using System.Text.Json;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Clockwork;

/// <summary>A run as an administrator sees it.</summary>
public sealed record JobRunLine(Guid Id, string Slot, JobState State, DateTime StartedAt, DateTime? EndedAt, long? Rows, int Attempt, string? Node, bool WasAsked, string? AskedBy, Refusal? Error, IReadOnlyList<LostAttempt> Abandoned)
{
    /// <summary>How long it took, as far as it has ended.</summary>
    public TimeSpan? Took => State is JobState.Done or JobState.Failed && EndedAt is { } end && end >= StartedAt ? end - StartedAt : null;
}

/// <summary>A job: when it is due, when next (UTC), and how it ran last.</summary>
public sealed record JobLine(JobTiming Timing, DateTime? NextAt, JobRunLine? Last);

/// <summary>Every job, and how far this node's clock is from the database's (null where the database has none of its own).</summary>
public sealed record JobBoardOf(IReadOnlyList<JobLine> Jobs, TimeSpan? Skew);

/// <summary>The jobs that run by the clock: for those who configure the application.</summary>
public sealed class JobBoard(Works works, IClockwork clockwork, ClockSkew skew)
{
    /// <summary>Every job with its last run; null when this person may not see them.</summary>
    public async Task<JobBoardOf?> For(Me me)
    {
        if (!me.May(Area.Settings, Function.Configure))
        {
            return null;
        }

        var next = await clockwork.Next();
        var lines = await works.Read(async db =>
        {
            var lines = new List<JobLine>();
            foreach (var timing in clockwork.Jobs)
            {
                var last = await JobHistory.Lines(db, db.JobRuns.Where(r => r.Job == timing.Job).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(1));
                lines.Add(new JobLine(timing, next.TryGetValue(timing.Job, out var at) ? at : null, last.SingleOrDefault()));
            }

            return lines;
        });
        return new JobBoardOf(lines, await skew.Measure());
    }
}

/// <summary>How many runs there are, and a page of them, newest first.</summary>
public sealed record JobHistoryOf(int Total, IReadOnlyList<JobRunLine> Runs);

/// <summary>The runs of one job.</summary>
public sealed class JobHistory(Works works)
{
    /// <summary>Rows of a page of the history.</summary>
    public const int PageSize = 20;

    /// <summary>A page of the runs; null when this person may not see them.</summary>
    public async Task<JobHistoryOf?> For(Me me, string job, int page = 1)
    {
        if (!me.May(Area.Settings, Function.Configure))
        {
            return null;
        }

        return await works.Read(async db =>
        {
            var runs = db.JobRuns.Where(r => r.Job == job);
            var total = await runs.CountAsync();
            page = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
            return new JobHistoryOf(total, await Lines(db, runs.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize)));
        });
    }

    internal static async Task<IReadOnlyList<JobRunLine>> Lines(AppDb db, IQueryable<JobRun> runs)
    {
        var rows = await runs.Select(r => new { Run = r, Asked = db.People.Where(p => p.Id == r.AskedBy).Select(p => p.Name).FirstOrDefault() }).ToListAsync();
        return rows.ConvertAll(r => new JobRunLine(
            r.Run.Id, r.Run.Slot, r.Run.State, r.Run.StartedAt, r.Run.EndedAt, r.Run.Rows, r.Run.Attempt, r.Run.Node, r.Run.AskedBy is not null, r.Asked, Error(r.Run), r.Run.Abandoned));
    }

    private static Refusal? Error(JobRun run) => run.Error is not { } key ? null
        : Refusal.Invalid(key, [.. run.ErrorArguments is null ? [] : JsonSerializer.Deserialize<string?[]>(run.ErrorArguments) ?? []]);
}
