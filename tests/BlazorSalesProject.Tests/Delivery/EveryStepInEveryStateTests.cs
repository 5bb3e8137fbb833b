using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Orders;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>CC-7: each step of an order and of a task, tried from each state; whatever is not listed is refused and changes nothing.</summary>
public sealed class EveryStepInEveryStateTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Somebody = Guid.CreateVersion7();
    private static readonly Guid Another = Guid.CreateVersion7();

    private static readonly OrderFacts Facts = new("订单", Money.Of(1, "CNY")) { CustomerId = Guid.CreateVersion7(), ManagerId = Somebody, Points = HandoverPoint.StandardCodes.ToDictionary(c => c, c => (string?)"是") };

    private static readonly Dictionary<string, (Func<Order, Refusal?> Do, OrderState[] From, OrderState To)> OrderSteps = new()
    {
        ["accept"] = (o => o.Accept(HandoverPoint.Standard()), [OrderState.Placed], OrderState.Accepted),
        ["return"] = (o => o.Return("不清楚"), [OrderState.Placed], OrderState.Returned),
        ["again"] = (o => o.PlaceAgain(Facts, HandoverPoint.Standard()), [OrderState.Placed, OrderState.Returned], OrderState.Placed),
        ["ask"] = (o => o.AskForConfirmation(), [OrderState.Accepted], OrderState.Delivering),
        ["send back"] = (o => o.SendBack("不全"), [OrderState.Delivering], OrderState.Accepted),
        ["complete"] = (o => o.Complete(Now), [OrderState.Delivering], OrderState.Completed),
        ["cancel"] = (o => o.Cancel("不要了", Now), [OrderState.Placed, OrderState.Returned, OrderState.Accepted, OrderState.Delivering], OrderState.Cancelled),
    };

    private static readonly Dictionary<string, (Func<ProjectTask, Refusal?> Do, TaskState[] From, TaskState To)> TaskSteps = new()
    {
        ["accept"] = (t => t.Accept(Somebody), [TaskState.ToAccept], TaskState.Doing),
        ["decline"] = (t => t.Decline(Somebody, "没空"), [TaskState.ToAccept], TaskState.ToAssign),
        ["submit"] = (t => t.Submit(Somebody, "好了", 1, Now).Refusal, [TaskState.Doing], TaskState.InReview),
        ["approve"] = (t => t.Approve(Another, null, Now), [TaskState.InReview], TaskState.Done),
        ["reject"] = (t => t.Reject(Another, "再改", Now), [TaskState.InReview], TaskState.Doing),
        ["reopen"] = (t => t.Reopen("有问题"), [TaskState.Done], TaskState.Doing),
        ["drop"] = (t => t.Drop(), [TaskState.ToAssign, TaskState.ToAccept, TaskState.Doing, TaskState.InReview], TaskState.Dropped),
    };

    [Fact]
    public void An_order_takes_only_the_steps_of_its_state()
    {
        foreach (var state in Enum.GetValues<OrderState>())
        {
            foreach (var (name, (step, from, to)) in OrderSteps)
            {
                var order = OrderIn(state);
                var refusal = step(order);
                Assert.True(from.Contains(state) == (refusal is null), $"{name} from {state}: {refusal?.Key}");
                Assert.Equal(refusal is null ? to : state, order.State);
            }
        }
    }

    [Fact]
    public void A_task_takes_only_the_steps_of_its_state()
    {
        foreach (var state in Enum.GetValues<TaskState>())
        {
            foreach (var (name, (step, from, to)) in TaskSteps)
            {
                var task = TaskIn(state);
                var refusal = step(task);
                Assert.True(from.Contains(state) == (refusal is null), $"{name} from {state}: {refusal?.Key}");
                Assert.Equal(refusal is null ? to : state, task.State);
            }
        }
    }

    [Fact]
    public void A_partial_delivery_is_answered_once()
    {
        var steps = new Dictionary<string, Func<PartialDelivery, Refusal?>>
        {
            ["confirm"] = p => p.Confirm("里程碑", Another, Now),
            ["send back"] = p => p.SendBack("里程碑", "不全", Another, Now),
        };
        foreach (var (name, step) in steps)
        {
            var part = PartIn();
            Assert.Null(step(part));
            var state = part.State;
            foreach (var (_, again) in steps)
            {
                Assert.Equal("Handover.PartialNotNow", again(part)?.Key);
                Assert.Equal(state, part.State);
            }

            Assert.Equal(name == "confirm" ? PartialState.Confirmed : PartialState.SentBack, state);
        }

        foreach (var empty in new[] { null, "", "  ", "\u200b\u0000", new string('长', Limits.LongText + 1) })
        {
            Assert.NotNull(PartIn().SendBack("里程碑", empty, Another, Now));
            Assert.NotNull(PartialDelivery.Ask(Project.For("XM-1", OrderIn(OrderState.Accepted)), TaskIn(TaskState.Done), empty, Somebody, Now).Refusal);
        }
    }

    private static PartialDelivery PartIn() => PartialDelivery.Ask(Project.For("XM-1", OrderIn(OrderState.Accepted)), TaskIn(TaskState.Done), "第一部分", Somebody, Now).Value!;

    [Fact]
    public void A_step_that_needs_words_is_refused_without_them()
    {
        foreach (var empty in new[] { null, "", "  ", "\u200b\u0000" })
        {
            Assert.NotNull(OrderIn(OrderState.Placed).Return(empty));
            Assert.NotNull(OrderIn(OrderState.Delivering).SendBack(empty));
            Assert.NotNull(OrderIn(OrderState.Accepted).Cancel(empty, Now));
            Assert.NotNull(TaskIn(TaskState.ToAccept).Decline(Somebody, empty));
            Assert.NotNull(TaskIn(TaskState.InReview).Reject(Another, empty, Now));
            Assert.NotNull(TaskIn(TaskState.Done).Reopen(empty));
            Assert.NotNull(TaskIn(TaskState.Doing).Submit(Somebody, empty, null, Now).Refusal);
        }
    }

    [Fact]
    public void Only_whom_a_task_was_given_to_answers_and_hands_in()
    {
        Assert.NotNull(TaskIn(TaskState.ToAccept).Accept(Another));
        Assert.NotNull(TaskIn(TaskState.ToAccept).Decline(Another, "没空"));
        Assert.NotNull(TaskIn(TaskState.Doing).Submit(Another, "好了", null, Now).Refusal);
    }

    [Fact]
    public void With_several_people_a_task_runs_when_the_first_accepts_and_waits_for_others_when_all_decline()
    {
        var task = TaskIn(TaskState.ToAssign);
        Assert.Null(task.Assign([Somebody, Another]));
        Assert.Null(task.Decline(Somebody, "没空"));
        Assert.Equal(TaskState.ToAccept, task.State);
        Assert.Null(task.Accept(Another));
        Assert.Equal(TaskState.Doing, task.State);
        Assert.Null(task.Assign([Somebody]));
        Assert.Equal(TaskState.ToAccept, task.State);
        Assert.Null(task.Assign([]));
        Assert.Equal(TaskState.ToAssign, task.State);
    }

    [Fact]
    public void A_rejected_version_stays_and_the_next_one_has_the_next_number()
    {
        var task = TaskIn(TaskState.InReview);
        Assert.Null(task.Reject(Another, "再改", Now));
        Assert.Equal(2, task.Submit(Somebody, "改好了", null, Now).Value!.Version);
        Assert.Equal([Verdict.Rejected, Verdict.None], task.Submissions.Select(s => s.Verdict));
    }

    private static Order OrderIn(OrderState state)
    {
        var order = Order.Place("DD-1", Facts, Somebody, HandoverPoint.Standard()).Value!;
        string[] way = state switch
        {
            OrderState.Returned => ["return"],
            OrderState.Accepted => ["accept"],
            OrderState.Delivering => ["accept", "ask"],
            OrderState.Completed => ["accept", "ask", "complete"],
            OrderState.Cancelled => ["cancel"],
            _ => [],
        };
        Assert.All(way, step => Assert.Null(OrderSteps[step].Do(order)));
        Assert.Equal(state, order.State);
        return order;
    }

    private static ProjectTask TaskIn(TaskState state)
    {
        var task = ProjectTask.Plan(Project.For("XM-1", OrderIn(OrderState.Accepted)), new TaskFacts("任务")).Value!;
        if (state is not (TaskState.ToAssign or TaskState.Dropped))
        {
            Assert.Null(task.Assign([Somebody]));
        }

        string[] way = state switch
        {
            TaskState.Doing => ["accept"],
            TaskState.InReview => ["accept", "submit"],
            TaskState.Done => ["accept", "submit", "approve"],
            TaskState.Dropped => ["drop"],
            _ => [],
        };
        Assert.All(way, step => Assert.Null(TaskSteps[step].Do(task)));
        Assert.Equal(state, task.State);
        return task;
    }
}
