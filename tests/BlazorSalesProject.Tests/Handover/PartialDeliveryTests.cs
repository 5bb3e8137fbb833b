using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Tests.Notices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Handover;

/// <summary>A milestone is handed to sales before the whole is done.</summary>
public sealed class PartialDeliveryTests
{
    [Theory, BothDatabases]
    public async Task A_done_milestone_is_asked_sent_back_asked_again_and_confirmed_and_the_order_stays_in_delivery(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, sales) = (await b.As("pm1"), await b.As("sales2"));
        var project = await Running(b);
        var milestone = await Milestone(b, project, "第一批到货");
        Assert.Contains((await List(b, pm, project)).Askable, m => m.TaskId == milestone);

        var part = await Ask(b, milestone, "十台已到场");
        var notice = (await b.NoticesOf("sales2")).First(n => n.Kind == "PartialDeliveryAsked");
        Assert.Equal("Notices.Button_ConfirmPart", notice.ButtonKey);
        Assert.Contains("第一批到货", notice.Sentence, StringComparison.Ordinal);
        Assert.Contains((await b.Get<WaitingWords>().For(sales)).Parts, p => p.Id == part);
        var before = await b.Get<WaitingForMe>().For(sales);
        Assert.DoesNotContain((await List(b, pm, project)).Askable, m => m.TaskId == milestone);

        Assert.Null((await b.Get<SendBackPartialDelivery>().Run(sales, part, 1, "缺装箱单")).Refusal?.Sentence);
        await b.Tell();
        Assert.Contains(await b.NoticesOf("pm1"), n => n.Kind == "PartialDeliverySentBack" && n.Sentence.Contains("缺装箱单", StringComparison.Ordinal));
        Assert.Equal(before.Approvals - 1, (await b.Get<WaitingForMe>().For(sales)).Approvals);

        var again = await Ask(b, milestone, "装箱单已补");
        Assert.Null((await b.Get<ConfirmPartialDelivery>().Run(sales, again, 1)).Refusal?.Sentence);
        await b.Tell();
        Assert.Contains(await b.NoticesOf("pm1"), n => n.Kind == "PartialDeliveryConfirmed");
        Assert.Equal([PartialState.Confirmed, PartialState.SentBack], (await List(b, sales, project)).Rows.Where(r => r.TaskId == milestone).Select(r => r.State));
        Assert.Equal(OrderState.Accepted, await b.Read(db => db.Orders.Where(o => db.Projects.Any(p => p.Id == project && p.OrderId == o.Id)).Select(o => o.State).SingleAsync()));
        Assert.Equal("Handover.PartialAlready", (await b.Get<AskPartialDelivery>().Run(pm, Guid.NewGuid(), milestone, "再一次")).Refusal?.Key);

        // Opened again and done again there is something new to hand over.
        b.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await b.Get<ReopenTask>().Run(pm, milestone, await Version(b, milestone), "返工")).Refusal?.Sentence);
        await Finish(b, milestone);
        await Ask(b, milestone, "返工完成");
    }

    [Theory, BothDatabases]
    public async Task Only_a_milestone_that_is_done_with_its_parts_is_asked_and_once_at_a_time(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await Running(b);
        var ask = b.Get<AskPartialDelivery>();
        var plain = await Task(b, project, new TaskFacts("普通任务"));
        Assert.Equal("Handover.NoMilestone", (await ask.Run(pm, Guid.NewGuid(), plain, "好了")).Refusal?.Key);
        var open = await Task(b, project, new TaskFacts("未完里程碑") { IsMilestone = true });
        Assert.Equal("Handover.MilestoneOpen", (await ask.Run(pm, Guid.NewGuid(), open, "好了")).Refusal?.Key);

        var done = await Milestone(b, project, "有子任务的里程碑");
        var part = await Task(b, project, new TaskFacts("子任务") { ParentId = done });
        var below = await Task(b, project, new TaskFacts("孙任务") { ParentId = part });
        await Finish(b, part);
        Assert.Equal("Handover.MilestonePartOpen", (await ask.Run(pm, Guid.NewGuid(), done, "好了")).Refusal?.Key);
        Assert.DoesNotContain((await List(b, pm, project)).Askable, m => m.TaskId == done);
        Assert.Null((await b.Get<DropTask>().Run(pm, below, await Version(b, below))).Refusal?.Sentence);
        foreach (var empty in new[] { null, "", " ", new string('长', Limits.LongText + 1) })
        {
            Assert.Equal("Summary", (await ask.Run(pm, Guid.NewGuid(), done, empty)).Refusal?.Field);
        }

        var outcomes = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(_ => System.Threading.Tasks.Task.Run(() => ask.Run(pm, Guid.NewGuid(), done, "好了"))));
        Assert.Single(outcomes, o => o.Ok);
        Assert.Equal(1, await b.Read(db => db.PartialDeliveries.CountAsync(p => p.TaskId == done)));
        Assert.Equal(RefusalKind.NotFound, (await b.Get<ConfirmPartialDelivery>().Run(await b.As("sales3"), outcomes.Single(o => o.Ok).Value, 1)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await b.Get<ConfirmPartialDelivery>().Run(pm, outcomes.Single(o => o.Ok).Value, 1)).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task What_was_opened_again_is_not_confirmed_and_what_waits_ends_with_the_order(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, sales) = (await b.As("pm1"), await b.As("sales2"));
        var project = await Running(b);
        var milestone = await Milestone(b, project, "里程碑");
        var part = await Ask(b, milestone, "好了");
        Assert.Null((await b.Get<ReopenTask>().Run(pm, milestone, await Version(b, milestone), "返工")).Refusal?.Sentence);
        Assert.Equal("Handover.MilestoneOpen", (await b.Get<ConfirmPartialDelivery>().Run(sales, part, 1)).Refusal?.Key);

        var order = await b.Read(db => db.Projects.Where(p => p.Id == project).Join(db.Orders, p => p.OrderId, o => o.Id, (_, o) => new { o.Id, o.Version }).SingleAsync());
        Assert.Null((await b.Get<CancelOrder>().Run(sales, order.Id, order.Version, "客户停工")).Refusal?.Sentence);
        Assert.All((await List(b, sales, project)).Rows, r => Assert.Equal(PartialState.SentBack, r.State));
        Assert.Empty((await b.Get<WaitingWords>().For(sales)).Parts);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<ConfirmPartialDelivery>().Run(sales, part, 2)).Refusal?.Kind);
    }

    private static async Task<PartialsOfProject> List(TestBusiness b, Me me, Guid project) => (await b.Get<PartialDeliveryList>().For(me, project))!;

    private static async Task<Guid> Running(TestBusiness b)
    {
        var pm = (await b.As("pm1")).Id;
        return await b.Read(db => db.Projects.Where(p => p.State == ProjectState.Running && p.ManagerId == pm).Select(p => p.Id).FirstAsync());
    }

    private static async Task<Guid> Ask(TestBusiness b, Guid milestone, string summary)
    {
        var asked = await b.Get<AskPartialDelivery>().Run(await b.As("pm1"), Guid.NewGuid(), milestone, summary);
        Assert.Null(asked.Refusal?.Sentence);
        await b.Tell();
        return asked.Value;
    }

    private static async Task<Guid> Task(TestBusiness b, Guid project, TaskFacts facts)
    {
        var task = await b.Get<PlanTask>().Run(await b.As("pm1"), Guid.NewGuid(), project, facts, [(await b.As("impl1")).Id]);
        Assert.Null(task.Refusal?.Sentence);
        return task.Value;
    }

    private static async Task<Guid> Milestone(TestBusiness b, Guid project, string title)
    {
        var task = await Task(b, project, new TaskFacts(title) { IsMilestone = true });
        await Finish(b, task);
        return task;
    }

    private static async Task Finish(TestBusiness b, Guid task)
    {
        var impl = await b.As("impl1");
        if (await b.Read(db => db.Tasks.AnyAsync(t => t.Id == task && t.State == TaskState.ToAccept)))
        {
            Assert.Null((await b.Get<AcceptTask>().Run(impl, task)).Refusal?.Sentence);
        }

        Assert.Null((await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), task, "完成", null, [])).Refusal?.Sentence);
        Assert.Null((await b.Get<ApproveTask>().Run(await b.As("pm1"), task, await Version(b, task), null)).Refusal?.Sentence);
    }

    private static Task<int> Version(TestBusiness b, Guid task) => b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync());
}
