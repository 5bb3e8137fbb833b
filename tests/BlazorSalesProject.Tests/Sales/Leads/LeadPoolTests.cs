using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Sales.Leads;

/// <summary>The pool of leads: taking, giving back, giving away by hand and by rule, with caps and quotas (CC-3, CC-4).</summary>
public sealed class LeadPoolTests
{
    [Theory, BothDatabases]
    public async Task Thirty_who_claim_one_lead_make_one_winner_and_the_others_read_who_won_and_pay_no_quota(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, wang) = (await b.As("sales1"), await b.As("sales2"));
        var lead = (await b.Get<LeadPoolList>().For(li))!.Rows[0];
        var tries = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Task.Run(async () => (Me: n % 2 == 0 ? li : wang, Outcome: await b.Get<ClaimLead>().Run(n % 2 == 0 ? li : wang, lead.Id)))));
        var winner = Assert.Single(tries, t => t.Outcome.Ok).Me;
        Assert.All(tries.Where(t => !t.Outcome.Ok), t => Assert.Equal($"已被{winner.Name}于 09:00:00 领取。", t.Outcome.Refusal!.Sentence));
        Assert.Equal([(winner.Id, 1)], await b.Read(async db => (await db.ClaimCounts.Where(c => c.Taken > 0).ToListAsync()).ConvertAll(c => (c.PersonId, c.Taken))));
        Assert.Equal(1, await b.Read(db => db.PoolMoves.CountAsync(m => m.RecordId == lead.Id && m.Direction == PoolDirection.Out)));
        Assert.Equal((winner.Name, LeadState.New), (await b.Get<LeadSheet>().For(winner, lead.Id)) is { } card ? (card.Owner, card.State) : default);
    }

    [Theory, BothDatabases]
    public async Task Quota_and_cap_hold_however_many_claims_come_at_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, wang, manager) = (await b.As("sales1"), await b.As("sales2"), await b.As("salesmgr"));
        var pool = await Change(b, f => f with { DailyQuota = 2 });
        await Fill(b, manager, pool, 8);
        var ids = (await b.Get<LeadPoolList>().For(li))!.Rows.Select(r => r.Id).ToList();
        var tries = await Task.WhenAll(ids.Select(id => Task.Run(() => b.Get<ClaimLead>().Run(li, id))));
        Assert.Equal(2, tries.Count(t => t.Ok));
        Assert.All(tries.Where(t => !t.Ok), t => Assert.Equal("Leads.QuotaUsed", t.Refusal!.Key));
        b.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await b.Get<ClaimLead>().Run(li, (await b.Get<LeadPoolList>().For(li))!.Rows[0].Id)).Ok);

        var has = (await b.Get<LeadPoolList>().For(wang))!.Allowance.Owned;
        await Change(b, f => f with { DailyQuota = null, OwnedCap = has + 1 });
        var rest = (await b.Get<LeadPoolList>().For(wang))!.Rows.Select(r => r.Id).ToList();
        var capped = await Task.WhenAll(rest.Select(id => Task.Run(() => b.Get<ClaimLead>().Run(wang, id))));
        Assert.Equal(1, capped.Count(t => t.Ok));
        Assert.Equal(has + 1, await b.Read(db => db.Leads.CountAsync(l => l.OwnerId == wang.Id && (l.State == LeadState.New || l.State == LeadState.Following))));
        Assert.Equal("Leads.TheirCapReached", (await b.Get<DistributeLeads>().Run(manager, Guid.NewGuid(), [(await b.Get<LeadPoolList>().For(manager))!.Rows[0].Id], wang.Id)).Refusal!.Key);
    }

    [Theory, BothDatabases]
    public async Task Given_back_with_a_reason_it_cools_down_for_who_had_it_and_keeps_its_history_for_the_next(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, wang) = (await b.As("sales1"), await b.As("sales2"));
        var id = (await b.Get<CreateLead>().Run(li, Guid.NewGuid(), new LeadFacts("惠东塑胶制品有限公司") { Phone = "13700000001" })).Value;
        Assert.True((await b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(null, null, "call", "不接电话") { LeadId = id })).Ok);
        Assert.Equal("Reason", (await b.Get<ReturnLead>().Run(li, id, 1, null, " ")).Refusal!.Field);
        Assert.Null((await b.Get<ReturnLead>().Run(li, id, 1, null, "联系不上")).Refusal?.Sentence);
        Assert.Null(await b.Get<LeadSheet>().For(li, id));
        var row = (await b.Get<LeadPoolList>().For(li))!.Rows.Single(r => r.Id == id);
        Assert.Equal(("••••••", li.Name, 1), (row.Phone, row.Former, row.FollowUps));
        Assert.Equal("Pools.CoolDownUntil", (await b.Get<ClaimLead>().Run(li, id)).Refusal!.Key);
        Assert.True((await b.Get<ClaimLead>().Run(wang, id)).Ok);
        Assert.Equal("不接电话", Assert.Single(await b.Get<LeadFollowUps>().For(wang, id)).Text);
        Assert.Contains((await b.Get<Timeline>().For(wang, nameof(Lead), id))!.Entries, e => e.Kind == "LeadPooled" && e.Text == "联系不上");
    }

    [Theory, BothDatabases]
    public async Task Only_an_administrator_of_the_pool_gives_away_and_only_to_members(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, zhou, manager) = (await b.As("sales1"), await b.As("sales3"), await b.As("salesmgr"));
        var ids = (await b.Get<LeadPoolList>().For(manager))!.Rows.Select(r => r.Id).ToList();
        Assert.Equal(RefusalKind.Denied, (await b.Get<DistributeLeads>().Run(li, Guid.NewGuid(), ids, li.Id)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<ClaimLead>().Run(zhou, ids[0])).Refusal!.Kind);
        Assert.Equal("Leads.NotAMember", (await b.Get<DistributeLeads>().Run(manager, Guid.NewGuid(), ids, zhou.Id)).Refusal!.Key);
        Assert.Equal(new Distribution(3, 0), (await b.Get<DistributeLeads>().Run(manager, Guid.NewGuid(), ids, li.Id)).Value);
        Assert.Equal(new Distribution(0, 3), (await b.Get<DistributeLeads>().Run(manager, Guid.NewGuid(), ids, li.Id)).Value);
        Assert.Null(await b.Get<LeadPoolList>().For(zhou));
    }

    [Theory, BothDatabases]
    public async Task In_turn_gives_each_member_the_next_one_and_passes_over_who_is_full(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var manager = await b.As("salesmgr");
        var pool = await Change(b, f => f);
        Assert.Null((await b.Get<SetLeadRouting>().Run(manager, pool, 1, RoutingWay.RoundRobin, [])).Refusal?.Sentence);
        var before = await Open(b);
        await Fill(b, manager, pool, 6);
        var after = await Open(b);
        Assert.Equal([2, 2, 2], new[] { "sales1", "sales2", "salesmgr" }.Select(who => after[who] - before[who]));

        await Change(b, f => f with { OwnedCap = after["sales2"] });
        await Fill(b, manager, pool, 3, "B");
        Assert.Equal(after["sales2"], (await Open(b))["sales2"]);
    }

    [Theory, BothDatabases]
    public async Task By_load_goes_to_the_fewest_and_by_region_to_the_closest_word(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (li, wang, manager) = (await b.As("sales1"), await b.As("sales2"), await b.As("salesmgr"));
        var pool = await Change(b, f => f);
        Assert.True((await b.Get<SetLeadRouting>().Run(manager, pool, 1, RoutingWay.ByLoad, [])).Ok);
        var before = await Open(b);
        await Fill(b, manager, pool, 9);
        var after = await Open(b);
        Assert.True(after.Values.Max() - after.Values.Min() <= Math.Max(1, before.Values.Max() - after.Values.Min()));

        Assert.True((await b.Get<SetLeadRouting>().Run(manager, pool, 2, RoutingWay.Territory, [new("广东", li.Id), new("广东深圳", wang.Id)])).Ok);
        var taken = await b.Get<TakeInLeads>().Run(manager, Guid.NewGuid(), pool, [new LeadFacts("深圳甲") { Region = "广东深圳" }, new LeadFacts("佛山乙") { Region = "广东佛山" }, new LeadFacts("上海丙") { Region = "上海" }]);
        Assert.Equal(new TakenIn(3, 0, 2), taken.Value);
        var owners = await b.Read(db => db.Leads.Where(l => l.Company == "深圳甲" || l.Company == "佛山乙" || l.Company == "上海丙").ToDictionaryAsync(l => l.Company!, l => l.OwnerId));
        Assert.Equal((wang.Id, li.Id, null), (owners["深圳甲"], owners["佛山乙"], owners["上海丙"]));
        Assert.Equal("Territories", (await b.Get<SetLeadRouting>().Run(manager, pool, 3, RoutingWay.Territory, [])).Refusal!.Field);
    }

    [Theory, BothDatabases]
    public async Task Two_who_set_the_rule_at_once_don_t_overwrite_each_other_and_giving_away_by_rule_takes_what_lies_there(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var manager = await b.As("salesmgr");
        var pool = await Change(b, f => f);
        Assert.Equal("Leads.NoRule", (await b.Get<RouteLeads>().Run(manager, pool)).Refusal!.Key);
        Assert.True((await b.Get<SetLeadRouting>().Run(manager, pool, 1, RoutingWay.RoundRobin, [])).Ok);
        Assert.Equal(RefusalKind.Conflict, (await b.Get<SetLeadRouting>().Run(manager, pool, 1, RoutingWay.ByLoad, [])).Refusal!.Kind);
        Assert.Equal(RefusalKind.Denied, (await b.Get<RouteLeads>().Run(await b.As("sales1"), pool)).Refusal!.Kind);
        Assert.Equal(3, (await b.Get<RouteLeads>().Run(manager, pool)).Value);
        Assert.Equal(0, (await b.Get<RouteLeads>().Run(manager, pool)).Value);
        await b.Get<BlazorSalesProject.Notices.TellPeople>().Run(Me.System);
        Assert.Contains((await b.Get<BlazorSalesProject.Notices.NoticeTray>().For(await b.As("sales1"))).Lines, l => l.Kind == "LeadAssigned");
    }

    [Theory, BothDatabases]
    public async Task Many_at_once_make_no_second_lead_of_one_phone_and_all_or_none_come_in(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var manager = await b.As("salesmgr");
        var (pool, key) = (await Change(b, f => f), Guid.NewGuid());
        var many = new[] { new LeadFacts("甲") { Phone = "139 0000 1111" }, new LeadFacts("乙") { Phone = "+8613900001111" }, new LeadFacts("阳江") { Phone = "13800030011", Note = "再问一次" } };
        Assert.Equal(new TakenIn(1, 2, 0), (await b.Get<TakeInLeads>().Run(manager, key, pool, many)).Value);
        Assert.Equal(new TakenIn(1, 2, 0), (await b.Get<TakeInLeads>().Run(manager, key, pool, many)).Value);
        var count = await b.Read(db => db.Leads.CountAsync());
        Assert.Equal("Email", (await b.Get<TakeInLeads>().Run(manager, Guid.NewGuid(), pool, [new LeadFacts("丙"), new LeadFacts("丁") { Email = "x" }])).Refusal!.Field);
        Assert.Equal(count, await b.Read(db => db.Leads.CountAsync()));
    }

    private static async Task<Guid> Change(TestBusiness b, Func<PoolFacts, PoolFacts> how)
    {
        var pool = await b.Read(db => db.Pools.AsNoTracking().SingleAsync(p => p.Kind == PoolKind.Leads));
        Assert.Null((await b.Get<SavePool>().Run(await b.As("admin"), Guid.NewGuid(), pool.Id, pool.Version, PoolKind.Leads, how(pool.FactsNow()))).Refusal?.Sentence);
        return pool.Id;
    }

    private static async Task Fill(TestBusiness b, Me who, Guid pool, int count, string name = "A") =>
        Assert.Equal(count, (await b.Get<TakeInLeads>().Run(who, Guid.NewGuid(), pool, [.. Enumerable.Range(0, count).Select(n => new LeadFacts($"线索公司{name}{n}"))])).Value!.Created);

    private static Task<Dictionary<string, int>> Open(TestBusiness b) => b.Read(async db => (await db.Accounts.Where(a => a.UserName == "sales1" || a.UserName == "sales2" || a.UserName == "salesmgr")
        .Select(a => new { a.UserName, Count = db.Leads.Count(l => l.OwnerId == a.PersonId && (l.State == LeadState.New || l.State == LeadState.Following)) }).ToListAsync()).ToDictionary(a => a.UserName, a => a.Count));
}
