using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Clockwork;

/// <summary>Runs of jobs: who may begin, who comes too late, what is written down (rule D-8; MN-1, MN-2, DP-6).</summary>
public sealed class JobRunTests
{
    private static readonly JobTiming Nightly = new("PurgeJob", JobRhythm.Daily, new TimeOnly(3, 30));
    private static readonly JobTiming Minutely = new("RemindJob", JobRhythm.Minutely, default);

    [Theory, BothDatabases]
    public async Task A_run_is_written_down_with_its_rows(Database on)
    {
        await using var b = new TestBusiness(on);
        Assert.Equal(JobStart.Begun, await b.Get<JobRunner>().Work(Nightly.Firing(b.Clock.Now()), async me =>
        {
            b.Clock.Advance(TimeSpan.FromSeconds(2));
            return await Step(b, me, 7);
        }));
        var run = Assert.Single(await Runs(b));
        Assert.Equal(("2026-03-02", JobState.Done, 1, 7L), (run.Slot, run.State, run.Attempt, run.Rows!.Value));
        Assert.Equal(TimeSpan.FromSeconds(2), run.EndedAt - run.StartedAt);
        Assert.Equal(JobRunner.Node, run.Node);
        Assert.Null(await b.Read(db => db.JobTurns.Select(t => t.RunId).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_business_date_has_its_effect_once_whatever_the_clock_does(Database on)
    {
        await using var b = new TestBusiness(on);
        var effects = new List<string>();
        foreach (var jump in new[] { 0, 60, -60, -60, 24 * 60, -24 * 60, 24 * 60, 31 * 24 * 60, -60 })
        {
            b.Clock.Set(b.Clock.UtcNow.AddMinutes(jump));
            await Work(Nightly);
        }

        Assert.Equal(["2026-03-02", "2026-03-03", "2026-04-03"], effects);

        async Task Work(JobTiming timing)
        {
            var firing = timing.Firing(b.Clock.Now());
            await b.Get<JobRunner>().Work(firing, async me =>
            {
                effects.Add(firing.Slot);
                return await Step(b, me, 1);
            });
        }
    }

    [Theory, BothDatabases]
    public async Task A_frequent_job_goes_on_after_the_clock_was_set_back(Database on)
    {
        await using var b = new TestBusiness(on);
        var times = 0;
        foreach (var jump in new[] { 0, 1, -60, 1 })
        {
            b.Clock.Set(b.Clock.UtcNow.AddMinutes(jump));
            await b.Get<JobRunner>().Work(Minutely.Firing(b.Clock.Now()), async me =>
            {
                times++;
                return await Step(b, me, 1);
            });
        }

        Assert.Equal(4, times);
    }

    [Theory, BothDatabases]
    public async Task While_a_run_is_alive_nobody_else_begins_the_job(Database on)
    {
        await using var b = new TestBusiness(on);
        var runs = b.Get<JobRuns>();
        Assert.Equal(JobStart.Begun, (await runs.Begin(Nightly.Firing(b.Clock.Now()), "a")).Value.Start);
        b.Clock.Advance(JobRuns.Silence);
        Assert.Equal(JobStart.Occupied, (await runs.Begin(Nightly.Firing(b.Clock.Now()), "b")).Value.Start);
        Assert.Equal(JobStart.Occupied, (await runs.Begin(JobFiring.For(Nightly.Job, Guid.NewGuid()), "b")).Value.Start);
    }

    [Theory, BothDatabases]
    public async Task A_silent_run_is_taken_over_and_its_late_write_is_refused(Database on)
    {
        await using var b = new TestBusiness(on);
        var runs = b.Get<JobRuns>();
        var first = (await runs.Begin(Nightly.Firing(b.Clock.Now()), "a")).Value.Run!;
        var zombie = Me.System with { Turn = new Turn(first.Job, first.Fence) };
        Assert.True((await Step(b, zombie, 1)).Ok);

        b.Clock.Advance(JobRuns.Silence + TimeSpan.FromSeconds(1));
        var second = (await runs.Begin(Nightly.Firing(b.Clock.Now()), "b")).Value.Run!;
        Assert.Equal((first.Id, 2), (second.Id, second.Attempt));
        Assert.True(second.Fence > first.Fence);

        var late = await Step(b, zombie, 2);
        Assert.Equal(("Clockwork.TakenOver", RefusalKind.Conflict), (late.Refusal!.Key, late.Refusal.Kind));
        Assert.False(await runs.Beat(zombie.Turn!));
        Assert.False((await runs.End(first, Outcome.Done)).Value);
        Assert.True((await Step(b, Me.System with { Turn = new Turn(second.Job, second.Fence) }, 3)).Ok);
        Assert.True((await runs.End(second, Outcome.Done)).Value);

        var saved = await b.Read(db => db.Activities.Where(a => a.Kind == "Stepped").OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(["1", "3"], saved.Select(a => a.Details().Fact("Rows")));
        var line = Assert.Single((await b.Get<JobHistory>().For(Me.System, Nightly.Job))!.Runs);
        Assert.Equal((JobState.Done, 2, "b"), (line.State, line.Attempt, line.Node));
        Assert.Equal([new LostAttempt(1, "a", first.StartedAt)], line.Abandoned);
        Assert.Equal(JobStart.Already, (await runs.Begin(Nightly.Firing(b.Clock.Now()), "a")).Value.Start);
    }

    [Theory, BothDatabases]
    public async Task Of_many_nodes_that_begin_at_once_one_does(Database on)
    {
        await using var b = new TestBusiness(on);
        var starts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => (await b.Get<JobRuns>().Begin(Nightly.Firing(b.Clock.Now()), $"node {i}")).Value.Start)));
        Assert.Single(starts, JobStart.Begun);
        Assert.Single(await Runs(b));
    }

    [Theory, BothDatabases]
    public async Task A_newer_run_voids_every_older_one_of_the_job_also_of_another_slot(Database on)
    {
        await using var b = new TestBusiness(on);
        var old = (await b.Get<JobRuns>().Begin(Minutely.Firing(b.Clock.Now()), "a")).Value.Run!;
        b.Clock.Advance(TimeSpan.FromMinutes(1));
        await b.Get<JobRuns>().Begin(Minutely.Firing(b.Clock.Now()), "b");
        Assert.Equal("Clockwork.TakenOver", (await Step(b, Me.System with { Turn = new Turn(old.Job, old.Fence) }, 1)).Refusal?.Key);
        Assert.Equal([JobState.Lost, JobState.Running], (await Runs(b)).Select(r => r.State));
    }

    [Theory, BothDatabases]
    public async Task A_daily_job_that_failed_is_tried_again_but_not_for_ever(Database on)
    {
        await using var b = new TestBusiness(on);
        for (var i = 0; i < 5; i++)
        {
            await b.Get<JobRunner>().Work(Nightly.Firing(b.Clock.Now()), _ => throw new InvalidOperationException("broken"));
            Assert.Equal(i < JobRuns.MostAttempts - 1 ? [Nightly.Job] : [], await b.Get<JobRuns>().Missed([Nightly, Minutely], b.Clock.Now()));
        }

        var run = Assert.Single(await Runs(b));
        Assert.Equal((JobState.Failed, JobRuns.MostAttempts, "Clockwork.Failed"), (run.State, run.Attempt, run.Error));
        Assert.False(string.IsNullOrEmpty((await b.Get<JobHistory>().For(Me.System, Nightly.Job))!.Runs[0].Error!.Sentence));
    }

    [Theory, BothDatabases]
    public async Task A_daily_job_that_was_missed_for_three_days_is_made_up_for_once(Database on)
    {
        await using var b = new TestBusiness(on);
        Assert.Empty(await b.Get<JobRuns>().Missed([Nightly], b.Clock.Now()));
        await b.Get<JobRunner>().Work(Nightly.Firing(b.Clock.Now()), me => Step(b, me, 1));
        Assert.Empty(await b.Get<JobRuns>().Missed([Nightly], b.Clock.Now()));
        b.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([Nightly.Job], await b.Get<JobRuns>().Missed([Nightly, Minutely], b.Clock.Now()));
        await b.Get<JobRunner>().Work(Nightly.Firing(b.Clock.Now()), me => Step(b, me, 1));
        Assert.Empty(await b.Get<JobRuns>().Missed([Nightly], b.Clock.Now()));
        Assert.Equal(["2026-03-02", "2026-03-05"], (await Runs(b)).Select(r => r.Slot));
    }

    [Theory]
    [InlineData("2026-03-02T03:29:59", "2026-03-01")]
    [InlineData("2026-03-02T03:30:00", "2026-03-02")]
    [InlineData("2026-03-02T23:59:59", "2026-03-02")]
    [InlineData("2026-03-03T00:10:00", "2026-03-02")]
    [InlineData("2028-03-01T01:00:00", "2028-02-29")]
    [InlineData("2027-01-01T03:29:00", "2026-12-31")]
    public void A_late_firing_stands_for_the_last_date_it_was_due(string local, string slot)
    {
        var now = TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Clock.Shanghai);
        Assert.Equal(slot == "2026-03-01" && local.EndsWith("59", StringComparison.Ordinal) ? "2026-03-02" : slot, Nightly.Firing(now).Slot);
        Assert.Equal(slot, Clock.BusinessDate(Nightly.LastDue(now)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory, BothDatabases]
    public async Task Run_now_asks_once_wakes_the_clock_and_stands_in_the_audit(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var asked = await b.Get<RunJobNow>().Run(admin, Nightly.Job);
        Assert.Equal([(Nightly.Job, asked.Value)], b.Clockwork.Woken);
        Assert.Equal("Clockwork.RunsAlready", (await b.Get<RunJobNow>().Run(admin, Nightly.Job)).Refusal?.Key);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<RunJobNow>().Run(admin, "NoJob")).Refusal?.Kind);
        Assert.Equal(JobState.Asked, (await b.Get<JobBoard>().For(admin))!.Jobs.Single(j => j.Timing.Job == Nightly.Job).Last!.State);

        await b.Get<JobRunner>().Work(JobFiring.For(Nightly.Job, asked.Value), me => Step(b, me, 1));
        Assert.Equal(JobStart.Already, await b.Get<JobRunner>().Work(JobFiring.For(Nightly.Job, asked.Value), _ => throw new InvalidOperationException("twice")));
        var run = Assert.Single((await b.Get<JobHistory>().For(admin, Nightly.Job))!.Runs);
        Assert.Equal((JobState.Done, true, admin.Name), (run.State, run.WasAsked, run.AskedBy));
        Assert.Equal(1, await b.Read(db => db.Activities.CountAsync(a => a.Kind == "JobAsked" && a.ActorId == admin.Id)));
    }

    [Theory, BothDatabases]
    public async Task Only_the_last_runs_of_each_job_are_kept(Database on)
    {
        await using var b = new TestBusiness(on);
        for (var i = 0; i < PurgeOldRows.KeepRuns + 20; i++)
        {
            b.Clock.Advance(TimeSpan.FromMinutes(1));
            await b.Get<JobRunner>().Work(Minutely.Firing(b.Clock.Now()), _ => Task.FromResult(Outcome.Done));
        }

        await b.Get<JobRunner>().Work(Nightly.Firing(b.Clock.Now()), _ => Task.FromResult(Outcome.Done));
        Assert.Equal(20, (await b.Get<PurgeOldRows>().Run(Me.System)).Value);
        Assert.Equal(PurgeOldRows.KeepRuns + 1, (await Runs(b)).Count);
        Assert.Equal(0, (await b.Get<PurgeOldRows>().Run(Me.System)).Value);
        var page = (await b.Get<JobHistory>().For(Me.System, Minutely.Job, 999))!;
        Assert.Equal((PurgeOldRows.KeepRuns, JobHistory.PageSize), (page.Total, page.Runs.Count));
    }

    [Fact]
    public async Task A_clock_away_from_the_databases_is_seen()
    {
        await using var there = new TestBusiness(Database.On(Database.PostgreSql), new FixedClock(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(5)));
        var skew = await there.Get<ClockSkew>().Measure();
        Assert.True(ClockSkew.IsTooFar(skew));
        Assert.True(skew > TimeSpan.Zero);
        Assert.False(ClockSkew.IsTooFar(TimeSpan.FromSeconds(-1)));
        await using var here = new TestBusiness(Database.On(Database.Sqlite));
        Assert.Null(await here.Get<ClockSkew>().Measure());
    }

    private static Task<List<JobRun>> Runs(TestBusiness b) => b.Read(db => db.JobRuns.AsNoTracking().OrderBy(r => r.StartedAt).ThenBy(r => r.Id).ToListAsync());

    private static async Task<Outcome> Step(TestBusiness b, Me me, int rows) => await b.Get<Works>().Do<int>(me, "Step", work =>
    {
        work.Record("Stepped", new Subject("Step", Guid.Empty), null, [("Rows", rows)]);
        return Task.FromResult<Outcome<int>>(rows);
    });
}
