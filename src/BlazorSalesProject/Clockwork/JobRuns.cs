using System.Text.Json;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Clockwork;

/// <summary>How the wish to begin a run ended.</summary>
public enum JobStart
{
    /// <summary>Another run of the job is under way and alive, or the database did not answer.</summary>
    Occupied,

    /// <summary>The slot had its effect already.</summary>
    Already,
    Begun,
}

/// <summary>Begins, keeps and ends runs of jobs (rule D-8): each step is one conditional statement, so of two nodes exactly one wins.</summary>
public sealed class JobRuns(Works works)
{
    /// <summary>A run whose node says nothing for so long may be taken over.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>A daily job that failed is tried again so often, a while later each time.</summary>
    public const int MostAttempts = 3;

    /// <summary>Takes the job's turn and the slot, or says why not.</summary>
    public async Task<Outcome<(JobStart Start, JobRun? Run)>> Begin(JobFiring firing, string node)
    {
        return await works.Do<(JobStart, JobRun?)>(Me.System, nameof(JobRuns), async work =>
        {
            await work.Begin();
            var sql = "INSERT INTO \"JobTurns\" (\"Job\", \"Fence\", \"BeatAt\") VALUES ({0}, 0, {1}) ON CONFLICT DO NOTHING";
            await work.Db.Database.ExecuteSqlRawAsync(sql, firing.Job, work.Now);

            // Silent for too long, or with a heartbeat from the future because the clock was set back: either way nobody answers for it.
            var (since, until) = (work.Now - Silence, work.Now + Silence);
            var turn = work.Db.JobTurns.Where(t => t.Job == firing.Job);
            if (await turn.Where(t => t.RunId == null || t.BeatAt < since || t.BeatAt > until)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Fence, t => t.Fence + 1).SetProperty(t => t.BeatAt, work.Now).SetProperty(t => t.Node, node)) == 0)
            {
                return (JobStart.Occupied, null);
            }

            // Read only now that the turn is ours: whoever had it has either finished the slot for good or will save nothing any more.
            var run = await work.Db.JobRuns.SingleOrDefaultAsync(r => r.Job == firing.Job && r.Slot == firing.Slot);
            if (firing.Once && run is not null && (run.State == JobState.Done || (run.State == JobState.Failed && (firing.Asked is not null || run.Attempt >= MostAttempts))))
            {
                await turn.ExecuteUpdateAsync(set => set.SetProperty(t => t.RunId, (Guid?)null));
                return (JobStart.Already, null);
            }

            if (run is null)
            {
                run = new JobRun { Job = firing.Job, Slot = firing.Slot };
                work.Db.JobRuns.Add(run);
            }

            run.Take(await turn.Select(t => t.Fence).SingleAsync(), node, work.Now);
            await turn.ExecuteUpdateAsync(set => set.SetProperty(t => t.RunId, run.Id));
            await work.Db.JobRuns.Where(r => r.Job == firing.Job && r.State == JobState.Running && r.Id != run.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, JobState.Lost).SetProperty(r => r.EndedAt, work.Now));
            work.Touch(JobRun.Topic);
            return (JobStart.Begun, run);
        });
    }

    /// <summary>The run is alive. False when somebody has begun the job since.</summary>
    public async Task<bool> Beat(Turn turn)
    {
        var beaten = 1;
        await works.Do(Me.System, nameof(JobRuns), async work =>
        {
            await work.Begin();
            beaten = await Mine(work, turn).ExecuteUpdateAsync(set => set.SetProperty(t => t.BeatAt, work.Now));
            return null;
        });
        return beaten == 1;
    }

    /// <summary>Writes down how it ended. False when it was taken over meanwhile: then nothing is written.</summary>
    public async Task<Outcome<bool>> End(JobRun run, Outcome outcome)
    {
        var state = outcome.Ok ? JobState.Done : JobState.Failed;
        var arguments = outcome.Refusal is { Arguments.Count: > 0 } refusal ? JsonSerializer.Serialize(refusal.Arguments.Select(a => a?.ToString())) : null;
        return await works.Do<bool>(Me.System, nameof(JobRuns), async work =>
        {
            await work.Begin();
            if (await Mine(work, new Turn(run.Job, run.Fence)).ExecuteUpdateAsync(set => set.SetProperty(t => t.RunId, (Guid?)null)) == 0)
            {
                return false;
            }

            await work.Db.JobRuns.Where(r => r.Id == run.Id && r.Fence == run.Fence).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.State, state).SetProperty(r => r.EndedAt, work.Now).SetProperty(r => r.Rows, outcome.Rows)
                .SetProperty(r => r.Error, outcome.Refusal == null ? null : outcome.Refusal.Key)
                .SetProperty(r => r.ErrorArguments, arguments != null && arguments.Length > 1000 ? null : arguments));
            work.Touch(JobRun.Topic);
            return true;
        });
    }

    /// <summary>
    /// The daily jobs whose last date has not had its effect and that nobody works on: no node was there, its node died, or it failed and
    /// may try again. A job that never ran by the clock waits for its first time.
    /// </summary>
    public async Task<IReadOnlyList<string>> Missed(IEnumerable<JobTiming> jobs, DateTime now)
    {
        var alive = now - Silence;
        var missed = new List<string>();
        foreach (var firing in jobs.Where(j => j.OncePerDate).Select(j => j.Firing(now)))
        {
            if (await works.Read(async db => await db.JobRuns.AnyAsync(r => r.Job == firing.Job && r.AskedBy == null)
                && !await db.JobTurns.AnyAsync(t => t.Job == firing.Job && t.RunId != null && t.BeatAt > alive)
                && !await db.JobRuns.AnyAsync(r => r.Job == firing.Job && r.Slot == firing.Slot && (r.State == JobState.Done || (r.State == JobState.Failed && r.Attempt >= MostAttempts)))))
            {
                missed.Add(firing.Job);
            }
        }

        return missed;
    }

    private static IQueryable<JobTurn> Mine(Work work, Turn turn) => work.Db.JobTurns.Where(t => t.Job == turn.Job && t.Fence == turn.Fence);
}
