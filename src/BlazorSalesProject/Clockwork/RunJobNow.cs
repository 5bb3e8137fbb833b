using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Clockwork;

/// <summary>Has a job run now, besides its timing: on one node, once. What the clock has planned stays as it is.</summary>
public sealed class RunJobNow(Works works, IClockwork clockwork)
{
    /// <summary>A wish nobody took up for so long does not keep others from wishing again.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromMinutes(5);

    /// <returns>The run.</returns>
    public async Task<Outcome<Guid>> Run(Me me, string job)
    {
        var outcome = await works.Do<Guid>(me, nameof(RunJobNow), async work =>
        {
            if (!me.May(Area.Settings, Function.Configure))
            {
                return Refusal.Denied();
            }

            if (!clockwork.Jobs.Any(j => j.Job == job))
            {
                return Refusal.NotFound();
            }

            var id = Guid.CreateVersion7();
            work.Concerns("Job", id);
            await work.Begin();
            var (asked, alive) = (work.Now - Waits, work.Now - JobRuns.Silence);
            if (await work.Db.JobRuns.AnyAsync(r => r.Job == job && r.State == JobState.Asked && r.StartedAt > asked)
                || await work.Db.JobTurns.AnyAsync(t => t.Job == job && t.RunId != null && t.BeatAt > alive))
            {
                return Refusal.Conflict("Clockwork.RunsAlready");
            }

            work.Db.JobRuns.Add(new JobRun { Id = id, Job = job, Slot = JobFiring.SlotOf(id), State = JobState.Asked, AskedBy = me.Id, StartedAt = work.Now });
            work.Record("JobAsked", new Subject("Job", id), null, [("Job", job)]);
            work.Touch(JobRun.Topic);
            return id;
        });
        if (outcome.Ok)
        {
            await clockwork.Wake(job, outcome.Value);
        }

        return outcome;
    }
}
