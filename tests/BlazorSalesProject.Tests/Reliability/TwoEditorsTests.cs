using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Reliability;

/// <summary>CC-1: of two people who edit one record at once, the first is kept and the second is told who was first.</summary>
public sealed class TwoEditorsTests
{
    private const int Pairs = 20;
    private readonly List<string> texts = [];

    [Theory, BothDatabases]
    public Task Of_a_customer(Database on) => Compete(on, async b =>
    {
        var id = await b.Read(db => db.Customers.Where(c => c.Name == "广州白云物流股份有限公司").Select(c => c.Id).SingleAsync());
        return new Record(
            () => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.Version).SingleAsync()),
            () => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.Note).SingleAsync()),
            (me, version, text) => b.Get<ChangeCustomer>().Run(me, id, version, new CustomerFacts("广州白云物流股份有限公司") { Note = text }));
    });

    [Theory, BothDatabases]
    public Task Of_a_contact(Database on) => Compete(on, async b =>
    {
        var contact = await b.Read(db => db.Contacts.Where(c => c.Name == "梁伟").Select(c => new { c.Id, c.CustomerId }).SingleAsync());
        var (id, customer) = (contact.Id, contact.CustomerId);
        return new Record(
            () => b.Read(db => db.Contacts.Where(c => c.Id == id).Select(c => c.Version).SingleAsync()),
            () => b.Read(db => db.Contacts.Where(c => c.Id == id).Select(c => c.Note).SingleAsync()),
            (me, version, text) => b.Get<ChangeContact>().Run(me, customer, id, version, new ContactFacts("梁伟", Note: text, IsPrimary: true)));
    });

    [Theory, BothDatabases]
    public Task Of_an_opportunity(Database on) => Compete(on, async b =>
    {
        var id = await b.Read(db => db.Opportunities.Where(o => o.Title == "白云物流 AGV 分拣").Select(o => o.Id).SingleAsync());
        return new Record(
            () => b.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Version).SingleAsync()),
            () => b.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Note).SingleAsync()),
            (me, version, text) => b.Get<ChangeOpportunity>().Run(me, id, version, new OpportunityFacts("白云物流 AGV 分拣", Money.Of(1, "CNY")) { Note = text }));
    });

    [Theory, BothDatabases]
    public Task Of_a_plan(Database on) => Compete(on, async b =>
    {
        var li = await b.As("sales1");
        var id = await b.Read(db => db.FollowUpPlans.Where(p => p.PersonId == li.Id).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync());
        return new Record(
            () => b.Read(db => db.FollowUpPlans.Where(p => p.Id == id).Select(p => p.Version).SingleAsync()),
            () => b.Read(db => db.FollowUpPlans.Where(p => p.Id == id).Select(p => (string?)p.What).SingleAsync()),
            (me, version, text) => b.Get<ChangeFollowUpPlan>().Run(me, id, version, new PlanFacts("call", text, b.Clock.Now().AddDays(3))));
    });

    [Theory, BothDatabases]
    public Task Of_a_person(Database on) => Compete(on, async b =>
    {
        var id = (await b.As("pm1")).Id;
        return new Record(
            () => b.Read(db => db.People.Where(p => p.Id == id).Select(p => p.Version).SingleAsync()),
            () => b.Read(db => db.People.Where(p => p.Id == id).Select(p => p.Title).SingleAsync()),
            (me, version, text) => b.Get<ChangePerson>().Run(me, id, version, new PersonFacts("赵敏", PersonKind.Staff) { Title = text }));
    }, "admin");

    [Theory, BothDatabases]
    public Task Of_a_role(Database on) => Compete(on, async b =>
    {
        var id = await b.Read(db => db.Roles.Where(r => r.Code == StandardRoles.Implementer).Select(r => r.Id).SingleAsync());
        return new Record(
            () => b.Read(db => db.Roles.Where(r => r.Id == id).Select(r => r.Version).SingleAsync()),
            () => b.Read(db => db.Roles.Where(r => r.Id == id).Select(r => r.Note).SingleAsync()),
            (me, version, text) => b.Get<ChangeRole>().Run(me, id, version, "实施", text, [new(Area.People, Function.Read, DataScope.Department)]));
    }, "admin");

    [Theory, BothDatabases]
    public Task Of_a_department(Database on) => Compete(on, async b =>
    {
        var department = await b.Read(db => db.Departments.Where(d => d.Name == "服务部").Select(d => new { d.Id, d.ParentId }).SingleAsync());
        return new Record(
            () => b.Read(db => db.Departments.Where(d => d.Id == department.Id).Select(d => d.Version).SingleAsync()),
            () => b.Read(db => db.Departments.Where(d => d.Id == department.Id).Select(d => (string?)d.Name).SingleAsync()),
            (me, version, text) => b.Get<ChangeDepartment>().Run(me, department.Id, version, text, department.ParentId, null));
    }, "admin");

    [Theory, BothDatabases]
    public Task Of_a_stage(Database on) => Compete(on, async b =>
    {
        var id = await b.Read(db => db.Stages.OrderBy(s => s.Kind).ThenBy(s => s.Position).Select(s => s.Id).FirstAsync());
        return new Record(
            () => b.Read(db => db.Stages.Where(s => s.Id == id).Select(s => s.Version).SingleAsync()),
            async () => texts[await b.Read(db => db.Stages.Where(s => s.Id == id).Select(s => s.StagnantAfterDays!.Value).SingleAsync()) - 1],
            (me, version, text) => b.Get<ConfigureStage>().Run(me, id, version, 10, true, Days(text)));
    }, "admin");

    /// <summary>A stage has no text: a number of days stands for one.</summary>
    private int Days(string text)
    {
        lock (texts)
        {
            texts.Add(text);
            return texts.Count;
        }
    }

    [Theory, BothDatabases]
    public async Task Moving_one_card_to_two_stages_at_once_moves_it_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var li = await b.As("sales1");
        var manager = await b.As("salesmgr");
        var cards = await b.Read(db => db.Opportunities.Where(o => o.OwnerId == li.Id && o.State == OpportunityState.Open && o.Stage != "proposal" && o.Stage != "needs" && o.Stage != "quote" && o.Kind == OpportunityKind.System)
            .Select(o => new { o.Id, o.Version, o.Stage }).ToListAsync());
        foreach (var card in cards)
        {
            var moves = b.Get<MoveOpportunity>();
            var done = await Task.WhenAll(Task.Run(() => moves.Run(li, card.Id, card.Version, "needs")), Task.Run(() => moves.Run(manager, card.Id, card.Version, "proposal")));
            Assert.True(done.Count(o => o.Ok) <= 1);
            Assert.All(done.Where(o => !o.Ok), o => Assert.Contains(o.Refusal!.Kind, new[] { RefusalKind.Conflict, RefusalKind.Invalid }));
            var now = await b.Read(db => db.Opportunities.Where(o => o.Id == card.Id).Select(o => new { o.Stage, o.Version }).SingleAsync());
            Assert.Equal(done[0].Ok ? "needs" : done[1].Ok ? "proposal" : card.Stage, now.Stage);
            Assert.Equal(card.Version + done.Count(o => o.Ok), now.Version);
        }
    }

    private static async Task Compete(Database on, Func<TestBusiness, Task<Record>> prepare, string? role = null)
    {
        await using var b = new TestBusiness(on.WithDemo());
        if (role is not null)
        {
            await Promote(b, role, "sales1", "salesmgr");
        }

        var record = await prepare(b);
        var li = await b.As("sales1");
        var manager = await b.As("salesmgr");

        // One after the other: the second reads who was first, and nothing of his is kept.
        var opened = await record.Version();
        b.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await record.Change(manager, opened, "first")).Refusal?.Sentence);
        var second = await record.Change(li, opened, "second");
        Assert.Equal(RefusalKind.Conflict, second.Refusal?.Kind);
        Assert.Contains("刘强", second.Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Contains(Clock.Local(b.Clock.Now()).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), second.Refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal("first", await record.Text());

        // At the same moment: as many changes are kept as were confirmed, and the last one confirmed is there.
        for (var pair = 0; pair < Pairs; pair++)
        {
            var version = await record.Version();
            var (mine, theirs) = ($"pair {pair} of li", $"pair {pair} of liu");
            var done = await Task.WhenAll(Task.Run(() => record.Change(li, version, mine)), Task.Run(() => record.Change(manager, version, theirs)));
            Assert.Single(done, o => o.Ok);
            Assert.Equal(RefusalKind.Conflict, done.Single(o => !o.Ok).Refusal!.Kind);
            Assert.Equal(done[0].Ok ? mine : theirs, await record.Text());
            Assert.Equal(version + 1, await record.Version());
        }
    }

    private static async Task Promote(TestBusiness b, string role, params string[] accounts)
    {
        var admin = await b.As("admin");
        var id = await b.Read(db => db.Roles.Where(r => r.Code == role).Select(r => r.Id).SingleAsync());
        foreach (var account in accounts)
        {
            var person = (await b.As(account)).Id;
            var version = await b.Read(db => db.People.Where(p => p.Id == person).Select(p => p.Version).SingleAsync());
            Assert.Null((await b.Get<GiveRoles>().Run(admin, person, version, [id])).Refusal?.Sentence);
        }
    }

    private sealed record Record(Func<Task<int>> Version, Func<Task<string?>> Text, Func<Me, int, string, Task<Outcome>> Change);
}
