using System.Text;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Tests.Notices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Stories;

/// <summary>From an order to its delivery, by the verbs and the notices alone, on both databases.</summary>
public sealed class DeliveryStoryTests
{
    [Theory, BothDatabases]
    public async Task An_order_becomes_a_project_its_tasks_are_done_and_sales_confirms_and_everybody_is_told_what_is_next(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var order = await Place(b);
        Assert.Equal("Notices.Button_ConfirmOrder", await Newest(b, "pm1", "OrderPlaced"));

        Done(await b.Get<ConfirmOrder>().Run(await b.As("pm1"), order, 1));
        Assert.Equal("Notices.Button_Order", await Newest(b, "sales1", "OrderAccepted"));
        var project = (await b.Get<OrderSheet>().For(await b.As("pm1"), order))!.Progress.ProjectId;

        var impl = await b.As("impl1");
        var task = Must(await b.Get<PlanTask>().Run(await b.As("pm1"), Guid.NewGuid(), project, new TaskFacts("翻译终稿"), [impl.Id]));
        Assert.Equal("Notices.Button_AcceptTask", await Newest(b, "impl1", "TaskAssigned"));

        Done(await b.Get<AcceptTask>().Run(impl, task));
        var first = (await b.Upload(impl, "初稿.txt", new MemoryStream(Encoding.UTF8.GetBytes("一")))).Value!.Ticket;
        Must(await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), task, "请看", 6.5m, [first]));
        Assert.Equal("Notices.Button_Review", await Newest(b, "pm1", "TaskSubmitted"));
        Done(await b.Get<RejectTask>().Run(await b.As("pm1"), task, await Version(b, task), "术语要统一"));
        await Newest(b, "impl1", "TaskRejected");

        var final = (await b.Upload(impl, "终稿.txt", new MemoryStream(Encoding.UTF8.GetBytes("二")))).Value!.Ticket;
        Must(await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), task, "已统一", 2, [final]));
        Assert.Equal(2, (await b.Get<TaskSheet>().For(impl, task))!.Submissions[0].Version);
        Assert.False((await b.Get<AskDeliveryConfirmation>().Run(await b.As("pm1"), order, await OrderVersion(b, order), "好了")).Ok);
        Done(await b.Get<ApproveTask>().Run(await b.As("pm1"), task, await Version(b, task), null));
        Assert.Equal("终稿.txt", Assert.Single((await b.Get<ProjectBoard>().For(await b.As("pm1"), project))!.Deliverables).FileName);
        Assert.Equal("Notices.Button_AskDelivery", await Newest(b, "pm1", "ProjectTasksDone"));

        Done(await b.Get<AskDeliveryConfirmation>().Run(await b.As("pm1"), order, await OrderVersion(b, order), "终稿已通过"));
        Assert.Equal("Notices.Button_ConfirmDelivery", await Newest(b, "sales1", "DeliveryAsked"));
        Done(await b.Get<SendBackDelivery>().Run(await b.As("sales1"), order, await OrderVersion(b, order), "还差签收单"));
        Done(await b.Get<AskDeliveryConfirmation>().Run(await b.As("pm1"), order, await OrderVersion(b, order), "签收单已补"));
        var paper = (await b.Upload(await b.As("sales1"), "签收单.txt", new MemoryStream(Encoding.UTF8.GetBytes("签")))).Value!.Ticket;
        Done(await b.Get<ConfirmDelivery>().Run(await b.As("sales1"), order, await OrderVersion(b, order), [paper]));

        var sheet = (await b.Get<OrderSheet>().For(await b.As("sales1"), order))!;
        Assert.Equal((OrderState.Completed, ProjectState.Closed, "签收单.txt"), (sheet.State, sheet.Progress.State, Assert.Single(sheet.Papers).Name));
        await Newest(b, "pm1", "OrderCompleted");
        Assert.Equal(RefusalKind.Conflict, (await b.Get<ReopenTask>().Run(await b.As("pm1"), task, await Version(b, task), "再改")).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task An_order_with_open_hand_over_points_is_not_confirmed_and_comes_back_mended(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var order = await Place(b, answered: false);

        var refused = await b.Get<ConfirmOrder>().Run(pm, order, 1);
        Assert.Equal("Orders.PointOpen", refused.Refusal?.Key);
        Done(await b.Get<ReturnOrder>().Run(pm, order, await OrderVersion(b, order), "请补充交接要点"));
        Assert.Equal("Notices.Button_MendOrder", await Newest(b, "sales1", "OrderReturned"));
        Done(await b.Get<PlaceOrderAgain>().Run(await b.As("sales1"), order, await OrderVersion(b, order), await Facts(b)));
        Done(await b.Get<ConfirmOrder>().Run(pm, order, await OrderVersion(b, order)));
    }

    [Theory, BothDatabases]
    public async Task Somebody_from_outside_is_invited_by_mail_sees_only_his_task_and_neither_customer_nor_price(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var order = await Place(b);
        Done(await b.Get<ConfirmOrder>().Run(pm, order, 1));
        var project = (await b.Get<OrderSheet>().For(pm, order))!.Progress.ProjectId;
        var task = Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("日语校对") { Fee = Money.Of(800, "CNY") }));
        var other = Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("别人的任务"), [(await b.As("impl1")).Id]));

        var who = new NewImplementer("田中", "13900001111", "tanaka@example.org");
        var person = Must(await b.Get<InviteImplementer>().Run(pm, Guid.NewGuid(), task, await Version(b, task), who));
        var again = Must(await b.Get<InviteImplementer>().Run(pm, Guid.NewGuid(), other, await Version(b, other), who with { Email = "TANAKA@example.org", Mobile = null }));
        Assert.Equal(person, again);
        Done(await b.Get<AssignTask>().Run(pm, other, await Version(b, other), [(await b.As("impl1")).Id]));

        var outside = (await b.Get<WhoIs>().Load(person))!;
        Assert.Equal(PersonKind.External, outside.Kind);
        var view = (await b.Get<TaskSheet>().For(outside, task))!;
        var number = await b.Read(db => db.Projects.Where(p => p.Id == project).Select(p => p.Number).SingleAsync());
        Assert.Equal((number, false, 800m), (view.Project, view.SeesProject, view.Fee.Amount));
        Assert.Equal(task, Assert.Single(await b.Get<MyTasks>().For(outside)).Id);
        Assert.Null(await b.Get<TaskSheet>().For(outside, other));
        Assert.Null(await b.Get<ProjectBoard>().For(outside, project));
        Assert.Null(await b.Get<OrderSheet>().For(outside, order));
        Assert.Empty((await b.Get<ProjectList>().For(outside)).Rows);
        await b.Tell();
        var told = await b.Get<NoticeTray>().For(outside);
        Assert.Contains(told.Lines, l => l.Link == $"/portal/tasks/{task}");
        Assert.All(told.Lines, l => Assert.StartsWith("/portal", l.Link, StringComparison.Ordinal));
        Assert.DoesNotContain(told.Lines, l => l.Sentence.Contains("华星", StringComparison.Ordinal));
        Done(await b.Get<AcceptTask>().Run(outside, task));
        Assert.Equal(RefusalKind.NotFound, (await b.Get<AcceptTask>().Run(outside, other)).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Two_who_judge_one_submission_at_once_make_one_verdict(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, admin) = (await b.As("pm1"), await b.As("admin"));
        var task = await b.Read(db => db.Tasks.Where(t => t.State == TaskState.InReview).Select(t => new { t.Id, t.Version }).FirstAsync());

        var outcomes = await Task.WhenAll(
            b.Get<ApproveTask>().Run(pm, task.Id, task.Version, null),
            b.Get<RejectTask>().Run(admin, task.Id, task.Version, "不行"));

        Assert.Single(outcomes, o => o.Ok);
        Assert.Equal(RefusalKind.Conflict, Assert.Single(outcomes, o => !o.Ok).Refusal!.Kind);
        Assert.Equal(1, await b.Read(db => db.Submissions.CountAsync(s => s.TaskId == task.Id && s.Verdict != Verdict.None)));
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_order_stops_its_tasks_and_tells_whoever_works_on_them(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var order = await Place(b);
        var (pm, impl) = (await b.As("pm1"), await b.As("impl2"));
        Done(await b.Get<ConfirmOrder>().Run(pm, order, 1));
        var project = (await b.Get<OrderSheet>().For(pm, order))!.Progress.ProjectId;
        var task = Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("安装"), [impl.Id]));

        Done(await b.Get<CancelOrder>().Run(await b.As("sales1"), order, await OrderVersion(b, order), "客户停工"));

        await Newest(b, "impl2", "ProjectCancelled");
        Assert.Equal("Delivery.ProjectNotRunning", (await b.Get<AcceptTask>().Run(impl, task)).Refusal?.Key);
        Assert.DoesNotContain(await b.Get<MyTasks>().For(impl), t => t.Id == task);
    }

    [Theory, BothDatabases]
    public async Task When_somebody_with_open_tasks_leaves_the_managers_are_told_to_give_them_anew(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var impl = (await b.As("impl2")).Id;
        var before = await b.Get<WaitingForMe>().For(await b.As("impl2"));
        Assert.Equal((1, 0), (before.Tasks, before.Approvals));
        Assert.Equal((0, 2), await b.Get<WaitingForMe>().For(await b.As("pm1")) is var pm ? (pm.Tasks, pm.Approvals) : default);

        Done(await b.Get<DeactivatePerson>().Run(await b.As("admin"), impl));

        Assert.Equal("Notices.Button_AssignAnew", await Newest(b, "pm1", "AssigneeLeft"));
        var line = (await b.NoticesOf("pm1")).First(n => n.Kind == "AssigneeLeft");
        Assert.Contains("林工", line.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_task_that_comes_after_all_were_done_holds_the_delivery_up_again(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var order = await Place(b);
        Done(await b.Get<ConfirmOrder>().Run(pm, order, 1));
        var project = (await b.Get<OrderSheet>().For(pm, order))!.Progress.ProjectId;
        Assert.Equal("Delivery.NoTasks", (await b.Get<AskDeliveryConfirmation>().Run(pm, order, await OrderVersion(b, order), "好了")).Refusal?.Key);
        var task = await Finished(b, project, "第一件");
        Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("补一件")));

        Assert.Equal("Delivery.TaskStillOpen", (await b.Get<AskDeliveryConfirmation>().Run(pm, order, await OrderVersion(b, order), "好了")).Refusal?.Key);
        Assert.Empty((await b.Get<OrderSheet>().For(pm, order))!.Deliverables);
        Done(await b.Get<ReopenTask>().Run(pm, task, await Version(b, task), "客户发现问题"));
        Assert.Equal(TaskState.Doing, (await b.Get<TaskSheet>().For(pm, task))!.State);
    }

    private static async Task<Guid> Finished(TestBusiness b, Guid project, string title)
    {
        var (pm, impl) = (await b.As("pm1"), await b.As("impl1"));
        var task = Must(await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts(title), [impl.Id]));
        Done(await b.Get<AcceptTask>().Run(impl, task));
        Must(await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), task, "完成", null, []));
        Done(await b.Get<ApproveTask>().Run(pm, task, await Version(b, task), null));
        return task;
    }

    private static async Task<Guid> Place(TestBusiness b, bool answered = true) => Must(await b.Get<PlaceOrder>().Run(await b.As("sales1"), Guid.NewGuid(), await Facts(b, answered)));

    private static async Task<OrderFacts> Facts(TestBusiness b, bool answered = true) => new("华星技术手册翻译", Money.Of(36_000, "CNY"))
    {
        CustomerId = await b.Read(db => db.Customers.Where(c => c.Name == "深圳市华星光电有限公司").Select(c => c.Id).SingleAsync()),
        ManagerId = (await b.As("pm1")).Id,
        PromisedOn = b.Clock.Today().AddDays(20),
        Points = answered ? HandoverPoint.StandardCodes.ToDictionary(c => c, c => (string?)"已确认") : new Dictionary<string, string?>(),
    };

    /// <summary>Tells everything and gives the button of the newest notice of a kind that this person has.</summary>
    private static async Task<string> Newest(TestBusiness b, string account, string kind)
    {
        await b.Tell();
        var person = (await b.As(account)).Id;
        return await b.Read(db => db.Notices.Where(n => n.PersonId == person && n.Kind == kind).OrderByDescending(n => n.Id).Select(n => n.ButtonKey).FirstAsync());
    }

    private static Task<int> Version(TestBusiness b, Guid task) => b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync());

    private static Task<int> OrderVersion(TestBusiness b, Guid order) => b.Read(db => db.Orders.Where(o => o.Id == order).Select(o => o.Version).SingleAsync());

    private static void Done(Outcome outcome) => Assert.Null(outcome.Refusal?.Sentence);

    private static Guid Must(Outcome<Guid> outcome)
    {
        Assert.Null(outcome.Refusal?.Sentence);
        return outcome.Value;
    }
}
