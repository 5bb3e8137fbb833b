using BlazorSalesProject.Attachments;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.Attachments;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Sales;

/// <summary>Follow-ups, plans and their files, by the verbs on both databases.</summary>
public sealed class FollowUpTests
{
    private const string Mes = "华星光电 MES 一期";

    [Theory, BothDatabases]
    public async Task A_follow_up_restarts_the_quiet_clock_and_leaves_open_forms_good(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var (id, version) = await OpportunityTeamTests.Find(business, "华星光电视觉检测改造");
        Assert.True((await business.Get<OpportunitySheets>().For(owner, id))!.IsStagnant);

        Assert.True((await business.Get<RecordFollowUp>().Run(owner, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "x", business.Clock.Now().AddDays(-5)))).Ok);

        var sheet = await business.Get<OpportunitySheets>().For(owner, id);
        Assert.Equal((false, business.Clock.Now(), version), (sheet!.IsStagnant, sheet.QuietSince, sheet.Version));
    }

    [Theory, BothDatabases]
    public async Task Pressing_twice_records_once(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var (id, _) = await OpportunityTeamTests.Find(business, Mes);
        var before = (await business.Get<OpportunityFollowUps>().For(owner, id)).Count;
        var key = Guid.NewGuid();
        var facts = new FollowUpFacts(id, null, "visit", "看了产线");

        var both = await Task.WhenAll(business.Get<RecordFollowUp>().Run(owner, key, facts), business.Get<RecordFollowUp>().Run(owner, key, facts));

        Assert.Equal(both[0].Value, both[1].Value);
        Assert.Equal(before + 1, (await business.Get<OpportunityFollowUps>().For(owner, id)).Count);
        Assert.Equal("Kernel.KeyReused", (await business.Get<RecordFollowUp>().Run(owner, key, facts with { Text = "另一句" })).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_plan_becomes_a_record_once_and_what_comes_next_is_planned_in_the_same_go(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var (id, _) = await OpportunityTeamTests.Find(business, Mes);
        var plan = (await business.Get<OpportunitySheets>().For(owner, id))!.Plans.Single();
        var facts = new FollowUpFacts(id, null, plan.Way, plan.What) { PlanId = plan.Id, Next = new PlanFacts("mail", "发方案", business.Clock.Now().AddDays(2)) };

        Assert.True((await business.Get<RecordFollowUp>().Run(owner, Guid.NewGuid(), facts)).Ok);

        var sheet = await business.Get<OpportunitySheets>().For(owner, id);
        Assert.Equal("发方案", Assert.Single(sheet!.Plans).What);
        Assert.Contains(await business.Get<OpportunityFollowUps>().For(owner, id), f => f.WasPlanned && f.Text == plan.What);
        Assert.Equal("Sales.PlanIsDone", (await business.Get<RecordFollowUp>().Run(owner, Guid.NewGuid(), facts)).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_refused_next_step_saves_nothing_at_all(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var (id, _) = await OpportunityTeamTests.Find(business, Mes);
        var before = (await business.Get<OpportunityFollowUps>().For(owner, id)).Count;
        var outcome = await business.Get<RecordFollowUp>().Run(owner, Guid.NewGuid(), new FollowUpFacts(id, null, "call", " ") { Next = new PlanFacts("call", "x", business.Clock.Now()) });
        Assert.Equal(["Kernel.Required", "Sales.PlanInPast"], outcome.Refusal!.Others.Prepend(outcome.Refusal).Select(r => r.Key));
        Assert.Equal(before, (await business.Get<OpportunityFollowUps>().For(owner, id)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_follow_up_stands_on_a_customer_alone_too(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var customer = await business.Read(db => db.Customers.Where(c => c.Name.StartsWith("广州白云")).Select(c => c.Id).SingleAsync());
        Assert.True((await business.Get<RecordFollowUp>().Run(owner, Guid.NewGuid(), new FollowUpFacts(null, customer, "mail", "发了样本"))).Ok);
        Assert.Contains(await business.Get<CustomerFollowUps>().For(owner, customer), f => f.Text == "发了样本" && f.OpportunityId is null);
        Assert.Empty(await business.Get<CustomerFollowUps>().For(await business.As("sales3"), customer));
        Assert.Equal(RefusalKind.NotFound, (await business.Get<RecordFollowUp>().Run(await business.As("sales3"), Guid.NewGuid(), new FollowUpFacts(null, customer, "mail", "x"))).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Due_plans_remind_once_and_again_when_moved(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var (id, _) = await OpportunityTeamTests.Find(business, Mes);
        Assert.Equal(RefusalKind.Denied, (await business.Get<RemindOfDuePlans>().Run(owner)).Refusal?.Kind);
        var due = (await business.Get<PlanFollowUp>().Run(owner, Guid.NewGuid(), id, null, new PlanFacts("call", "催合同", business.Clock.Now().AddHours(1)))).Value;

        Assert.Equal(0, (await business.Get<RemindOfDuePlans>().Run(Me.System)).Value);
        business.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await business.Get<RemindOfDuePlans>().Run(Me.System)).Value);
        Assert.Equal(0, (await business.Get<RemindOfDuePlans>().Run(Me.System)).Value);
        Assert.Equal(1, await business.Read(db => db.Activities.CountAsync(a => a.Kind == "FollowUpDue" && a.SubjectId == id)));

        var plan = (await business.Get<OpportunitySheets>().For(owner, id))!.Plans.Single(p => p.Id == due);
        Assert.True((await business.Get<ChangeFollowUpPlan>().Run(owner, plan.Id, plan.Version, new PlanFacts("call", "催合同", business.Clock.Now().AddHours(1)))).Ok);
        business.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await business.Get<RemindOfDuePlans>().Run(Me.System)).Value);
        Assert.True((await business.Get<DropFollowUpPlan>().Run(owner, plan.Id)).Ok);
        Assert.Equal("Sales.PlanIsDone", (await business.Get<DropFollowUpPlan>().Run(owner, plan.Id)).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_file_is_fetched_by_those_who_see_its_record_and_by_nobody_else(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var owner = await business.As("sales1");
        var (id, _) = await OpportunityTeamTests.Find(business, Mes);
        var file = (await business.Upload(owner, "方案.txt", SampleFiles.Of("节拍 12 秒"))).Value!;

        // A ticket is nobody's file yet: not even its uploader fetches it.
        Assert.Null(await business.Get<AttachmentContent>().For(owner, file.Ticket));
        Assert.True((await business.Get<RecordFollowUp>().Run(owner, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "附方案") { Files = [file.Ticket] })).Ok);

        Assert.Equal("方案.txt", Assert.Single((await business.Get<OpportunityFollowUps>().For(owner, id))[0].Files).Name);
        foreach (var (account, sees) in new[] { ("sales1", true), ("salesmgr", true), ("boss", true), ("sales2", false), ("sales3", false), ("pm1", false) })
        {
            var content = await business.Get<AttachmentContent>().For(await business.As(account), file.Ticket);
            Assert.Equal(sees, content is not null);
            content?.Content.Dispose();
        }

        Assert.Null(await business.Get<AttachmentContent>().For(owner, Guid.Empty));
        Assert.Null(await business.Get<AttachmentContent>().For(owner, Guid.NewGuid()));
    }

    [Theory, BothDatabases]
    public async Task A_ticket_is_good_for_its_person_and_once(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (li, wang) = (await business.As("sales1"), await business.As("salesmgr"));
        var (id, _) = await OpportunityTeamTests.Find(business, Mes);
        var file = (await business.Upload(li, "a.txt", SampleFiles.Of("a"))).Value!;
        var facts = new FollowUpFacts(id, null, "call", "x") { Files = [file.Ticket] };

        Assert.Equal("Attachments.TicketGone", (await business.Get<RecordFollowUp>().Run(wang, Guid.NewGuid(), facts)).Refusal?.Key);
        Assert.Equal(RefusalKind.NotFound, (await business.Get<DropUpload>().Run(wang, file.Ticket)).Refusal?.Kind);
        Assert.True((await business.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), facts)).Ok);
        Assert.Equal("Attachments.TicketGone", (await business.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), facts)).Refusal?.Key);
        Assert.Equal(1, await business.Read(db => db.Attachments.CountAsync()));
        Assert.Equal("Attachments.TooMany", (await business.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), facts with { Files = [.. Enumerable.Range(0, Limits.FilesPerRecord + 1).Select(_ => Guid.NewGuid())] })).Refusal?.Key);
    }
}
