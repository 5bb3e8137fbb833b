using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Reliability;

/// <summary>AZ-6: an id of somebody else's record, wherever it is put, is answered like an id that never was.</summary>
public sealed class ForeignIdTests
{
    [Theory, BothDatabases]
    public async Task Under_next_to_and_instead_of_one_s_own(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var li = await b.As("sales1");
        var zhou = await b.As("sales3");
        var customer = await b.Read(db => db.Customers.Where(c => c.OwnerId == zhou.Id).Select(c => c.Id).FirstAsync());
        var contact = await b.Read(db => db.Contacts.Where(c => c.CustomerId == customer).Select(c => c.Id).FirstAsync());
        var theirs = await b.Read(db => db.Opportunities.Where(o => o.OwnerId == zhou.Id && o.State == OpportunityState.Open).Select(o => new { o.Id, o.Version }).FirstAsync());
        var plan = await b.Read(db => db.FollowUpPlans.Where(p => p.PersonId == zhou.Id).Select(p => p.Id).FirstAsync());
        var own = await b.Read(db => db.Opportunities.Where(o => o.OwnerId == li.Id && o.State == OpportunityState.Open).Select(o => new { o.Id, o.Version, o.CustomerId }).FirstAsync());
        var ownCustomer = own.CustomerId!.Value;
        var (money, due, today) = (Money.Of(1, "CNY"), b.Clock.Now().AddDays(1), Clock.BusinessDate(b.Clock.Now()));
        var ways = new (string What, Guid Foreign, Func<Guid, Task<Refusal?>> Try)[]
        {
            ("an opportunity for a foreign customer", customer, async id => (await b.Get<CreateOpportunity>().Run(li, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("x", money) { CustomerId = id })).Refusal),
            ("an own opportunity moved to a foreign customer", customer, async id => (await b.Get<ChangeOpportunity>().Run(li, own.Id, own.Version, new OpportunityFacts("x", money) { CustomerId = id })).Refusal),
            ("a customer under a foreign parent", customer, async id => (await b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("x") { ParentId = id })).Refusal),
            ("a contact of a foreign customer", customer, async id => (await b.Get<AddContact>().Run(li, Guid.NewGuid(), id, new ContactFacts("x"))).Refusal),
            ("a foreign contact changed through an own customer", contact, async id => (await b.Get<ChangeContact>().Run(li, ownCustomer, id, 1, new ContactFacts("x"))).Refusal),
            ("a foreign contact in an own opportunity", contact, async id => (await b.Get<InvolveContact>().Run(li, own.Id, id, ContactRole.Technical)).Refusal),
            ("a foreign opportunity changed", theirs.Id, async id => (await b.Get<ChangeOpportunity>().Run(li, id, theirs.Version, new OpportunityFacts("x", money))).Refusal),
            ("a foreign card moved", theirs.Id, async id => (await b.Get<MoveOpportunity>().Run(li, id, theirs.Version, "needs")).Refusal),
            ("a foreign opportunity won", theirs.Id, async id => (await b.Get<WinOpportunity>().Run(li, id, theirs.Version, money, today, null)).Refusal),
            ("a foreign opportunity shared with oneself", theirs.Id, async id => (await b.Get<ShareOpportunity>().Run(li, id, li.Id, true, null)).Refusal),
            ("a follow-up on a foreign opportunity", theirs.Id, async id => (await b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(id, null, "call", "x"))).Refusal),
            ("a follow-up on a foreign customer", customer, async id => (await b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(null, id, "call", "x"))).Refusal),
            ("a follow-up with a foreign file", Guid.CreateVersion7(), async id => (await b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(own.Id, null, "call", "x") { Files = [id] })).Refusal),
            ("a foreign plan fulfilled by an own follow-up", plan, async id => (await b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(own.Id, null, "call", "x") { PlanId = id })).Refusal),
            ("a plan on a foreign opportunity", theirs.Id, async id => (await b.Get<PlanFollowUp>().Run(li, Guid.NewGuid(), id, null, new PlanFacts("call", "x", due))).Refusal),
            ("a foreign plan changed", plan, async id => (await b.Get<ChangeFollowUpPlan>().Run(li, id, 1, new PlanFacts("call", "x", due))).Refusal),
            ("a foreign plan dropped", plan, async id => (await b.Get<DropFollowUpPlan>().Run(li, id)).Refusal),
        };
        var before = await Everything(b);
        var wrong = new List<string>();
        foreach (var (what, foreign, attempt) in ways)
        {
            var answered = await attempt(foreign);
            var missing = await attempt(Guid.NewGuid());
            if (answered is null || (answered.Kind, answered.Sentence, answered.Field) != (missing?.Kind, missing?.Sentence, missing?.Field))
            {
                wrong.Add($"{what}: “{answered?.Sentence ?? "done"}”, for an id that never was “{missing?.Sentence ?? "done"}”");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await Everything(b));
    }

    private static Task<string> Everything(TestBusiness b) => b.Read(async db => string.Join(' ',
        await db.Customers.SumAsync(c => c.Version), await db.Contacts.SumAsync(c => c.Version), await db.Opportunities.SumAsync(o => o.Version), await db.FollowUps.CountAsync(), await db.FollowUpPlans.SumAsync(p => p.Version)));
}
