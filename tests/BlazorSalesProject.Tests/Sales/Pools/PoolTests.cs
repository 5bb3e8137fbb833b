using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Sales.Pools;

/// <summary>Taking, giving, returning, and the round of the clock (CC-3, CC-4).</summary>
public sealed class PoolTests
{
    [Theory, BothDatabases]
    public async Task Of_twenty_who_claim_one_customer_one_gets_it_and_the_others_read_who(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var reps = await Reps(b, 20);
        var id = (await Lying(b)).First();
        var answers = await Task.WhenAll(reps.Select(me => Task.Run(() => b.Get<ClaimCustomer>().Run(me, id))));
        var winner = Assert.Single(reps.Where((_, i) => answers[i].Ok));
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal(("Pools.ClaimedBy", winner.Name, "09:00:00"), (a.Refusal!.Key, a.Refusal.Arguments[0], a.Refusal.Arguments[1])));
        Assert.Equal(winner.Id, await b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.OwnerId).SingleAsync()));
        Assert.Equal(1, await b.Read(db => db.PoolMoves.CountAsync(m => m.RecordId == id && m.Direction == PoolDirection.Out)));
        // A claim that failed costs nothing.
        Assert.Equal(1, await b.Read(db => db.ClaimCounts.SumAsync(c => c.Taken)));
    }

    [Theory, BothDatabases]
    public async Task With_three_left_of_the_quota_ten_claims_at_once_take_three(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Change(b, f => f with { DailyQuota = 3, OwnedCap = null });
        await Put(b, 10);
        var me = await b.As("sales1");
        var ids = (await Lying(b)).Take(10).ToList();
        var answers = await Task.WhenAll(ids.Select(id => Task.Run(() => b.Get<ClaimCustomer>().Run(me, id))));
        Assert.Equal(3, answers.Count(a => a.Ok));
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("Pools.QuotaUsed", a.Refusal!.Key));
        b.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await b.Get<ClaimCustomer>().Run(me, (await Lying(b)).First())).Ok);
    }

    [Theory, BothDatabases]
    public async Task Two_claims_at_once_do_not_both_find_the_last_place_under_the_cap(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var me = await b.As("sales1");
        var owned = await b.Read(db => db.Customers.CountAsync(c => c.OwnerId == me.Id));
        await Change(b, f => f with { OwnedCap = owned + 1, DealtDontCount = false, DailyQuota = null });
        var answers = await Task.WhenAll((await Lying(b)).Take(3).Select(id => Task.Run(() => b.Get<ClaimCustomer>().Run(me, id))));
        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("Pools.CapReached", a.Refusal!.Key));
    }

    [Theory, BothDatabases]
    public async Task Customers_that_bought_do_not_count_towards_the_cap_when_the_pool_says_so(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var me = await b.As("sales1");
        var owned = await b.Read(db => db.Customers.CountAsync(c => c.OwnerId == me.Id));
        var dealt = await b.Read(db => db.Customers.CountAsync(c => c.OwnerId == me.Id && db.Opportunities.Any(o => o.CustomerId == c.Id && o.State == OpportunityState.Won)));
        Assert.True(dealt > 0);
        await Change(b, f => f with { OwnedCap = owned, DealtDontCount = false });
        Assert.Equal("Pools.CapReached", (await b.Get<ClaimCustomer>().Run(me, (await Lying(b)).First())).Refusal?.Key);
        await Change(b, f => f with { OwnedCap = owned, DealtDontCount = true });
        Assert.True((await b.Get<ClaimCustomer>().Run(me, (await Lying(b)).First())).Ok);
    }

    [Theory, BothDatabases]
    public async Task Who_gave_it_back_waits_until_the_cool_down_is_over_and_others_do_not(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Change(b, f => f with { CoolDownDays = 7 });
        var (li, wang) = (await b.As("sales1"), await b.As("sales2"));
        var id = await Return(b, li, "华星");
        var refused = await b.Get<ClaimCustomer>().Run(li, id);
        Assert.Equal(("Pools.CoolDownUntil", new DateOnly(2026, 3, 9)), (refused.Refusal!.Key, (DateOnly)refused.Refusal.Arguments[0]!));
        b.Clock.Advance(TimeSpan.FromDays(6));
        Assert.NotNull((await b.Get<ClaimCustomer>().Run(li, id)).Refusal);
        b.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await b.Get<ClaimCustomer>().Run(li, id)).Ok);
        id = await Return(b, li, "东莞");
        Assert.True((await b.Get<ClaimCustomer>().Run(wang, id)).Ok);
    }

    [Theory, BothDatabases]
    public async Task What_has_just_come_in_is_the_administrators_to_give_away_first(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Change(b, f => f with { ProtectDays = 3 });
        var (wang, manager) = (await b.As("sales2"), await b.As("salesmgr"));
        var id = await Return(b, await b.As("sales1"), "华星");
        Assert.Equal("Pools.ProtectedUntil", (await b.Get<ClaimCustomer>().Run(wang, id)).Refusal?.Key);
        Assert.Equal(new Distribution(1, 0), (await b.Get<DistributeCustomers>().Run(manager, Guid.NewGuid(), [id], wang.Id)).Value);
    }

    [Theory, BothDatabases]
    public async Task What_goes_back_keeps_its_history_and_its_next_owner_reads_all_of_it(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, wang) = (await b.As("sales1"), await b.As("sales2"));
        var customer = await b.Read(db => db.Customers.SingleAsync(c => c.Name.StartsWith("华星") || c.Name.Contains("华星")));
        var open = await b.Read(db => db.Opportunities.Where(o => o.CustomerId == customer.Id && o.State == OpportunityState.Open).Select(o => new { o.Id, o.Stage, o.EnteredAt, o.QuietSince }).ToListAsync());
        var lost = open[0].Id;
        Assert.True((await b.Get<LoseOpportunity>().Run(li, lost, await b.Read(db => db.Opportunities.Where(o => o.Id == lost).Select(o => o.Version).SingleAsync()), "price", null, null, b.Clock.Today())).Ok);
        Assert.NotEmpty(await b.Get<CustomerFollowUps>().For(li, customer.Id));
        var id = await Return(b, li, "华星");
        Assert.Null(await b.Get<CustomerHead>().For(li, id));
        Assert.Null(await b.Get<CustomerHead>().For(wang, id));
        Assert.True((await b.Get<ClaimCustomer>().Run(wang, id)).Ok);
        Assert.NotNull(await b.Get<CustomerHead>().For(wang, id));
        Assert.NotEmpty(await b.Get<CustomerFollowUps>().For(wang, id));
        var his = await b.Get<CustomerOpportunities>().For(wang, id);
        Assert.Equal(open.Count, his.Rows.Count);
        foreach (var before in open.Skip(1))
        {
            var now = await b.Read(db => db.Opportunities.Where(o => o.Id == before.Id).Select(o => new { o.OwnerId, o.Stage, o.EnteredAt, o.QuietSince }).SingleAsync());
            Assert.Equal((wang.Id, before.Stage, before.EnteredAt, before.QuietSince), (now.OwnerId, now.Stage, now.EnteredAt, now.QuietSince));
        }

        Assert.Equal(li.Id, await b.Read(db => db.Opportunities.Where(o => o.Id == lost).Select(o => o.OwnerId).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task The_round_takes_what_is_due_says_why_and_does_nothing_twice(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var owner = (await b.As("sales1")).Id;
        var id = await b.Read(db => db.Customers.Where(c => c.Name.StartsWith("东莞")).Select(c => c.Id).SingleAsync());
        b.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, (await b.Get<RecycleCustomers>().Run(Me.System)).Value);
        b.Clock.Advance(TimeSpan.FromDays(1));
        var rounds = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => b.Get<RecycleCustomers>().Run(Me.System))));
        Assert.Equal(1, rounds.Sum(r => r.Value));
        var customer = await b.Read(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal((null, owner, PoolClock.NoFollowUp), (customer.OwnerId, customer.FormerOwnerId, customer.PooledBy));
        Assert.Equal(1, await b.Read(db => db.PoolMoves.CountAsync(m => m.RecordId == id)));
        await b.Get<TellPeople>().Run(Me.System);
        var notice = await b.Read(db => db.Notices.SingleAsync(n => n.PersonId == owner && n.Kind == "CustomerPooled"));
        Assert.StartsWith("/pool?pool=", notice.Link, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Every_real_event_begins_the_days_again_and_a_date_somebody_types_does_not(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var me = await b.As("sales1");
        var card = await b.Get<CreateCustomer>().Run(me, Guid.NewGuid(), new CustomerFacts("计时有限公司"));
        var id = card.Value;
        async Task<DateOnly> Since() => (await b.Get<CustomerClocks>().For(me, [id]))[id].Return!.Since;
        Assert.Equal(b.Clock.Today(), await Since());

        b.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await b.Get<RecordFollowUp>().Run(me, Guid.NewGuid(), new FollowUpFacts(null, id, "call", "昨天打了电话", b.Clock.Now().AddDays(-2)))).Ok);
        Assert.Equal(b.Clock.Today(), await Since());

        b.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await b.Get<PlanFollowUp>().Run(me, Guid.NewGuid(), null, id, new PlanFacts("visit", "以后再去", b.Clock.Now().AddDays(90)))).Ok);
        Assert.Equal(b.Clock.Today().AddDays(-3), await Since());

        var made = await b.Get<CreateOpportunity>().Run(me, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("计时商机", new Money(100, "CNY")) { CustomerId = id });
        Assert.Equal(b.Clock.Today(), await Since());
        b.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await b.Get<MoveOpportunity>().Run(me, made.Value, 1, "needs")).Ok);
        Assert.Equal(b.Clock.Today(), await Since());
        b.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await b.Get<RecordFollowUp>().Run(me, Guid.NewGuid(), new FollowUpFacts(made.Value, null, "visit", "现场看了产线"))).Ok);
        Assert.Equal(b.Clock.Today(), await Since());
    }

    [Theory, BothDatabases]
    public async Task Owners_are_reminded_seven_three_and_one_days_before_and_managers_on_the_last(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, manager, boss) = (await b.As("sales1"), await b.As("salesmgr"), await b.As("boss"));
        async Task<int> Told(Me who)
        {
            await b.Get<TellPeople>().Run(Me.System);
            return await b.Read(db => db.Notices.CountAsync(n => n.PersonId == who.Id && n.Kind == "CustomerReturnsSoon"));
        }

        // It goes back in five days: the mark of seven is already behind.
        Assert.Equal(1, (await b.Get<RemindOfReturns>().Run(Me.System)).Value);
        Assert.Equal(0, (await b.Get<RemindOfReturns>().Run(Me.System)).Value);
        b.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await b.Get<RemindOfReturns>().Run(Me.System)).Value);
        Assert.Equal((2, 0), (await Told(li), await Told(manager)));
        b.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await b.Get<RemindOfReturns>().Run(Me.System)).Value);
        Assert.Equal((3, 1, 0), (await Told(li), await Told(manager), await Told(boss)));
    }

    [Theory, BothDatabases]
    public async Task Losing_the_last_open_opportunity_gives_the_customer_back_when_the_pool_says_so(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Change(b, f => f with { LossReleases = true, DealtStays = false }, "华东公海");
        var me = await b.As("sales3");
        var open = await b.Read(db => db.Opportunities.Where(o => db.Customers.Any(c => c.Id == o.CustomerId && c.Name.StartsWith("苏州")) && o.State == OpportunityState.Open).Select(o => new { o.Id, o.CustomerId, o.Version }).SingleAsync());
        var second = await b.Get<CreateOpportunity>().Run(me, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("第二个", new Money(1, "CNY")) { CustomerId = open.CustomerId });
        Assert.True((await b.Get<LoseOpportunity>().Run(me, second.Value, 1, "price", null, null, b.Clock.Today())).Ok);
        Assert.NotNull(await b.Read(db => db.Customers.Where(c => c.Id == open.CustomerId).Select(c => c.OwnerId).SingleAsync()));
        Assert.True((await b.Get<LoseOpportunity>().Run(me, open.Id, open.Version, "price", null, null, b.Clock.Today())).Ok);
        var customer = await b.Read(db => db.Customers.SingleAsync(c => c.Id == open.CustomerId));
        Assert.Equal((null, PoolClock.Lost, me.Id), (customer.OwnerId, customer.PooledBy, customer.FormerOwnerId));
    }

    [Theory, BothDatabases]
    public async Task Locks_are_counted_and_two_at_once_do_not_share_the_last_one(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Change(b, f => f with { LockCap = 1 });
        var me = await b.As("sales1");
        var mine = await b.Read(db => db.Customers.Where(c => c.OwnerId == me.Id).Select(c => new { c.Id, c.Version }).ToListAsync());
        var answers = await Task.WhenAll(mine.Select(c => Task.Run(() => b.Get<LockCustomer>().Run(me, c.Id, c.Version, true))));
        Assert.Single(answers, a => a.Ok);
        var locked = await b.Read(db => db.Customers.SingleAsync(c => c.OwnerId == me.Id && c.LockedAt != null));
        Assert.Equal(Exemption.Locked, (await b.Get<CustomerClocks>().For(me, [locked.Id]))[locked.Id].Exempt);
        Assert.True((await b.Get<LockCustomer>().Run(me, locked.Id, locked.Version, false)).Ok);
    }

    [Theory, BothDatabases]
    public async Task Hidden_fields_are_masked_and_a_search_does_not_find_them(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (rep, manager) = (await b.As("sales2"), await b.As("salesmgr"));
        var seen = await b.Get<PoolList>().For(rep, new PoolFilter());
        Assert.All(seen!.Rows, r => Assert.DoesNotContain("138", r.Phone + r.Contact, StringComparison.Ordinal));
        Assert.Contains((await b.Get<PoolList>().For(manager, new PoolFilter()))!.Rows, r => r.Phone == "13800020001");
        Assert.Empty((await b.Get<PoolList>().For(rep, new PoolFilter { Text = "13800020001" }))!.Rows);
        Assert.Single((await b.Get<PoolList>().For(rep, new PoolFilter { Text = "灯饰" }))!.Rows);
        Assert.DoesNotContain((await b.Get<PoolList>().For(rep, new PoolFilter()))!.Pools, p => p.Name == "华东公海");
        Assert.Null(await b.Get<PoolList>().For(await b.As("pm1"), new PoolFilter()));
    }

    [Theory, BothDatabases]
    public async Task Rules_that_would_send_customers_back_ask_first_with_the_number(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        b.Clock.Advance(TimeSpan.FromDays(10));
        await b.Get<RecycleCustomers>().Run(Me.System);
        var admin = await b.As("admin");
        var line = (await b.Get<PoolSettings>().For(admin))!.Single(p => p.Facts.Name == "华南公海");
        var strict = line.Facts with { Rules = [new(null, 1, null, null, null)], DealtStays = false };
        var trial = (await b.Get<TryPoolRules>().For(admin, line.Id, strict))!.Value!;
        Assert.True(trial.Due > 0 && trial.Due <= trial.Owned && trial.First.Count == trial.Due);
        var asked = await b.Get<SavePool>().Run(admin, Guid.NewGuid(), line.Id, line.Version, PoolKind.Customers, strict);
        Assert.Equal((SavePool.AskField, trial.Due, trial.Owned), (asked.Refusal!.Field, asked.Refusal.Arguments[0], asked.Refusal.Arguments[1]));
        Assert.Equal(SavePool.AskField, (await b.Get<SavePool>().Run(admin, Guid.NewGuid(), line.Id, line.Version, PoolKind.Customers, strict, trial.Due - 1)).Refusal!.Field);
        Assert.True((await b.Get<SavePool>().Run(admin, Guid.NewGuid(), line.Id, line.Version, PoolKind.Customers, strict, trial.Due)).Ok);
        Assert.Equal(trial.Due, (await b.Get<RecycleCustomers>().Run(Me.System)).Value);
    }

    [Theory, BothDatabases]
    public async Task The_figures_of_a_pool_are_those_of_its_moves(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, wang, manager) = (await b.As("sales1"), await b.As("sales2"), await b.As("salesmgr"));
        var pool = (await Pool(b)).Id;
        var before = await b.Get<PoolStatistics>().For(li, pool);
        var ids = await Lying(b);
        Assert.True((await b.Get<ClaimCustomer>().Run(wang, ids[0])).Ok);
        Assert.True((await b.Get<DistributeCustomers>().Run(manager, Guid.NewGuid(), [ids[1], ids[2]], li.Id)).Ok);
        await Return(b, li, "华星");
        var after = (await b.Get<PoolStatistics>().For(li, pool))!;
        Assert.Equal((before!.Lying - 2, before.In + 1, before.Out + 3), (after.Lying, after.In, after.Out));
        Assert.Equal((1, 0), (after.Shares.Single(s => s.PersonId == wang.Id).Claimed, after.Shares.Single(s => s.PersonId == wang.Id).Assigned));
        Assert.Equal((2, 1), (after.Shares.Single(s => s.PersonId == li.Id).Assigned, after.Shares.Single(s => s.PersonId == li.Id).GivenBack));
        Assert.Equal(67, after.LargestPercent);
        Assert.Null(await b.Get<PoolStatistics>().For(await b.As("sales3"), pool));
    }

    [Theory, BothDatabases]
    public async Task A_distribution_to_somebody_of_another_pool_is_refused_and_what_is_gone_is_told(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (manager, wang, zhou) = (await b.As("salesmgr"), await b.As("sales2"), await b.As("sales3"));
        var ids = await Lying(b);
        Assert.Equal("Pools.NotAMember", (await b.Get<DistributeCustomers>().Run(manager, Guid.NewGuid(), [ids[0]], zhou.Id)).Refusal?.Key);
        Assert.True((await b.Get<ClaimCustomer>().Run(await b.As("sales1"), ids[0])).Ok);
        Assert.Equal(new Distribution(1, 1), (await b.Get<DistributeCustomers>().Run(manager, Guid.NewGuid(), [ids[0], ids[1]], wang.Id)).Value);
    }

    private static async Task<Guid> Return(TestBusiness b, Me me, string name)
    {
        var customer = await b.Read(db => db.Customers.SingleAsync(c => c.Name.Contains(name)));
        Assert.True((await b.Get<ReturnCustomer>().Run(me, customer.Id, customer.Version, null, "暂无预算")).Ok);
        return customer.Id;
    }

    private static Task<Pool> Pool(TestBusiness b, string name = "华南公海") => b.Read(db => db.Pools.SingleAsync(p => p.Name == name));

    private static async Task<List<Guid>> Lying(TestBusiness b)
    {
        var pool = (await Pool(b)).Id;
        return await b.Read(db => db.Customers.Where(c => c.PoolId == pool && c.FormerOwnerId == null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());
    }

    private static async Task Change(TestBusiness b, Func<PoolFacts, PoolFacts> how, string name = "华南公海")
    {
        var pool = await Pool(b, name);
        var saved = await b.Get<SavePool>().Run(await b.As("admin"), Guid.NewGuid(), pool.Id, pool.Version, PoolKind.Customers, how(pool.FactsNow()));
        Assert.Null(saved.Refusal);
    }

    private static async Task Put(TestBusiness b, int count)
    {
        var pool = await Pool(b);
        Assert.True((await b.Get<Works>().Do(Me.System, nameof(Put), async work =>
        {
            for (var i = 0; i < count; i++)
            {
                var customer = Customer.Create(await work.NextNumber("KH"), new CustomerFacts($"待领{i}有限公司"), null).Value!;
                Assert.Null(customer.PutInto(pool.Id, PoolClock.Returned, null, null, work.Now.AddDays(-40)));
                work.Db.Customers.Add(customer);
            }

            return null;
        })).Ok);
    }

    /// <summary>Members of the southern department with the rights of a rep.</summary>
    private static async Task<List<Me>> Reps(TestBusiness b, int count)
    {
        var like = await b.As("sales2");
        var role = await b.Read(db => db.Roles.Where(r => r.Code == StandardRoles.SalesRep).Select(r => r.Id).SingleAsync());
        var ids = new List<Guid>();
        Assert.True((await b.Get<Works>().Do(Me.System, nameof(Reps), work =>
        {
            for (var i = 0; i < count; i++)
            {
                var person = Person.Create($"销售{i}", PersonKind.Staff, like.DepartmentId, null, null, null).Value!;
                person.GiveRoles([role]);
                work.Db.People.Add(person);
                ids.Add(person.Id);
            }

            return Task.FromResult<Refusal?>(null);
        })).Ok);
        var reps = new List<Me>();
        foreach (var id in ids)
        {
            reps.Add((await b.Get<WhoIs>().Load(id))!);
        }

        return reps;
    }
}
