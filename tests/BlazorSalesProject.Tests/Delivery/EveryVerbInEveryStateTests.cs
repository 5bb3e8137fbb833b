using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>
/// CC-7 with the verbs themselves on real databases: every pair of a verb and a state that is not listed is refused, and nothing is changed by
/// it. The nouns alone are tried in <see cref="EveryStepInEveryStateTests"/>.
/// </summary>
public sealed class EveryVerbInEveryStateTests
{
    private static readonly OrderState[] Alive = [OrderState.Placed, OrderState.Returned, OrderState.Accepted, OrderState.Delivering];

    [Theory, BothDatabases]
    public async Task An_order_takes_only_the_verbs_of_its_state(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var me = await b.As("admin");
        var orders = await b.Read(db => db.Orders.AsNoTracking().Include(o => o.Points).OrderBy(o => o.Number).ToListAsync());
        var facts = (Order o) => new OrderFacts(o.Title, o.Amount) { CustomerId = o.CustomerId, ManagerId = o.ManagerId, Points = HandoverPoint.StandardCodes.ToDictionary(c => c, c => (string?)"是") };
        var paper = (await b.Upload(me, "签收单.txt", new MemoryStream("签"u8.ToArray()))).Value!.Ticket;
        var verbs = new (string Name, OrderState[] From, Func<Order, Task<Outcome>> Run)[]
        {
            (nameof(ConfirmOrder), [OrderState.Placed], o => b.Get<ConfirmOrder>().Run(me, o.Id, o.Version)),
            (nameof(ReturnOrder), [OrderState.Placed], o => b.Get<ReturnOrder>().Run(me, o.Id, o.Version, "不清楚")),
            (nameof(PlaceOrderAgain), [OrderState.Placed, OrderState.Returned], o => b.Get<PlaceOrderAgain>().Run(me, o.Id, o.Version, facts(o))),
            (nameof(CancelOrder), Alive, o => b.Get<CancelOrder>().Run(me, o.Id, o.Version, "不要了")),
            (nameof(AskDeliveryConfirmation), [OrderState.Accepted], o => b.Get<AskDeliveryConfirmation>().Run(me, o.Id, o.Version, "好了")),
            (nameof(ConfirmDelivery), [OrderState.Delivering], o => b.Get<ConfirmDelivery>().Run(me, o.Id, o.Version, [])),
            (nameof(SendBackDelivery), [OrderState.Delivering], o => b.Get<SendBackDelivery>().Run(me, o.Id, o.Version, "不全")),
            (nameof(AddAcceptancePapers), [OrderState.Accepted, OrderState.Delivering], o => b.Get<AddAcceptancePapers>().Run(me, o.Id, [paper])),
        };
        var tried = 0;
        foreach (var state in Enum.GetValues<OrderState>())
        {
            var order = orders.First(o => o.State == state);
            foreach (var (name, from, run) in verbs.Where(v => !v.From.Contains(state)))
            {
                var before = await Everything(b);
                var outcome = await run(order);
                Assert.True(outcome.Refusal?.Kind is RefusalKind.Conflict or RefusalKind.Invalid, $"{name} in {state}: {outcome.Refusal?.Kind} {outcome.Refusal?.Key}");
                Assert.True(before == await Everything(b), $"{name} in {state} changed something");
                tried++;
            }
        }

        Assert.Equal((verbs.Length * Enum.GetValues<OrderState>().Length) - verbs.Sum(v => v.From.Length), tried);
    }

    [Theory, BothDatabases]
    public async Task In_a_project_that_does_not_run_nothing_is_done_to_its_tasks(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, impl) = (await b.As("pm1"), await b.As("impl1"));
        var template = await b.Read(db => db.ProjectTemplates.Select(t => t.Id).FirstAsync());
        foreach (var state in Enum.GetValues<ProjectState>().Where(s => s != ProjectState.Running))
        {
            var (project, tasks) = await Standing(b, pm, impl, state);
            var verbs = new List<(string Name, Func<Task<Outcome>> Run)>
            {
                (nameof(PlanTask), async () => await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project.Id, new TaskFacts("迟来的"))),
                (nameof(ApplyTemplate), async () => await b.Get<ApplyTemplate>().Run(pm, Guid.NewGuid(), project.Id, template, b.Clock.Today(), again: true)),
                (nameof(PullInPlan), async () => await b.Get<PullInPlan>().Run(pm, project.Id)),
            };
            foreach (var t in tasks)
            {
                verbs.AddRange(
                [
                    ($"{nameof(ChangeTask)} {t.State}", () => b.Get<ChangeTask>().Run(pm, t.Id, t.Version, new TaskFacts("另一个名字"))),
                    ($"{nameof(AssignTask)} {t.State}", async () => await b.Get<AssignTask>().Run(pm, t.Id, t.Version, [(await b.As("impl2")).Id])),
                    ($"{nameof(InviteImplementer)} {t.State}", async () => await b.Get<InviteImplementer>().Run(pm, Guid.NewGuid(), t.Id, t.Version, new NewImplementer("外人", null, "late@example.org"))),
                    ($"{nameof(DropTask)} {t.State}", () => b.Get<DropTask>().Run(pm, t.Id, t.Version)),
                    ($"{nameof(AcceptTask)} {t.State}", () => b.Get<AcceptTask>().Run(impl, t.Id)),
                    ($"{nameof(DeclineTask)} {t.State}", () => b.Get<DeclineTask>().Run(impl, t.Id, "没空")),
                    ($"{nameof(SubmitTask)} {t.State}", async () => await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), t.Id, "好了", 1, [])),
                    ($"{nameof(ApproveTask)} {t.State}", () => b.Get<ApproveTask>().Run(pm, t.Id, t.Version, null)),
                    ($"{nameof(RejectTask)} {t.State}", () => b.Get<RejectTask>().Run(pm, t.Id, t.Version, "再改")),
                    ($"{nameof(ReopenTask)} {t.State}", () => b.Get<ReopenTask>().Run(pm, t.Id, t.Version, "有问题")),
                    ($"{nameof(AskPartialDelivery)} {t.State}", async () => await b.Get<AskPartialDelivery>().Run(pm, Guid.NewGuid(), t.Id, "第一部分")),
                ]);
            }

            if (state is ProjectState.Closed or ProjectState.Cancelled)
            {
                verbs.Add((nameof(SayProjectHealth), () => b.Get<SayProjectHealth>().Run(pm, project.Id, project.Version, ProjectHealth.AtRisk, null)));
                verbs.Add((nameof(RecordRisk), async () => await b.Get<RecordRisk>().Run(pm, Guid.NewGuid(), project.Id, new RiskFacts("风险", RiskLevel.High, RiskLevel.Low) { OwnerId = pm.Id, DueOn = b.Clock.Today() })));
            }

            var before = await Everything(b);
            foreach (var (name, run) in verbs)
            {
                var outcome = await run();
                Assert.True(outcome.Refusal?.Kind is RefusalKind.Conflict or RefusalKind.Denied, $"{name} in a project that is {state}: {outcome.Refusal?.Kind} {outcome.Refusal?.Key}");
            }

            Assert.True(before == await Everything(b), $"a project that is {state} was changed");
        }
    }

    [Theory, BothDatabases]
    public async Task In_a_running_project_a_task_takes_only_the_verbs_of_its_state(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, impl) = (await b.As("pm1"), await b.As("impl1"));
        var (_, tasks) = await Standing(b, pm, impl, ProjectState.Running);
        Assert.Equal(Enum.GetValues<TaskState>(), tasks.Select(t => t.State).Order());
        TaskState[] open = [TaskState.ToAssign, TaskState.ToAccept, TaskState.Doing, TaskState.InReview];
        var verbs = new (string Name, TaskState[] From, Func<ProjectTask, Task<Outcome>> Run)[]
        {
            (nameof(ChangeTask), open, t => b.Get<ChangeTask>().Run(pm, t.Id, t.Version, new TaskFacts("另一个名字"))),
            (nameof(AssignTask), [TaskState.ToAssign, TaskState.ToAccept, TaskState.Doing], async t => await b.Get<AssignTask>().Run(pm, t.Id, t.Version, [(await b.As("impl2")).Id])),
            (nameof(DropTask), open, t => b.Get<DropTask>().Run(pm, t.Id, t.Version)),
            (nameof(AcceptTask), [TaskState.ToAccept], t => b.Get<AcceptTask>().Run(impl, t.Id)),
            (nameof(DeclineTask), [TaskState.ToAccept], t => b.Get<DeclineTask>().Run(impl, t.Id, "没空")),
            (nameof(SubmitTask), [TaskState.Doing], async t => await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), t.Id, "好了", 1, [])),
            (nameof(ApproveTask), [TaskState.InReview], t => b.Get<ApproveTask>().Run(pm, t.Id, t.Version, null)),
            (nameof(RejectTask), [TaskState.InReview], t => b.Get<RejectTask>().Run(pm, t.Id, t.Version, "再改")),
            (nameof(ReopenTask), [TaskState.Done], t => b.Get<ReopenTask>().Run(pm, t.Id, t.Version, "有问题")),
            (nameof(AskPartialDelivery), [TaskState.Done], async t => await b.Get<AskPartialDelivery>().Run(pm, Guid.NewGuid(), t.Id, "第一部分")),
        };
        foreach (var task in tasks)
        {
            var before = await Everything(b);
            foreach (var (name, from, run) in verbs.Where(v => !v.From.Contains(task.State)))
            {
                var outcome = await run(task);
                Assert.True(!outcome.Ok && outcome.Refusal!.Kind != RefusalKind.Unexpected, $"{name} in {task.State}: {outcome.Refusal?.Kind} {outcome.Refusal?.Key}");
            }

            Assert.True(before == await Everything(b), $"a task that is {task.State} was changed");
        }
    }

    /// <summary>A project of this manager in a state, with a milestone in every state a task can have.</summary>
    private static async Task<(Project Project, IReadOnlyList<ProjectTask> Tasks)> Standing(TestBusiness b, Me pm, Me impl, ProjectState state)
    {
        var sales = (await b.As("sales1")).Id;
        var customer = await b.Read(db => db.Customers.Where(c => c.OwnerId == sales).Select(c => c.Id).FirstAsync());
        Project? project = null;
        List<ProjectTask> tasks = [];
        Assert.Null((await b.Get<Works>().Do(Me.System, "Scene", async work =>
        {
            var facts = new OrderFacts("订单", new Money(100, "CNY")) { CustomerId = customer, ManagerId = pm.Id, Points = HandoverPoint.StandardCodes.ToDictionary(c => c, c => (string?)"是") };
            var order = Order.Place(await work.NextNumber("DD"), facts, sales, await work.Db.HandoverPoints.ToListAsync()).Value!;
            project = Project.For(await work.NextNumber("XM"), order);
            work.Db.Orders.Add(order);
            work.Db.Projects.Add(project);
            foreach (var wanted in Enum.GetValues<TaskState>())
            {
                var task = ProjectTask.Plan(project, new TaskFacts($"任务 {wanted}") { IsMilestone = true }).Value!;
                work.Db.Tasks.Add(task);
                tasks.Add(task);
                if (wanted is TaskState.ToAccept or TaskState.Doing or TaskState.InReview or TaskState.Done)
                {
                    task.Assign([impl.Id]);
                }

                if (wanted is TaskState.Doing or TaskState.InReview or TaskState.Done)
                {
                    task.Accept(impl.Id);
                }

                if (wanted is TaskState.InReview or TaskState.Done)
                {
                    work.Db.Submissions.Add(task.Submit(impl.Id, "好了", 1, work.Now).Value!);
                }

                if (wanted is TaskState.Done)
                {
                    task.Approve(pm.Id, null, work.Now);
                }

                if (wanted is TaskState.Dropped)
                {
                    task.Drop();
                }

                Assert.Equal(wanted, task.State);
            }

            Action become = state switch
            {
                ProjectState.Running => project.Start,
                ProjectState.Delivering => project.AskForConfirmation,
                ProjectState.Closed => () => project.Close(work.Now),
                ProjectState.Cancelled => () => project.Cancel(work.Now),
                _ => () => { },
            };
            become();
            return null;
        })).Refusal?.Sentence);
        Assert.Equal(state, project!.State);
        return (project, tasks);
    }

    /// <summary>What a refusal must leave as it is.</summary>
    private static Task<string> Everything(TestBusiness b) => b.Read(async db => string.Join('|',
        string.Join(',', await db.Orders.OrderBy(o => o.Id).Select(o => o.Version).ToListAsync()), string.Join(',', await db.Projects.OrderBy(p => p.Id).Select(p => p.Version).ToListAsync()),
        string.Join(',', await db.Tasks.OrderBy(t => t.Id).Select(t => t.Version).ToListAsync()), await db.Submissions.CountAsync(s => s.Verdict == Verdict.None), await db.PartialDeliveries.CountAsync(), await db.ProjectRisks.CountAsync(),
        await db.Attachments.CountAsync(), await db.UploadTickets.CountAsync(), await db.Deliverables.CountAsync(d => d.IsCurrent), await db.People.CountAsync(), await db.Invitations.CountAsync(), await db.TaskLinks.CountAsync(l => l.RevokedAt == null),
        await db.Outbox.CountAsync(), await db.Activities.CountAsync(a => a.Outcome == ActivityOutcome.Done && a.ActorId != null && a.Kind != "FileUploaded")));
}
