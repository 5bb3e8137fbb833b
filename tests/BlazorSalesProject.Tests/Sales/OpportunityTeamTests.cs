using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Sales;

/// <summary>Who may do what to an opportunity, by the verbs on both databases: owner, manager, collaborators, stranger, boss.</summary>
public sealed class OpportunityTeamTests
{
    private const string Mes = "华星光电 MES 一期";

    [Theory, BothDatabases]
    public async Task A_stranger_finds_nothing_whatever_he_tries(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var stranger = await business.As("sales3");
        var (id, version) = await Find(business, Mes);

        Assert.Null(await business.Get<OpportunitySheets>().For(stranger, id));
        Assert.Empty(await business.Get<OpportunityFollowUps>().For(stranger, id));
        foreach (var (verb, outcome) in await Everything(business, stranger, id, version, await business.As("sales2")))
        {
            Assert.True(outcome.Refusal?.Kind == RefusalKind.NotFound, $"{verb}: {outcome.Refusal?.Key}");
        }
    }

    [Theory, BothDatabases]
    public async Task A_reader_sees_it_and_is_denied_everything(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, Mes);
        var reader = await business.As("sales2");
        Assert.True((await business.Get<ShareOpportunity>().Run(await business.As("sales1"), id, reader.Id, false, null)).Ok);

        var sheet = await business.Get<OpportunitySheets>().For(reader, id);

        Assert.Equal((false, false, false, false, true), (sheet!.May.Edit, sheet.May.Move, sheet.May.Share, sheet.May.FollowUp, sheet.May.Leave));
        foreach (var (verb, outcome) in await Everything(business, reader, id, sheet.Version, await business.As("salesmgr")))
        {
            Assert.True(outcome.Refusal?.Kind == RefusalKind.Denied, $"{verb}: {outcome.Refusal?.Key}");
        }
    }

    [Theory, BothDatabases]
    public async Task A_writer_works_on_it_but_gives_it_to_nobody(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, Mes);
        var writer = await business.As("sales2");
        await business.Get<ShareOpportunity>().Run(await business.As("sales1"), id, writer.Id, true, null);

        var sheet = await business.Get<OpportunitySheets>().For(writer, id);
        Assert.True((await business.Get<MoveOpportunity>().Run(writer, id, sheet!.Version, "needs")).Ok);
        Assert.True((await business.Get<RecordFollowUp>().Run(writer, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "聊了需求"))).Ok);
        Assert.Equal(RefusalKind.Denied, (await business.Get<ShareOpportunity>().Run(writer, id, writer.Id, true, null)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await business.Get<AssignOpportunity>().Run(writer, id, sheet.Version + 1, writer.Id)).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task A_sharing_ends_with_its_last_day_and_the_open_sheet_is_gone(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, Mes);
        var writer = await business.As("sales2");
        await business.Get<ShareOpportunity>().Run(await business.As("sales1"), id, writer.Id, true, business.Clock.Today());

        Assert.NotNull(await business.Get<OpportunitySheets>().For(writer, id));
        business.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await business.Get<OpportunitySheets>().For(writer, id));
        Assert.Equal(RefusalKind.NotFound, (await business.Get<RecordFollowUp>().Run(writer, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "x"))).Refusal?.Kind);
        Assert.True((await business.Get<OpportunitySheets>().For(await business.As("sales1"), id))!.Collaborators.Single(c => c.Id == writer.Id).Expired);
    }

    [Theory, BothDatabases]
    public async Task A_collaborator_may_leave_by_himself(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, Mes);
        var reader = await business.As("sales2");
        await business.Get<ShareOpportunity>().Run(await business.As("sales1"), id, reader.Id, false, null);
        Assert.True((await business.Get<StopSharingOpportunity>().Run(reader, id, reader.Id)).Ok);
        Assert.Null(await business.Get<OpportunitySheets>().For(reader, id));
    }

    [Theory, BothDatabases]
    public async Task A_manager_gives_it_within_his_department_only(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, version) = await Find(business, Mes);
        var manager = await business.As("salesmgr");
        var assign = business.Get<AssignOpportunity>();

        Assert.Equal("Sales.MayNotGiveTo", (await assign.Run(manager, id, version, (await business.As("sales3")).Id)).Refusal?.Key);
        Assert.Equal(RefusalKind.Conflict, (await assign.Run(manager, id, version - 1, (await business.As("sales2")).Id)).Refusal?.Kind);
        Assert.True((await assign.Run(manager, id, version, (await business.As("sales2")).Id)).Ok);

        Assert.Null(await business.Get<OpportunitySheets>().For(await business.As("sales1"), id));
        var sheet = await business.Get<OpportunitySheets>().For(await business.As("sales2"), id);
        Assert.Equal(["王强", "李娜"], sheet!.Owners.Select(o => o.Name));
        Assert.Null(sheet.Owners[0].Until);
    }

    [Theory, BothDatabases]
    public async Task The_boss_sees_all_advises_and_marks_but_does_not_edit(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, version) = await Find(business, Mes);
        var boss = await business.As("boss");

        Assert.True((await business.Get<GiveAdvice>().Run(boss, Guid.NewGuid(), id, "抓住决策人")).Ok);
        Assert.True((await business.Get<MarkKeyOpportunity>().Run(boss, id, true)).Ok);
        Assert.Equal(RefusalKind.Denied, (await business.Get<MoveOpportunity>().Run(boss, id, version, "needs")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await business.Get<RecordFollowUp>().Run(boss, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "x"))).Refusal?.Kind);

        var sheet = await business.Get<OpportunitySheets>().For(await business.As("sales1"), id);
        Assert.Equal(("陈总", "抓住决策人"), (sheet!.Advice.Single().By, sheet.Advice[0].Text));
        Assert.True(sheet.IsKey);
        Assert.False(sheet.May.Advise);
    }

    [Theory, BothDatabases]
    public async Task It_is_shared_only_with_people_who_work_in_sales(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, Mes);
        var owner = await business.As("sales1");
        Assert.Equal("Sales.PersonNotInSales", (await business.Get<ShareOpportunity>().Run(owner, id, (await business.As("pm1")).Id, false, null)).Refusal?.Key);
        Assert.Equal("Sales.PersonNotInSales", (await business.Get<ShareOpportunity>().Run(owner, id, Guid.NewGuid(), false, null)).Refusal?.Key);
        Assert.DoesNotContain(await business.Get<Colleagues>().For(owner), c => c.Name == "赵敏");
    }

    [Theory, BothDatabases]
    public async Task A_contact_of_an_invisible_customer_is_not_found(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, Mes);
        var owner = await business.As("sales1");
        var foreign = await business.Read(db => db.Contacts.Where(c => c.Name == "沈洁").Select(c => c.Id).SingleAsync());
        var own = await business.Read(db => db.Contacts.Where(c => c.Name == "罗敏").Select(c => c.Id).SingleAsync());

        Assert.Equal("Sales.ContactNotFound", (await business.Get<InvolveContact>().Run(owner, id, foreign, ContactRole.User)).Refusal?.Key);
        Assert.True((await business.Get<InvolveContact>().Run(owner, id, own, ContactRole.Technical)).Ok);
        Assert.Contains((await business.Get<OpportunitySheets>().For(owner, id))!.Contacts, c => c is { Name: "罗敏", Role: ContactRole.Technical, Company: not null });
        Assert.DoesNotContain(await business.Get<ContactChoices>().For(owner, null), c => c.Name == "沈洁");
    }

    [Theory, BothDatabases]
    public async Task Waiting_silences_stagnation_on_the_sheet(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await Find(business, "华星光电视觉检测改造");
        var owner = await business.As("sales1");
        Assert.True((await business.Get<OpportunitySheets>().For(owner, id))!.IsStagnant);
        Assert.True((await business.Get<WaitForOpportunity>().Run(owner, id, business.Clock.Today().AddDays(10), "年度预算")).Ok);
        Assert.False((await business.Get<OpportunitySheets>().For(owner, id))!.IsStagnant);
        Assert.True((await business.Get<WaitForOpportunity>().Run(owner, id, null, null)).Ok);
        Assert.True((await business.Get<OpportunitySheets>().For(owner, id))!.IsStagnant);
    }

    internal static async Task<(Guid Id, int Version)> Find(TestBusiness business, string title)
    {
        var found = await business.Read(db => db.Opportunities.Where(o => o.Title == title).Select(o => new { o.Id, o.Version }).SingleAsync());
        return (found.Id, found.Version);
    }

    private static async Task<IReadOnlyList<(string Verb, Outcome Outcome)>> Everything(TestBusiness business, Me me, Guid id, int version, Me other)
    {
        var contact = await business.Read(db => db.Contacts.Select(c => c.Id).FirstAsync());
        var plan = await business.Read(db => db.FollowUpPlans.Where(p => p.OpportunityId == id).Select(p => new { p.Id, p.Version }).FirstAsync());
        var next = new PlanFacts("call", "再联系", business.Clock.Now().AddDays(1));
        return
        [
            ("assign", await business.Get<AssignOpportunity>().Run(me, id, version, other.Id)),
            ("share", await business.Get<ShareOpportunity>().Run(me, id, other.Id, true, null)),
            ("unshare", await business.Get<StopSharingOpportunity>().Run(me, id, other.Id)),
            ("involve", await business.Get<InvolveContact>().Run(me, id, contact, ContactRole.User)),
            ("release", await business.Get<ReleaseContact>().Run(me, id, contact)),
            ("key", await business.Get<MarkKeyOpportunity>().Run(me, id, true)),
            ("wait", await business.Get<WaitForOpportunity>().Run(me, id, business.Clock.Today().AddDays(3), "x")),
            ("follow up", await business.Get<RecordFollowUp>().Run(me, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "x"))),
            ("follow up by plan", await business.Get<RecordFollowUp>().Run(me, Guid.NewGuid(), new FollowUpFacts(null, null, "call", "x") { PlanId = plan.Id })),
            ("plan", await business.Get<PlanFollowUp>().Run(me, Guid.NewGuid(), id, null, next)),
            ("change plan", await business.Get<ChangeFollowUpPlan>().Run(me, plan.Id, plan.Version, next)),
            ("drop plan", await business.Get<DropFollowUpPlan>().Run(me, plan.Id)),
            ("advise", await business.Get<GiveAdvice>().Run(me, Guid.NewGuid(), id, "x")),
        ];
    }
}
