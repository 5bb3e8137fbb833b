using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Tests.Notices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>What a project costs against its budget, who sees it, and the register of risks, on both databases.</summary>
public sealed class ControlTests
{
    private static readonly DateOnly Soon = new(2026, 4, 1);

    [Theory, BothDatabases]
    public async Task Cost_is_hours_at_their_rate_and_outside_fees_against_the_budget(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, admin, impl) = (await b.As("pm1"), await b.As("admin"), await b.As("impl1"));
        var project = await Running(b);
        var before = (await b.Get<ProjectControl>().For(pm, project))!.Cost!;
        // The demo: 16 h at 120 and 36 h at 135.
        Assert.Equal((new Money(60_000_00, "CNY"), new Money((16 * 120_00) + (36 * 135_00), "CNY"), 0m), (before.Budget, before.Spent, before.HoursWithoutRate));
        Assert.Equal(11, before.Used);

        var task = (await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("外包布线") { Fee = Money.Of(8_000.50m, "CNY") })).Value;
        var version = await b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync());
        Assert.True((await b.Get<InviteImplementer>().Run(pm, Guid.NewGuid(), task, version, new NewImplementer("布线师傅", null, "wire@example.org"))).Ok);
        await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("海外顾问") { Fee = Money.Of(100, "USD") });
        Assert.True((await b.Get<SetHourlyRate>().Run(admin, impl.Id, await VersionOf(b, impl.Id), new Money(0, "CNY"))).Ok);

        var cost = (await b.Get<ProjectControl>().For(pm, project))!.Cost!;
        Assert.Equal(new Money(36 * 135_00, "CNY"), cost.Spent);
        Assert.Equal(new Money(8_000_50, "CNY"), cost.Promised);
        Assert.Equal(16, cost.HoursWithoutRate);
        Assert.Equal([Money.Of(100, "USD")], cost.OtherFees);
        Assert.Equal(new Money(60_000_00 - (36 * 135_00) - 8_000_50, "CNY"), cost.Left);
        Assert.Contains(cost.Rows, r => r is { Name: "布线师傅", External: true } && r.Promised.Minor == 8_000_50);

        // The list of projects says the same of it, and of a project without a budget what it has cost.
        var rows = (await b.Get<ProjectList>().For(pm)).Rows;
        Assert.Equal(cost.Brief, rows.Single(r => r.Id == project).Cost);
        Assert.All(rows.Where(r => r.Id != project), r => Assert.Null(r.Cost!.Used));
    }

    [Theory, BothDatabases]
    public async Task Who_works_on_a_project_or_sold_it_sees_its_risks_and_not_its_money(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var project = await Running(b);
        foreach (var account in new[] { "impl1", "sales2" })
        {
            var seen = await b.Get<ProjectControl>().For(await b.As(account), project);
            Assert.NotNull(seen);
            Assert.Null(seen.Cost);
            Assert.NotEmpty(seen.Risks);
            var row = (await b.Get<ProjectList>().For(await b.As(account))).Rows.Single(r => r.Id == project);
            Assert.Null(row.Cost);
            // The demo's two: one to be dealt with by yesterday.
            Assert.Equal((2, 1), row.Risks);
        }

        Assert.NotNull((await b.Get<ProjectControl>().For(await b.As("boss"), project))?.Cost);
        Assert.Null(await b.Get<ProjectControl>().For(await b.As("sales1"), project));
        Assert.Null((await b.Get<PersonCard>().For(await b.As("pm1"), (await b.As("impl1")).Id))?.HourlyRate);
    }

    [Theory, BothDatabases]
    public async Task The_list_counts_tasks_delay_and_rejections_as_the_project_itself_does(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, boss) = (await b.As("pm1"), await b.As("boss"));
        var waiting = (await b.Get<WaitingReviews>().For(pm))[0];
        Assert.True((await b.Get<RejectTask>().Run(pm, waiting.TaskId, waiting.Version, "再测一次")).Ok);
        b.Clock.Advance(TimeSpan.FromDays(6));
        foreach (var row in (await b.Get<ProjectList>().For(boss, all: true)).Rows)
        {
            var tasks = (await b.Get<ProjectBoard>().For(boss, row.Id))!.Tasks;
            Assert.Equal((tasks.Count, tasks.Count(t => t.State == TaskState.Done)), (row.Tasks, row.Done));
            Assert.Equal(Delay.Of(tasks.Select(t => (t.State, t.DueOn)), b.Clock.Today()), row.Delay);
            Assert.Equal(await b.Read(db => db.Submissions.CountAsync(s => s.Verdict == Verdict.Rejected && db.Tasks.Any(t => t.Id == s.TaskId && t.ProjectId == row.Id))), row.Rejections);
        }

        var rejected = (await b.Get<ProjectList>().For(boss)).Rows.Single(r => r.Id == waiting.ProjectId);
        Assert.Equal((1, true), (rejected.Rejections, rejected.Late > 0));
        Assert.Equal(2, (await b.Get<ProjectList>().For(boss, all: true, size: 2)).Rows.Count);
    }

    [Theory, BothDatabases]
    public async Task Whoever_minds_a_risk_is_told_sees_the_project_and_closes_it_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, service) = (await b.As("pm1"), await b.As("service1"));
        var project = await Running(b);
        Assert.Null(await b.Get<ProjectControl>().For(service, project));
        var facts = new RiskFacts("备件停产", RiskLevel.High, RiskLevel.High) { OwnerId = service.Id, DueOn = Soon };
        var key = Guid.NewGuid();
        var id = (await b.Get<RecordRisk>().Run(pm, key, project, facts)).Value;
        Assert.Equal(id, (await b.Get<RecordRisk>().Run(pm, key, project, facts)).Value);
        await b.Tell();
        Assert.Contains(await b.NoticesOf("service1"), n => n.Kind == "RiskRecorded");
        var row = (await b.Get<ProjectControl>().For(service, project))!.Risks[0];
        Assert.Equal((id, 9, true), (row.Id, row.Weight, row.MayChange));

        Assert.Equal("Kernel.Required", (await b.Get<CloseRisk>().Run(service, id, row.Version, " ")).Refusal?.Key);
        Assert.True((await b.Get<CloseRisk>().Run(service, id, row.Version, "找到替代件")).Ok);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<CloseRisk>().Run(pm, id, row.Version, "又关一次")).Refusal?.Kind);
        Assert.Equal("Delivery.RiskClosed", (await b.Get<ChangeRisk>().Run(pm, id, row.Version + 1, facts)).Refusal?.Key);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<CloseRisk>().Run(await b.As("sales1"), id, row.Version, "x")).Refusal?.Kind);
    }

    [Fact]
    public async Task What_is_missing_or_impossible_is_refused_by_field()
    {
        await using var b = new TestBusiness(Database.On(Database.Sqlite).WithDemo());
        var pm = await b.As("pm1");
        var project = await Running(b);
        var good = new RiskFacts("风险", RiskLevel.Low, RiskLevel.Low) { OwnerId = pm.Id, DueOn = Soon };
        foreach (var (facts, field) in new[]
        {
            (good with { Title = "\u200b" }, "Title"), (good with { Title = new string('长', Limits.Name + 1) }, "Title"), (good with { OwnerId = null }, "Owner"), (good with { OwnerId = Guid.NewGuid() }, "Owner"), (good with { DueOn = null }, "DueOn"),
            (good with { DueOn = new DateOnly(1999, 1, 1) }, "DueOn"), (good with { Chance = (RiskLevel)9 }, "Chance"), (good with { Impact = (RiskLevel)(-1) }, "Impact"), (good with { Measure = new string('长', Limits.LongText + 1) }, "Measure"),
        })
        {
            var outcome = await b.Get<RecordRisk>().Run(pm, Guid.NewGuid(), project, facts);
            Assert.Equal(field, outcome.Refusal?.Field);
        }

        var version = (await b.Get<ProjectControl>().For(pm, project))!.Version;
        Assert.Equal("Budget", (await b.Get<SetProjectBudget>().Run(pm, project, version, new Money(-1, "CNY"))).Refusal?.Field);
        Assert.Equal("Budget", (await b.Get<SetProjectBudget>().Run(pm, project, version, new Money(1, "XXX"))).Refusal?.Field);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<SetProjectBudget>().Run(pm, project, version - 1, new Money(1, "CNY"))).Refusal?.Kind);
    }

    private static Task<Guid> Running(TestBusiness b) => b.Read(db => db.Projects.Where(p => p.Title == "格林仓储机器人交付").Select(p => p.Id).SingleAsync());

    private static Task<int> VersionOf(TestBusiness b, Guid person) => b.Read(db => db.People.Where(p => p.Id == person).Select(p => p.Version).SingleAsync());
}
