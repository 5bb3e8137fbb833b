using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>人效: load, figures, who sees them and giving work to others from there, on both databases; today is Monday, 2 March 2026.</summary>
public sealed class LoadTests
{
    [Theory, BothDatabases]
    public async Task Load_is_open_work_by_week_against_what_is_left_of_working_days(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, project) = (await b.As("pm1"), await Running(b));
        var (jia, yi) = (await Hire(b, "甲工", PersonKind.Staff), await Hire(b, "乙师傅", PersonKind.External));
        var shared = await Plan(b, pm, project, new TaskFacts("一起做") { Hours = 40, StartOn = March(2), DueOn = March(13) }, jia, yi);
        await Plan(b, pm, project, new TaskFacts("逾期") { Hours = 30, StartOn = new DateOnly(2026, 2, 16), DueOn = new DateOnly(2026, 2, 27) }, jia);
        Assert.Equal((40m, 40m, 100, false), Seen((await Row(b, pm, jia)).Weeks[0]));

        await Plan(b, pm, project, new TaskFacts("一天") { Hours = 8, DueOn = March(2) }, jia);
        await Plan(b, pm, project, new TaskFacts("未排期") { Hours = 6 }, jia);
        await Plan(b, pm, project, new TaskFacts("未估") { DueOn = March(20) }, jia);
        var row = await Row(b, pm, jia);
        Assert.Equal((48m, 40m, 120, true), Seen(row.Weeks[0]));
        Assert.Equal((10m, 40m, 25, false), Seen(row.Weeks[1]));
        Assert.Equal((5, 1, 6m, 1), (row.Open, row.Overdue, row.Undated, row.Unestimated));
        Assert.Equal([10, 10, 0], (await Row(b, pm, yi)).Weeks.Take(3).Select(w => w.Hours));

        // Who declines has no part of it, and whoever is away can do less.
        Assert.True((await b.Get<DeclineTask>().Run(Myself(yi, "乙师傅", PersonKind.External), shared, "没有时间")).Ok);
        Assert.True((await b.Get<SetAbsence>().Run(await b.As("admin"), Guid.NewGuid(), new AbsenceFacts(jia, March(10), March(11), pm.Id, null))).Ok);
        row = await Row(b, pm, jia);
        Assert.Equal((58m, 40m, 145, true), Seen(row.Weeks[0]));
        Assert.Equal((20m, 24m, 83, false), Seen(row.Weeks[1]));
        Assert.Equal(2, row.Weeks[1].Away);
        Assert.DoesNotContain((await b.Get<PeopleLoad>().For(pm))!.Rows, r => r.Id == yi);

        // Whoever leaves can do nothing, and still has the work.
        Assert.True((await b.Get<DeactivatePerson>().Run(await b.As("admin"), jia)).Ok);
        row = await Row(b, pm, jia);
        Assert.Equal((false, 58m, 0m, (int?)null, true), (row.Active, row.Weeks[0].Total, row.Weeks[0].Capacity, row.Weeks[0].Percent, row.Weeks[0].IsOver));
    }

    [Theory, BothDatabases]
    public async Task Figures_are_of_what_was_finished_and_decided_in_the_chosen_days(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, project, jia) = (await b.As("pm1"), await Running(b), await Hire(b, "甲工", PersonKind.Staff));
        var me = Myself(jia, "甲工", PersonKind.Staff);
        async Task Finish(DateOnly due, decimal estimated, DateTime approvedAt, params decimal[] rounds)
        {
            var task = await Plan(b, pm, project, new TaskFacts("做完") { Hours = estimated, DueOn = due }, jia);
            Assert.True((await b.Get<AcceptTask>().Run(me, task)).Ok);
            b.Clock.Set(approvedAt);
            foreach (var (hours, last) in rounds.Select((h, i) => (h, i == rounds.Length - 1)))
            {
                Assert.True((await b.Get<SubmitTask>().Run(me, Guid.NewGuid(), task, "交", hours, [])).Ok);
                var version = await VersionOf(b, task);
                Assert.True((last ? await b.Get<ApproveTask>().Run(pm, task, version, null) : await b.Get<RejectTask>().Run(pm, task, version, "缺记录")).Ok);
            }
        }

        // One minute before midnight in Shanghai, and half an hour after it.
        await Finish(March(2), 16, new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc), 5, 12);
        await Finish(March(3), 10, new DateTime(2026, 3, 3, 15, 59, 0, DateTimeKind.Utc), 9);
        await Finish(March(3), 8.5m, new DateTime(2026, 3, 3, 16, 30, 0, DateTimeKind.Utc), 4.25m);
        var row = await Row(b, pm, jia);
        Assert.Equal((3, 3, 2, 67), (row.Finished, row.Dated, row.OnTime, row.OnTimePercent));
        Assert.Equal((4, 1, 25), (row.Decided, row.Rejected, row.RejectedPercent));
        Assert.Equal((30.25m, 34.5m), (row.Reported, row.Estimated));

        // Only the third of March: what was approved at half past midnight is of the fourth.
        row = (await b.Get<PeopleLoad>().For(pm, new LoadFilter { From = March(3), Until = March(3) }))!.Rows.Single(r => r.Id == jia);
        Assert.Equal((1, 1, 0, 9m), (row.Finished, row.OnTime, row.Rejected, row.Reported));
        Assert.DoesNotContain((await b.Get<PeopleLoad>().For(pm, new LoadFilter { Until = March(1) }))!.Rows, r => r.Id == jia);

        // What is opened again is not finished.
        var done = await b.Read(db => db.Tasks.Where(t => t.Hours == 10 && t.DueOn == March(3)).Select(t => t.Id).SingleAsync());
        Assert.True((await b.Get<ReopenTask>().Run(pm, done, await VersionOf(b, done), "返工")).Ok);
        row = await Row(b, pm, jia);
        Assert.Equal((2, 1, 1), (row.Finished, row.OnTime, row.Open));
    }

    [Theory, BothDatabases]
    public async Task Every_figure_of_the_demo_agrees_with_counting_its_rows(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var today = b.Clock.Today();
        var since = Clock.StartOf(today.AddDays(-89));
        var tasks = await b.Read(db => db.Tasks.Include(t => t.Project).Include(t => t.Submissions).AsSplitQuery().AsNoTracking().ToListAsync());
        foreach (var (account, all) in new[] { ("boss", true), ("pm1", false), ("pm2", false) })
        {
            var me = await b.As(account);
            var found = (await b.Get<PeopleLoad>().For(me))!;
            Assert.NotEmpty(found.Rows);
            Assert.Equal((found.Rows.Count, 1, LoadWeeks.Ahead), (found.Total, found.Page, found.Mondays.Count));
            foreach (var row in found.Rows)
            {
                bool Has(ProjectTask t) => t.Assignees.Exists(a => a.PersonId == row.Id && a.Answer != AssigneeAnswer.Declined);
                bool Mine(ProjectTask t) => all || t.Project.ManagerId == me.Id;
                decimal Part(ProjectTask t) => (t.Hours ?? 0) / t.Assignees.Count(a => a.Answer != AssigneeAnswer.Declined);
                var open = tasks.Where(t => Has(t) && t.State is TaskState.ToAccept or TaskState.Doing or TaskState.InReview && t.Project.State == ProjectState.Running && Has(t)).ToList();
                Assert.Equal((open.Count(Mine), open.Count(t => Mine(t) && t.DueOn < today)), (row.Open, row.Overdue));
                var within = open.Where(t => t.State != TaskState.InReview && t.DueOn is { } due && due <= found.Mondays[^1].AddDays(6)).Sum(Part);
                Assert.InRange(row.Weeks.Sum(w => w.Total), within - 0.1m, open.Where(t => t.State != TaskState.InReview).Sum(Part) + 0.1m);
                var ended = tasks.Where(t => Has(t) && Mine(t) && t.State == TaskState.Done && t.DoneAt >= since).ToList();
                Assert.Equal((ended.Count, ended.Count(t => Clock.BusinessDate(t.DoneAt!.Value) <= t.DueOn)), (row.Finished, row.OnTime));
                var words = tasks.Where(Mine).SelectMany(t => t.Submissions).Where(s => s.ById == row.Id && s.JudgedAt >= since).ToList();
                Assert.Equal((words.Count, words.Count(s => s.Verdict == Verdict.Rejected)), (row.Decided, row.Rejected));
                Assert.Equal((ended.SelectMany(t => t.Submissions).Where(s => s.ById == row.Id).Sum(s => s.Hours ?? 0), Math.Round(ended.Sum(Part), 2)), (row.Reported, row.Estimated));
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_manager_reads_of_other_projects_only_that_somebody_is_busy(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm1, pm2, mine, theirs) = (await b.As("pm1"), await b.As("pm2"), await Running(b), await Running(b, "佛山陶瓷视觉检测升级"));
        var jia = await Hire(b, "甲工", PersonKind.Staff);
        await Plan(b, pm1, mine, new TaskFacts("我的") { Hours = 10, DueOn = March(6) }, jia);
        Assert.DoesNotContain((await b.Get<PeopleLoad>().For(pm2))!.Rows, r => r.Id == jia);
        Assert.Null(await b.Get<PersonLoad>().For(pm2, jia));

        var secret = await Plan(b, pm2, theirs, new TaskFacts("别人的") { Hours = 35, DueOn = March(6) }, jia);
        var row = await Row(b, pm1, jia);
        Assert.Equal((10m, 35m, 1, true), (row.Weeks[0].Hours, row.Weeks[0].Elsewhere, row.Open, row.Weeks[0].IsOver));
        var looked = (await b.Get<PersonLoad>().For(pm1, jia, March(2)))!;
        Assert.Equal(["我的"], looked.Tasks.Select(t => t.Title));
        Assert.Equal((45m, 35m), (looked.Week!.Total, looked.Week.Elsewhere));
        Assert.Null(await b.Get<FreeHours>().For(pm1, secret));

        // With one project chosen the rest of one's own work stands with the other.
        row = (await b.Get<PeopleLoad>().For(await b.As("boss"), new LoadFilter { ProjectId = theirs }))!.Rows.Single(r => r.Id == jia);
        Assert.Equal((35m, 10m, 1), (row.Weeks[0].Hours, row.Weeks[0].Elsewhere, row.Open));
        Assert.Equal(2, (await b.Get<PersonLoad>().For(await b.As("boss"), jia))!.Tasks.Count);
    }

    [Theory, BothDatabases]
    public async Task Who_only_works_on_projects_or_sells_them_sees_nobody(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (project, worker) = (await Running(b), (await b.As("impl1")).Id);
        foreach (var account in new[] { "impl1", "sales2", "salesmgr", "finance1", "audit1", "service1" })
        {
            var me = await b.As(account);
            Assert.False(me.MaySeeLoad());
            Assert.Null(await b.Get<PeopleLoad>().For(me, new LoadFilter { ProjectId = project }));
            Assert.Null(await b.Get<PersonLoad>().For(me, worker));
        }

        // Not even with the right of a project manager, when he is from outside.
        var outsider = (await b.As("pm1")) with { Kind = PersonKind.External };
        Assert.Null(await b.Get<PeopleLoad>().For(outsider));
        Assert.Null(await b.Get<PersonLoad>().For(outsider, worker));

        // The boss reads, and gives nothing to anybody.
        var boss = await b.As("boss");
        var task = (await b.Get<PersonLoad>().For(boss, worker))!.Tasks[0];
        Assert.False(task.MayReassign);
        Assert.Null(await b.Get<FreeHours>().For(boss, task.Id));
    }

    [Theory, BothDatabases]
    public async Task A_task_goes_from_who_has_too_much_to_who_has_most_time(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, project) = (await b.As("pm1"), await Running(b));
        var (jia, yi, bing) = (await Hire(b, "甲工", PersonKind.Staff), await Hire(b, "乙工", PersonKind.Staff), await Hire(b, "丙工", PersonKind.Staff));
        var task = await Plan(b, pm, project, new TaskFacts("太多") { Hours = 60, DueOn = March(13), StartOn = March(2) }, jia, bing);
        await Plan(b, pm, project, new TaskFacts("少许") { Hours = 12, DueOn = March(6) }, yi);
        var seen = (await b.Get<PersonLoad>().For(pm, jia, March(9)))!.Tasks.Single();
        Assert.Equal((30m, 15m, true), (seen.Hours, seen.InWeek, seen.MayReassign));

        var free = (await b.Get<FreeHours>().For(pm, task))!;
        Assert.Equal((30m, March(2), March(15)), (free.Hours, free.From, free.Until));
        Assert.Equal(new[] { jia, bing }.Order(), free.Holders.Order());
        Assert.Equal(free.People.Select(p => p.Free).OrderDescending(), free.People.Select(p => p.Free));
        Assert.Equal((68m, 80m, 1), free.People.Where(p => p.Id == yi).Select(p => (p.Free, p.Capacity, p.Open)).Single());
        Assert.DoesNotContain(free.People, p => p.Id == jia || p.Name == "陈总");
        Assert.Contains((await b.Get<FreeHours>().For(pm, task, "陈总"))!.People, p => p.Name == "陈总");

        Assert.True((await b.Get<AssignTask>().Run(pm, task, free.Version, [.. free.Holders.Where(p => p != jia), yi])).Ok);
        Assert.Null(await b.Get<PersonLoad>().For(pm, jia));
        Assert.Equal((42m, 2), ((await Row(b, pm, yi)).Weeks.Sum(w => w.Total), (await Row(b, pm, yi)).Open));
        Assert.Equal(30, (await Row(b, pm, bing)).Weeks.Sum(w => w.Total));
    }

    [Fact]
    public async Task Narrowing_and_pages_hold_and_odd_requests_are_answered()
    {
        await using var b = new TestBusiness(Database.On(Database.Sqlite).WithDemo());
        var boss = await b.As("boss");
        var view = b.Get<PeopleLoad>();
        Assert.All((await view.For(boss, new LoadFilter { Kind = PersonKind.External }))!.Rows, r => Assert.True(r.External));
        Assert.Equal(["周师傅"], (await view.For(boss, new LoadFilter { Text = " 周师 " }))!.Rows.Select(r => r.Name));
        var head = await b.Read(db => db.Departments.Where(d => d.Name == "总部").Select(d => d.Id).SingleAsync());
        Assert.Equal(["林工", "陈工"], (await view.For(boss, new LoadFilter { DepartmentId = head }))!.Rows.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await view.For(boss, new LoadFilter { DepartmentId = Guid.NewGuid() }))!.Total);
        Assert.Equal(0, (await view.For(boss, new LoadFilter { ProjectId = Guid.NewGuid() }))!.Total);
        Assert.Equal(1, (await view.For(boss, null, 99_999))!.Page);
        Assert.Equal(1, (await view.For(boss, null, -5))!.Page);
        Assert.NotNull(await view.For(boss, new LoadFilter { From = DateOnly.MinValue, Until = DateOnly.MaxValue, Text = new string('长', 5_000) }));
        Assert.Null(await b.Get<PersonLoad>().For(boss, Guid.NewGuid(), DateOnly.MaxValue));
        Assert.Null(await b.Get<FreeHours>().For(boss, Guid.NewGuid()));
        Assert.Null((await b.Get<PersonLoad>().For(boss, (await b.As("impl1")).Id, DateOnly.MaxValue))!.Monday);
    }

    private static (decimal Total, decimal Capacity, int? Percent, bool Over) Seen(WeekLoad week) => (week.Total, week.Capacity, week.Percent, week.IsOver);

    private static async Task<PersonLoadRow> Row(TestBusiness b, Me me, Guid person) => (await b.Get<PeopleLoad>().For(me))!.Rows.Single(r => r.Id == person);

    private static DateOnly March(int day) => new(2026, 3, day);

    private static Me Myself(Guid id, string name, PersonKind kind) => new(id, name, kind, null, new Dictionary<Right, Sight>());

    private static async Task<Guid> Hire(TestBusiness b, string name, PersonKind kind)
    {
        var hired = await b.Get<CreatePerson>().Run(await b.As("admin"), Guid.NewGuid(), new PersonFacts(name, kind));
        Assert.Null(hired.Refusal?.Sentence);
        return hired.Value;
    }

    private static async Task<Guid> Plan(TestBusiness b, Me me, Guid project, TaskFacts facts, params Guid[] people)
    {
        var planned = await b.Get<PlanTask>().Run(me, Guid.NewGuid(), project, facts, people);
        Assert.Null(planned.Refusal?.Sentence);
        return planned.Value;
    }

    private static Task<Guid> Running(TestBusiness b, string title = "格林仓储机器人交付") => b.Read(db => db.Projects.Where(p => p.Title == title).Select(p => p.Id).SingleAsync());

    private static Task<int> VersionOf(TestBusiness b, Guid task) => b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync());
}
