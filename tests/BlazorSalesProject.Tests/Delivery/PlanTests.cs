using System.Globalization;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Tests.Notices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>What tasks wait for, plans that slip, and templates, by the verbs, on both databases. Today is Monday, 2 March 2026.</summary>
public sealed class PlanTests
{
    [Theory, BothDatabases]
    public async Task A_late_approval_moves_the_chain_in_one_go_and_everybody_concerned_hears_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, impl) = (await b.As("pm1"), await b.As("impl1"));
        var project = await Project(b);
        var first = await Plan(b, pm, project, "勘测", "03-02", "03-03", [impl.Id]);
        var second = await Plan(b, pm, project, "安装", "03-04", "03-05", [impl.Id, (await b.As("impl2")).Id], new Need(first));
        var third = await Plan(b, pm, project, "调试", "03-06", "03-09", [impl.Id], new Need(second, 1));
        Assert.Equal(("2026-03-09", "2026-03-10"), await Dates(b, third));

        Done(await b.Get<AcceptTask>().Run(impl, first));
        Must(await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), first, "完成", 3, []));
        b.Clock.Advance(TimeSpan.FromDays(3));
        await b.Tell();
        var before = await b.Read(db => db.Activities.MaxAsync(a => a.Id));
        Done(await b.Get<ApproveTask>().Run(pm, first, await Version(b, first), null));

        // Finished on Thursday the 5th: Friday and Monday, a day between, Wednesday and Thursday.
        Assert.Equal(("2026-03-06", "2026-03-09"), await Dates(b, second));
        Assert.Equal(("2026-03-11", "2026-03-12"), await Dates(b, third));
        var moved = await b.Read(db => db.Activities.Where(a => a.Id > before && a.Kind == "TaskShifted").OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(2, moved.Count);
        Assert.Single(moved.Select(m => m.Operation).Distinct());
        Assert.Contains(moved, m => m.SubjectId == third && m.Details() is var d && d.Fact("Because") == "安装" && d.Fact("StartWas") == "2026-03-09" && d.Fact("StartOn") == "2026-03-11");

        await b.Tell();
        foreach (var person in new[] { pm.Id, impl.Id, (await b.As("impl2")).Id })
        {
            Assert.Equal(1, await b.Read(db => db.Notices.CountAsync(n => n.PersonId == person && n.Kind == "PlanShifted" && n.ActivityId > before)));
        }
    }

    [Theory, BothDatabases]
    public async Task What_waits_is_accepted_and_not_handed_in_before_and_says_for_what(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, impl) = (await b.As("pm1"), await b.As("impl1"));
        var project = await Project(b);
        var first = await Plan(b, pm, project, "勘测", null, null, [impl.Id]);
        var second = await Plan(b, pm, project, "安装", null, null, [impl.Id], new Need(first));

        Done(await b.Get<AcceptTask>().Run(impl, second));
        var refused = await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), second, "完成", 3, []);
        Assert.Equal("Delivery.StillWaits", refused.Refusal?.Key);
        Assert.Contains("勘测", refused.Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(["勘测"], (await b.Get<ProjectBoard>().For(pm, project))!.Tasks.Single(t => t.Id == second).WaitsFor);
        Assert.Equal((1, "勘测"), (await b.Get<TaskSheet>().For(impl, second)) is { } sheet ? (sheet.OpenNeeds, sheet.Needs.Single().Title) : default);
        Assert.Equal(1, (await b.Get<MyTasks>().For(impl)).Single(t => t.Id == second).OpenNeeds);

        Done(await b.Get<DropTask>().Run(pm, first, await Version(b, first)));
        Must(await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), second, "完成", 3, []));
    }

    [Theory, BothDatabases]
    public async Task Circles_foreign_tasks_families_and_too_many_are_refused_with_names(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await Project(b);
        var a = await Plan(b, pm, project, "甲", null, null);
        var c = await Plan(b, pm, project, "乙", null, null, null, new Need(a));
        var part = Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("甲的部分") { ParentId = a }));
        var foreign = await b.Read(db => db.Tasks.Where(t => t.ProjectId != project).Select(t => t.Id).FirstAsync());

        async Task<Refusal> Refused(Guid id, string title, params Need[] needs) =>
            (await b.Get<ChangeTask>().Run(pm, id, await Version(b, id), new TaskFacts(title) { Needs = needs, ParentId = id == part ? a : null })).Refusal!;
        var circle = await Refused(a, "甲", new Need(c));
        Assert.Equal(("Delivery.NeedCircle", "Needs"), (circle.Key, circle.Field));
        Assert.Contains("乙", circle.Sentence, StringComparison.Ordinal);
        Assert.Equal("Delivery.NeedCircle", (await Refused(a, "甲", new Need(a))).Key);
        Assert.Equal("Delivery.NeedIsFamily", (await Refused(part, "甲的部分", new Need(a))).Key);
        Assert.Equal("Delivery.NeedIsFamily", (await Refused(a, "甲", new Need(part))).Key);
        Assert.Equal((await Refused(c, "乙", new Need(Guid.NewGuid()))).Sentence, (await Refused(c, "乙", new Need(foreign))).Sentence);
        Assert.Equal("Delivery.TooManyNeeds", (await Refused(c, "乙", [.. Enumerable.Range(0, 51).Select(_ => new Need(Guid.NewGuid()))])).Key);
        Assert.Equal("Delivery.LagOutOfRange", (await Refused(c, "乙", new Need(a, 251))).Key);
        Assert.Equal("Delivery.LagOutOfRange", (await Refused(c, "乙", new Need(a, -1))).Key);
        Done(await b.Get<ChangeTask>().Run(pm, c, await Version(b, c), new TaskFacts("乙") { Needs = [new Need(a, 3), new Need(a, 2)] }));
        Assert.Equal(3, (await b.Get<TaskSheet>().For(pm, c))!.Needs.Single().Lag);
    }

    [Theory, BothDatabases]
    public async Task Two_who_close_a_circle_from_both_ends_at_once_make_one_dependency(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, admin) = (await b.As("pm1"), await b.As("admin"));
        var project = await Project(b);
        var (one, two) = (await Plan(b, pm, project, "甲", null, null), await Plan(b, pm, project, "乙", null, null));
        var (v1, v2) = (await Version(b, one), await Version(b, two));

        var both = await Task.WhenAll(
            Task.Run(() => b.Get<ChangeTask>().Run(pm, one, v1, new TaskFacts("甲") { Needs = [new Need(two)] })),
            Task.Run(() => b.Get<ChangeTask>().Run(admin, two, v2, new TaskFacts("乙") { Needs = [new Need(one)] })));
        Assert.Equal(1, both.Count(o => o.Ok));
        Assert.Equal(1, await b.Read(db => db.Tasks.Where(t => t.ProjectId == project).SelectMany(t => t.Needs).CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Later_dates_move_what_waits_and_earlier_ones_only_when_the_manager_pulls_in(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, impl) = (await b.As("pm1"), await b.As("impl1"));
        var project = await Project(b);
        var first = await Plan(b, pm, project, "勘测", "03-09", "03-10");
        var second = await Plan(b, pm, project, "安装", "03-11", "03-12", [impl.Id], new Need(first));

        Done(await b.Get<ChangeTask>().Run(pm, first, await Version(b, first), Facts("勘测", "03-12", "03-13")));
        Assert.Equal(("2026-03-16", "2026-03-17"), await Dates(b, second));
        var version = await Version(b, second);
        Done(await b.Get<ChangeTask>().Run(pm, first, await Version(b, first), Facts("勘测", "03-04", "03-05")));
        Assert.Equal((("2026-03-16", "2026-03-17"), version), (await Dates(b, second), await Version(b, second)));

        Assert.Equal(1, Must(await b.Get<PullInPlan>().Run(pm, project)));
        Assert.Equal(("2026-03-06", "2026-03-09"), await Dates(b, second));
        Assert.Equal(0, Must(await b.Get<PullInPlan>().Run(pm, project)));
        await b.Tell();
        Assert.Equal(2, await b.Read(db => db.Notices.CountAsync(n => n.PersonId == impl.Id && n.Kind == "PlanShifted")));
        // He planned it himself.
        Assert.Equal(0, await b.Read(db => db.Notices.CountAsync(n => n.PersonId == pm.Id && n.Kind == "PlanShifted")));
    }

    [Theory, BothDatabases]
    public async Task Somebody_from_outside_hears_of_a_shift_and_reads_no_titles_but_his_own(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await Project(b);
        var first = await Plan(b, pm, project, "机密勘测", "03-09", "03-10");
        var second = await Plan(b, pm, project, "翻译", "03-11", "03-12", null, new Need(first));
        var outside = Must(await b.Get<InviteImplementer>().Run(pm, Guid.NewGuid(), second, await Version(b, second), new NewImplementer("田中", null, "tanaka@example.org")));
        Done(await b.Get<ChangeTask>().Run(pm, first, await Version(b, first), Facts("机密勘测", "03-12", "03-13")));
        await b.Tell();

        var me = (await b.Get<WhoIs>().Load(outside))!;
        var line = (await b.Get<NoticeTray>().For(me)).Lines.Single(l => l.Kind == "PlanShifted");
        Assert.DoesNotContain("机密", line.Sentence, StringComparison.Ordinal);
        Assert.Equal($"/portal/tasks/{second}", line.Link);
        var sheet = (await b.Get<TaskSheet>().For(me, second))!;
        Assert.Equal((1, 0), (sheet.OpenNeeds, sheet.Needs.Count));
        Done(await b.Get<AcceptTask>().Run(me, second));
        var refused = await b.Get<SubmitTask>().Run(me, Guid.NewGuid(), second, "完成", 3, []);
        Assert.Equal("Delivery.StillWaitsOutside", refused.Refusal?.Key);
        Assert.DoesNotContain("机密", refused.Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_template_plans_a_project_with_the_dates_its_preview_shows_once_and_asks_before_a_second_time(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await Project(b);
        var template = (await b.Get<TemplateList>().For(pm)).Single(t => t.Name == "备件供货").Id;
        var start = new DateOnly(2026, 3, 7);
        var preview = await b.Get<TemplatePreview>().For(pm, template, start);
        var key = Guid.NewGuid();

        Assert.Equal(4, Must(await b.Get<ApplyTemplate>().Run(pm, key, project, template, start)));
        Assert.Equal(4, Must(await b.Get<ApplyTemplate>().Run(pm, key, project, template, start)));
        var tasks = (await b.Get<ProjectBoard>().For(pm, project))!.Tasks;
        Assert.Equal(preview.Select(p => (p.Title, (DateOnly?)p.StartOn, (DateOnly?)p.DueOn)).Order(), tasks.Select(t => (t.Title, t.StartOn, t.DueOn)).Order());
        Assert.Equal(new DateOnly(2026, 3, 9), preview[0].StartOn);
        Assert.Equal(["包装发运"], tasks.Single(t => t.Title == "客户签收").WaitsFor);

        var again = await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project, template, start);
        Assert.Equal(("Delivery.HasTasksAlready", "Again"), (again.Refusal?.Key, again.Refusal?.Field));
        Assert.Equal(4, Must(await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project, template, start, again: true)));
        Assert.Equal("Kernel.Required", (await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project, template, null, true)).Refusal?.Key);
        Assert.Equal("Kernel.DateOutOfRange", (await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project, template, new DateOnly(9999, 12, 31), true)).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_template_taken_from_a_plan_gives_the_same_plan_again_and_a_retired_one_none(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await Project(b);
        var long10 = (await b.Get<TemplateList>().For(pm)).Single(t => t.Name == "设备改造项目").Id;
        var start = new DateOnly(2026, 3, 9);
        Must(await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project, long10, start));
        var copy = Must(await b.Get<TemplateFromProject>().Run(pm, Guid.NewGuid(), project, "取自项目"));
        var (one, two) = (await b.Get<TemplatePreview>().For(pm, long10, start), await b.Get<TemplatePreview>().For(pm, copy, start));
        Assert.Equal(one.Select(i => (i.Title, i.StartOn, i.DueOn, i.IsMilestone)).Order(), two.Select(i => (i.Title, i.StartOn, i.DueOn, i.IsMilestone)).Order());
        var sheet = (await b.Get<TemplateSheet>().For(pm, copy))!;
        Assert.Equal(2, sheet.Items.Count(i => i.ParentNo is not null));

        Done(await b.Get<RetireTemplate>().Run(pm, copy, sheet.Version));
        Assert.DoesNotContain(await b.Get<TemplateList>().For(pm, all: false), t => t.Id == copy);
        Assert.Equal("Delivery.TemplateNotFound", (await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project, copy, start, true)).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_template_is_changed_line_by_line_and_an_old_version_is_refused(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var id = Must(await b.Get<SaveTemplate>().Run(pm, Guid.NewGuid(), null, 0, new TemplateFacts("新模板", null, [new(1, "一"), new(2, "二") { Needs = "1 + 0".Replace(" ", "", StringComparison.Ordinal) }])));
        Must(await b.Get<SaveTemplate>().Run(pm, Guid.NewGuid(), id, 1, new TemplateFacts("新模板", "改", [new(2, "二二") { Length = 3, Hours = 1.5m }, new(5, "五") { ParentNo = 2, Needs = null }])));
        var sheet = (await b.Get<TemplateSheet>().For(pm, id))!;
        Assert.Equal([(2, "二二", 3, 1.5m), (5, "五", 1, null)], sheet.Items.Select(i => (i.No, i.Title!, i.Length, i.Hours)));
        Assert.Equal(RefusalKind.Conflict, (await b.Get<SaveTemplate>().Run(pm, Guid.NewGuid(), id, 1, new TemplateFacts("旧", null, [new(1, "一")]))).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Members_are_the_manager_sales_and_everybody_with_a_task(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await b.Read(db => db.Projects.Where(p => p.Title == "格林仓储机器人交付").Select(p => p.Id).SingleAsync());
        var members = (await b.Get<ProjectMembers>().For(pm, project))!;
        Assert.True(members[0].IsManager && members[1].IsSales);
        var impl = (await b.As("impl1")).Id;
        var chen = members.Single(m => m.Id == impl);
        Assert.Equal((1, 1, 1, 84m, 16m, 0), (chen.Open, chen.Done, chen.Late, chen.Estimated, chen.Reported, chen.Rejected));
    }

    private static TaskFacts Facts(string title, string? start, string? due, params Need[] needs) => new(title) { StartOn = Day(start), DueOn = Day(due), Needs = needs };

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<Guid> Plan(TestBusiness b, Me pm, Guid project, string title, string? start, string? due, IReadOnlyList<Guid>? people = null, params Need[] needs) =>
        Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, Facts(title, start, due, needs), people));

    private static Task<int> Version(TestBusiness b, Guid task) => b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync());

    private static async Task<(string, string)> Dates(TestBusiness b, Guid task)
    {
        var at = await b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => new { t.StartOn, t.DueOn }).SingleAsync());
        return ($"{at.StartOn:yyyy-MM-dd}", $"{at.DueOn:yyyy-MM-dd}");
    }

    /// <summary>A project of pm1 that runs and has no tasks yet.</summary>
    private static async Task<Guid> Project(TestBusiness b)
    {
        var (owner, manager) = ((await b.As("sales1")).Id, (await b.As("pm1")).Id);
        var customer = await b.Read(db => db.Customers.Where(c => c.OwnerId == owner).Select(c => c.Id).FirstAsync());
        Guid id = default;
        Done(await b.Get<Works>().Do(Me.System, "Scene", async work =>
        {
            var order = Order.Place(await work.NextNumber("DD"), new OrderFacts("计划样例", new Money(100, "CNY")) { CustomerId = customer, ManagerId = manager }, owner, []).Value!;
            var project = BlazorSalesProject.Delivery.Projects.Project.For(await work.NextNumber("XM"), order);
            order.Accept([]);
            project.Start();
            work.Db.Orders.Add(order);
            work.Db.Projects.Add(project);
            id = project.Id;
            return null;
        }));
        return id;
    }

    private static void Done(Outcome outcome) => Assert.Null(outcome.Refusal?.Sentence);

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal?.Sentence);
        return outcome.Value!;
    }
}
