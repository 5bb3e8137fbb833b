using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Journeys.Sales;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Nodes;

/// <summary>Two real nodes on one PostgreSQL database (MN-1 to MN-4, MN-6, MN-7, MN-9).</summary>
public sealed class TwoNodesTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private static readonly LocatorAssertionsToHaveCountOptions Patience = new() { Timeout = 60_000 };

    [Fact]
    public async Task Started_at_once_on_an_empty_database_they_make_everything_once()
    {
        Assert.Empty(await nodes.Read(async db => (await db.Database.GetPendingMigrationsAsync()).ToList()));
        Assert.Equal(1, await nodes.Read(db => db.Set<DataKey>().CountAsync()));
        Assert.Equal(1, await nodes.Read(db => db.Set<Account>().CountAsync(x => x.UserName == "admin")));
        Assert.Equal([], await nodes.Read(db => db.Set<Role>().Where(r => r.Code != null).GroupBy(r => r.Code).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync()));
        foreach (var node in new[] { nodes.A, nodes.B })
        {
            // Deadlock, table there already, row there already.
            Assert.DoesNotMatch("40P01|42P07|23505", node.Log);
        }
    }

    [Fact]
    public async Task Started_at_once_on_an_old_schema_they_bring_it_up_once()
    {
        await using var one = Host.Prepare(Database.PostgreSql, new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo:Enabled"] = "false" });
        await using (var before = TestBusiness.At(Database.PostgreSql, one.ConnectionString))
        {
            var old = await before.Read(db => Task.FromResult(db.Database.GetMigrations().Reverse().Skip(2).First()));
            await before.Read(async db =>
            {
                await db.GetService<IMigrator>().MigrateAsync(old);
                return true;
            });
        }

        await using var two = one.Another();
        await Task.WhenAll(one.Restart(), two.Restart());
        await using var after = TestBusiness.At(Database.PostgreSql, one.ConnectionString);
        Assert.Empty(await after.Read(async db => (await db.Database.GetPendingMigrationsAsync()).ToList()));
        Assert.Equal((0, 0), (one.Stop(), two.Stop()));
    }

    [Fact]
    public async Task Signed_in_on_one_a_person_works_on_the_other_and_what_changes_there_shows_here()
    {
        const string title = "华星光电 MES 一期";
        await using var li = await Browser.Visit(nodes.A.Address, "li", width: Cards.AllColumns);
        li.Expect("request to another host");
        await li.SignIn("sales1", "/opportunities");
        await using var manager = await Browser.Visit(nodes.B.Address, "manager", width: Cards.AllColumns);
        await manager.SignIn("salesmgr", "/opportunities");
        var id = await li.Page.CardOf(title);
        await manager.Page.Sees("contact", id);

        await li.Page.Drag(id, "needs");
        await manager.Page.Sees("needs", id);

        // The cookie of one node, its form tokens and its circuits are good on the other.
        await li.Page.GotoAsync(new Uri(nodes.B.Address, "/opportunities").ToString());
        await li.Ready();
        await li.Page.Sees("needs", id);

        // A session ended on one node ends on the other.
        await manager.Page.Sees("needs", id);
        await manager.Context.ClearCookiesAsync();
        await manager.Page.GotoAsync(new Uri(nodes.B.Address, "/opportunities").ToString());
        Assert.Contains("/login", manager.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_node_killed_in_the_middle_of_a_job_is_replaced_and_every_step_has_its_effect_once(int slot)
    {
        var (runs, other) = await nodes.BeginSlowWork(slot, steps: 3 * slot);
        runs.Kill();

        var steps = await nodes.Finish(slot);
        Assert.Equal(Enumerable.Repeat(1, SlowJob.Steps), steps);
        var run = (await nodes.Run(slot))!;
        Assert.True(run.Attempt >= 2, "The first attempt was abandoned.");
        Assert.EndsWith($"-{other.ProcessId}", run.Node, StringComparison.Ordinal);
        await runs.Restart();
    }

    [Fact]
    public async Task A_node_that_slept_through_its_replacement_changes_nothing_when_it_wakes_up()
    {
        const int slot = 10;
        var (runs, other) = await nodes.BeginSlowWork(slot);
        runs.Signal("STOP");

        var steps = await nodes.Finish(slot);
        Assert.EndsWith($"-{other.ProcessId}", (await nodes.Run(slot))!.Node, StringComparison.Ordinal);
        runs.Signal("CONT");
        await TwoNodes.Until("the late node has noticed", () => Task.FromResult(runs.Log.Contains("was taken over by another node", StringComparison.Ordinal)));

        Assert.Equal(Enumerable.Repeat(1, SlowJob.Steps), steps);
        Assert.Equal(Enumerable.Repeat(1, SlowJob.Steps), await nodes.Steps(slot));
        Assert.Equal(JobState.Done, (await nodes.Run(slot))!.State);
        await runs.WaitUntilReady();
    }

    [Fact]
    public async Task Nothing_is_missed_when_the_line_between_the_nodes_is_cut()
    {
        await using var there = await Browser.Visit(nodes.B.Address, "there");
        await there.SignIn("admin", "/admin/jobs?job=PurgeJob");
        await using var here = await Browser.Visit(nodes.A.Address, "here");
        await here.SignIn("admin", "/admin/jobs");
        var runs = await there.Page.Locator("[data-run]").CountAsync();
        for (var cut = 1; cut <= 5; cut++)
        {
            PostgresServer.Say(nodes.A.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'node relay' AND datname = current_database()");
            var run = here.Page.Locator("[data-job=PurgeJob]").GetByRole(AriaRole.Button);
            await Assertions.Expect(run).ToBeEnabledAsync(new() { Timeout = 60_000 });
            await run.ClickAsync();
            await Assertions.Expect(there.Page.Locator("[data-run][data-state=Done]")).ToHaveCountAsync(runs + cut, Patience);
        }
    }

    [Fact]
    public async Task A_node_is_stopped_in_order_while_people_and_a_job_are_at_work_on_it()
    {
        const int slot = 20;
        var (runs, other) = await nodes.BeginSlowWork(slot);
        await using var stays = await Browser.Visit(other.Address, "stays");
        await stays.SignIn("sales1", "/opportunities");
        await using var hops = await Browser.Visit(runs.Address, "hops");
        hops.ExpectBrokenConnection();
        hops.Expect("Service Unavailable");
        await hops.SignIn("sales2", "/opportunities");
        await hops.Page.EvaluateAsync("() => { window.sameDocument = true; }");

        Assert.Equal(0, runs.Stop());
        await stays.Open("/customers");
        Assert.Equal(Enumerable.Repeat(1, SlowJob.Steps), await nodes.Finish(slot));
        await runs.Restart();

        // The page comes back by itself: nobody has pressed anything.
        await Assertions.Expect(hops.Page.Locator("[data-opportunity]").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await TwoNodes.Until("the page lives again", async () => await hops.Page.EvaluateAsync<bool>("() => document.body.hasAttribute('data-ready') && !document.querySelector('.components-reconnect-show')"));
    }

    [Fact]
    public async Task A_daily_job_whose_time_passed_three_days_ago_runs_once_when_the_nodes_come_back()
    {
        nodes.A.Kill();
        nodes.B.Kill();
        PostgresServer.Say(nodes.A.ConnectionString, "DELETE FROM \"JobRuns\" WHERE \"Job\" = 'VerifyAuditJob'");
        PostgresServer.Say(nodes.A.ConnectionString, "INSERT INTO \"JobRuns\" (\"Id\", \"Job\", \"Slot\", \"State\", \"Fence\", \"Attempt\", \"StartedAt\", \"EndedAt\") "
            + "SELECT gen_random_uuid(), 'VerifyAuditJob', '2026-01-01', 'Done', 0, 1, now() - interval '3 days', now() - interval '3 days'");
        await Task.WhenAll(nodes.A.Restart(), nodes.B.Restart());
        await TwoNodes.Until("the missed job ran", () => nodes.Read(db => db.Set<JobRun>().AnyAsync(r => r.Job == "VerifyAuditJob" && r.Slot != "2026-01-01" && r.State == JobState.Done)));

        // Frequent jobs go on meanwhile, each firing on one node.
        await TwoNodes.Until("they do", () => nodes.Read(async db => await db.Set<JobRun>().CountAsync(r => r.Job == "SealAuditJob" && r.State == JobState.Done) >= 1));
        var run = await nodes.Read(db => db.Set<JobRun>().AsNoTracking().SingleAsync(r => r.Job == "VerifyAuditJob" && r.Slot != "2026-01-01"));
        Assert.Equal(1, run.Attempt);
        Assert.Equal([1], await nodes.Read(db => db.Set<JobRun>().Where(r => r.Job == "SealAuditJob" && r.State == JobState.Done).Select(r => r.Attempt).Distinct().ToListAsync()));
    }
}
