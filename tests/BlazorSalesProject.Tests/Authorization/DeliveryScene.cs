using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Authorization;

/// <summary>Orders of sales1 for pm1 in the states the verbs ask for, and tasks given to impl1 (and to the person the column names, when he is from outside).</summary>
internal sealed class DeliveryScene
{
    public required Order Placed { get; init; }

    /// <summary>Its project runs and all its tasks are done.</summary>
    public required Order Ready { get; init; }

    public required Order Delivering { get; init; }

    /// <summary>Its project runs; the tasks below are its own.</summary>
    public required Project Project { get; init; }

    public required ProjectTask Asked { get; init; }

    public required ProjectTask Doing { get; init; }

    public required ProjectTask InReview { get; init; }

    public required ProjectTask Done { get; init; }

    /// <summary>Of the running project, minded by its manager.</summary>
    public required ProjectRisk Risk { get; init; }

    /// <summary>A part of that project that waits for the word of sales.</summary>
    public required PartialDelivery Part { get; init; }

    public required Guid Customer { get; init; }

    public required Guid Manager { get; init; }

    /// <summary>A won opportunity of the owner.</summary>
    public required Guid Won { get; init; }

    public static async Task<DeliveryScene> Make(TestBusiness business, Me me, Guid owner)
    {
        var manager = (await business.As("pm1")).Id;
        List<Guid> people = [(await business.As("impl1")).Id];
        if (me.Kind == PersonKind.External && me.Name != "nobody")
        {
            people.Add(me.Id);
        }

        var customer = await business.Read(db => db.Customers.Where(c => c.OwnerId == owner).Select(c => c.Id).FirstAsync());
        var won = await business.Read(db => db.Opportunities.Where(o => o.OwnerId == owner && o.State == OpportunityState.Won).Select(o => o.Id).FirstAsync());
        DeliveryScene? scene = null;
        var made = await business.Get<Works>().Do(Me.System, "Scene", async work =>
        {
            var points = await work.Db.HandoverPoints.ToListAsync();
            async Task<(Order Order, Project Project)> Place()
            {
                var facts = new OrderFacts("目标订单", new Money(100, "CNY")) { CustomerId = customer, ManagerId = manager, Points = HandoverPoint.StandardCodes.ToDictionary(c => c, c => (string?)"已确认") };
                var order = Order.Place(await work.NextNumber("DD"), facts, owner, points).Value!;
                var project = Project.For(await work.NextNumber("XM"), order);
                work.Db.Orders.Add(order);
                work.Db.Projects.Add(project);
                return (order, project);
            }

            ProjectTask Task(Project of)
            {
                var task = ProjectTask.Plan(of, new TaskFacts("目标任务") { IsMilestone = true }).Value!;
                work.Db.Tasks.Add(task);
                task.Assign(people);
                return task;
            }

            ProjectTask Accepted(Project of)
            {
                var task = Task(of);
                people.ForEach(p => task.Accept(p));
                return task;
            }

            ProjectTask Submitted(Project of)
            {
                var task = Accepted(of);
                work.Db.Submissions.Add(task.Submit(people[0], "做完了", null, work.Now).Value!);
                return task;
            }

            ProjectTask Approved(Project of)
            {
                var task = Submitted(of);
                task.Approve(manager, null, work.Now);
                return task;
            }

            var (placed, _) = await Place();
            var (ready, finished) = await Place();
            ready.Accept(points);
            finished.Start();
            Approved(finished);
            var (delivering, handedOver) = await Place();
            delivering.Accept(points);
            handedOver.Start();
            Approved(handedOver);
            delivering.AskForConfirmation();
            handedOver.AskForConfirmation();
            var (running, live) = await Place();
            running.Accept(points);
            live.Start();
            var risk = ProjectRisk.Record(live.Id, new RiskFacts("目标风险", RiskLevel.High, RiskLevel.Low) { OwnerId = manager, DueOn = work.Today }).Value!;
            work.Db.ProjectRisks.Add(risk);
            var part = PartialDelivery.Ask(live, Approved(live), "第一部分", manager, work.Now).Value!;
            work.Db.PartialDeliveries.Add(part);
            scene = new DeliveryScene
            {
                Part = part,
                Placed = placed, Ready = ready, Delivering = delivering, Project = live, Asked = Task(live), Doing = Accepted(live), InReview = Submitted(live), Done = Approved(live), Risk = risk, Customer = customer, Manager = manager, Won = won,
            };
            return null;
        });
        Assert.Null(made.Refusal?.Sentence);
        return scene!;
    }

    /// <summary>What must stay as it is when a verb is refused.</summary>
    public async Task<string> State(AppDb db)
    {
        Guid[] orders = [Placed.Id, Ready.Id, Delivering.Id];
        Guid[] tasks = [Asked.Id, Doing.Id, InReview.Id, Done.Id];
        return string.Join(',', await db.Orders.Where(o => orders.Contains(o.Id)).OrderBy(o => o.Id).Select(o => o.Version).ToListAsync())
            + '|' + string.Join(',', await db.Tasks.Where(t => tasks.Contains(t.Id)).OrderBy(t => t.Id).Select(t => t.Version).ToListAsync())
            + '|' + await db.Tasks.CountAsync() + '|' + await db.Submissions.CountAsync() + '|' + await db.OrderRemarks.CountAsync() + '|' + await db.ProjectRisks.CountAsync()
            + '|' + await db.PartialDeliveries.CountAsync() + '|' + await db.PartialDeliveries.Where(p => p.Id == Part.Id).Select(p => p.Version).SingleAsync()
            + '|' + await db.ProjectRisks.Where(r => r.Id == Risk.Id).Select(r => r.Version).SingleAsync() + '|' + await db.Projects.Where(p => p.Id == Project.Id).Select(p => p.Version).SingleAsync();
    }
}
