using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using static BlazorSalesProject.Tests.Attachments.SampleFiles;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>CC-6: words said at once, twice, or to something that is not what was read any more: one end, and it is what its judge saw.</summary>
public sealed class ApprovalRaceTests
{
    [Theory, BothDatabases]
    public async Task Twenty_who_approve_reject_and_drop_at_once_bring_a_task_to_one_end(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, admin) = (await b.As("pm1"), await b.As("admin"));
        var task = await Review(b);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 3) switch
        {
            0 => b.Get<ApproveTask>().Run(i % 2 == 0 ? pm : admin, task.Id, task.Version, null),
            1 => b.Get<RejectTask>().Run(i % 2 == 0 ? pm : admin, task.Id, task.Version, "再改"),
            _ => b.Get<DropTask>().Run(pm, task.Id, task.Version),
        })));

        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.True(o.Refusal!.Kind is RefusalKind.Conflict or RefusalKind.Busy, o.Refusal.Key));
        var end = await b.Read(db => db.Tasks.Where(t => t.Id == task.Id).Select(t => t.State).SingleAsync());
        var (verdicts, deliverables) = (await b.Read(db => db.Submissions.Where(s => s.TaskId == task.Id && s.Verdict != Verdict.None).Select(s => s.Verdict).ToListAsync()), await b.Read(db => db.Deliverables.CountAsync(d => d.TaskId == task.Id)));
        Assert.True((end, verdicts) is (TaskState.Done, [Verdict.Approved]) or (TaskState.Doing, [Verdict.Rejected]) or (TaskState.Dropped, []), $"{end} {string.Join(',', verdicts)}");
        Assert.Equal(end == TaskState.Done ? deliverables : 0, deliverables);
    }

    [Theory, BothDatabases]
    public async Task What_changed_since_it_was_read_is_not_approved(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, admin) = (await b.As("pm1"), await b.As("admin"));
        var seen = await Review(b);

        // While he reads, another mends the task; then it is rejected and handed in anew: each time the word to what he read counts no more.
        Assert.Null((await b.Get<ChangeTask>().Run(admin, seen.Id, seen.Version, new TaskFacts(seen.Title) { Description = "范围加倍", DueOn = seen.DueOn, StartOn = seen.StartOn, Needs = [.. seen.Needs.Select(n => new Need(n.NeedsId, n.Lag))] })).Refusal?.Sentence);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<ApproveTask>().Run(pm, seen.Id, seen.Version, null)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<RejectTask>().Run(pm, seen.Id, seen.Version, "再改")).Refusal?.Kind);

        var changed = await Review(b);
        Assert.Null((await b.Get<RejectTask>().Run(admin, changed.Id, changed.Version, "再改")).Refusal?.Sentence);
        var impl = await b.As("impl2");
        var file = (await b.Upload(impl, "另一份.txt", Of("不是他看过的"))).Value!.Ticket;
        Assert.True((await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), seen.Id, "换了", 1, [file])).Ok);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<ApproveTask>().Run(pm, seen.Id, changed.Version, null)).Refusal?.Kind);
        Assert.False(await b.Read(db => db.Deliverables.AnyAsync(d => d.AttachmentId == file)));

        var anew = await Review(b);
        Assert.Null((await b.Get<ApproveTask>().Run(pm, anew.Id, anew.Version, null)).Refusal?.Sentence);
        Assert.Equal("不是他看过的", await Text(b, pm, await b.Read(db => db.Deliverables.Where(d => d.TaskId == seen.Id && d.IsCurrent).Select(d => d.AttachmentId).SingleAsync())));

        // Said twice it is said once.
        Assert.Equal(RefusalKind.Conflict, (await b.Get<ApproveTask>().Run(pm, anew.Id, anew.Version, null)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<ApproveTask>().Run(pm, anew.Id, anew.Version + 1, null)).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task An_order_that_is_mended_confirmed_returned_and_cancelled_at_once_comes_to_one_end(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, sales) = (await b.As("pm1"), await b.As("sales1"));
        var order = await b.Read(db => db.Orders.AsNoTracking().Include(o => o.Points).SingleAsync(o => o.State == OrderState.Placed));
        var facts = new OrderFacts("换了内容", order.Amount) { CustomerId = order.CustomerId, ManagerId = order.ManagerId, Points = order.Points.ToDictionary(p => p.Code, p => p.Answer) };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => (i % 4) switch
        {
            0 => b.Get<ConfirmOrder>().Run(pm, order.Id, order.Version),
            1 => b.Get<ReturnOrder>().Run(pm, order.Id, order.Version, "不清楚"),
            2 => b.Get<CancelOrder>().Run(sales, order.Id, order.Version, "不要了"),
            _ => b.Get<PlaceOrderAgain>().Run(sales, order.Id, order.Version, facts),
        })));

        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.True(o.Refusal!.Kind is RefusalKind.Conflict or RefusalKind.Busy, o.Refusal.Key));
        var (end, project) = await b.Read(async db => (await db.Orders.SingleAsync(o => o.Id == order.Id), await db.Projects.SingleAsync(p => p.OrderId == order.Id)));

        // What was confirmed is what was read, and the project stands where its order does.
        Assert.False(end.State == OrderState.Accepted && end.Title == "换了内容");
        Assert.Equal(end.State switch { OrderState.Accepted => ProjectState.Running, OrderState.Cancelled => ProjectState.Cancelled, _ => ProjectState.Proposed }, project.State);
        Assert.Equal(end.Title, project.Title);
    }

    private static Task<ProjectTask> Review(TestBusiness b) => b.Read(db => db.Tasks.AsNoTracking().Include(t => t.Needs).Where(t => t.State == TaskState.InReview).OrderBy(t => t.Id).FirstAsync());

    private static async Task<string> Text(TestBusiness b, Me me, Guid file)
    {
        using var reader = new StreamReader((await b.Get<AttachmentContent>().For(me, file))!.Content);
        return await reader.ReadToEndAsync();
    }
}
