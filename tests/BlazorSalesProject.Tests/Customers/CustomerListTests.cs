using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Tests.Customers;

public sealed class CustomerListTests
{
    [Theory]
    [BothDatabases("sales1", 3)]
    [BothDatabases("sales3", 3)]
    [BothDatabases("salesmgr", 6)]
    [BothDatabases("boss", 9)]
    [BothDatabases("finance1", 9)]
    [BothDatabases("pm1", 0)]
    [BothDatabases("impl1", 0)]
    public async Task Everybody_sees_his_own_reach(Database on, string account, int expected)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Equal(expected, (await b.Get<CustomerList>().For(await b.As(account), new CustomerFilter())).Total);
    }

    [Theory]
    [BothDatabases("华星", "深圳市华星光电有限公司")]
    [BothDatabases("密机", "东莞精密机械(集团)有限公司")]
    [BothDatabases("精密机械（集团）", "东莞精密机械(集团)有限公司")]
    [BothDatabases("黄志远", "深圳市华星光电有限公司")]
    [BothDatabases("13800010003", "广州白云物流股份有限公司")]
    [BothDatabases("138 0001 0003", "广州白云物流股份有限公司")]
    [BothDatabases("kh-2026-0002", "东莞精密机械(集团)有限公司")]
    [BothDatabases("白云 梁伟", "广州白云物流股份有限公司")]
    public async Task A_customer_is_found_by_a_piece_of_name_number_phone_or_contact(Database on, string text, string name)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Equal(name, Assert.Single((await b.Get<CustomerList>().For(await b.As("boss"), new CustomerFilter { Text = text })).Rows).Name);
    }

    [Theory]
    [BothDatabases("%")]
    [BothDatabases("_")]
    [BothDatabases("华星 罗敏")]
    [BothDatabases("'; DROP TABLE Customers; --")]
    public async Task What_stands_nowhere_is_not_found_and_signs_are_only_signs(Database on, string text)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Empty((await b.Get<CustomerList>().For(await b.As("boss"), new CustomerFilter { Text = text })).Rows);
    }

    [Theory, BothDatabases]
    public async Task Filters_narrow_together(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var boss = await b.As("boss");
        var sales1 = await b.As("sales1");
        async Task<int> Count(CustomerFilter filter) => (await b.Get<CustomerList>().For(boss, filter)).Total;
        Assert.Equal(4, await Count(new() { Levels = ["A"] }));
        Assert.Equal(2, await Count(new() { Levels = ["A"], Owners = [sales1.Id] }));
        Assert.Equal(1, await Count(new() { Levels = ["A"], Owners = [sales1.Id], Industries = ["电子"] }));
        Assert.Equal(1, await Count(new() { Regions = ["上海"] }));
        Assert.Equal(9, await Count(new() { Sources = ["own"], Kinds = [PartyKind.Customer] }));
        Assert.Equal(0, await Count(new() { Kinds = [PartyKind.Supplier] }));
        Assert.Equal(0, await Count(new() { NoOwner = true }));
        Assert.Equal(0, await Count(new() { Mine = true }));
        Assert.Equal(3, (await b.Get<CustomerList>().For(sales1, new() { Mine = true })).Total);
    }

    [Theory, BothDatabases]
    public async Task Every_sort_works_in_both_directions_and_what_is_empty_stays_last(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var boss = await b.As("boss");
        await b.Get<CreateCustomer>().Run(await b.As("sales1"), Guid.NewGuid(), new CustomerFacts("无级别的公司"));
        foreach (var sort in CustomerFilter.Sorts)
        {
            foreach (var descending in new[] { false, true })
            {
                Assert.Equal(10, (await b.Get<CustomerList>().For(boss, new CustomerFilter { Sort = sort, Descending = descending })).Rows.Count);
            }
        }

        var up = (await b.Get<CustomerList>().For(boss, new CustomerFilter { Sort = "level" })).Rows.Select(r => r.Level).ToList();
        var down = (await b.Get<CustomerList>().For(boss, new CustomerFilter { Sort = "level", Descending = true })).Rows.Select(r => r.Level).ToList();
        Assert.Equal(("A", "C"), (up[0], down[0]));
        Assert.Equal((null, null), (up[^1], down[^1]));
    }

    [Theory, BothDatabases]
    public async Task A_page_never_holds_more_than_fifty_and_a_page_beyond_the_end_is_the_last(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        for (var i = 0; i < 52; i++)
        {
            Assert.True((await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts($"批量客户{i:000}号厂"))).Ok);
        }

        var list = b.Get<CustomerList>();
        var first = await list.For(rep, new CustomerFilter());
        var last = await list.For(rep, new CustomerFilter { Page = 999 });
        Assert.Equal((55, Limits.PageSize, 1), (first.Total, first.Rows.Count, first.Page));
        Assert.Equal((5, 2), (last.Rows.Count, last.Page));
        Assert.Empty(first.Rows.Select(r => r.Id).Intersect(last.Rows.Select(r => r.Id)));
    }

    [Fact]
    public void An_address_is_read_and_written_back_and_nonsense_is_left_out()
    {
        var owner = Guid.NewGuid();
        var filter = new CustomerFilter
        {
            Text = "华 星", Levels = ["A", "B"], Industries = ["电子"], Regions = ["上海"], Sources = ["own"], Kinds = [PartyKind.Supplier], Owners = [owner], NoOwner = true, Mine = true,
            Sort = "name", Descending = true, Page = 3,
        };
        Assert.Equal(filter.ToQuery(), CustomerFilter.Parse(filter.ToQuery()).ToQuery());
        var nonsense = CustomerFilter.Parse(new Dictionary<string, string?>
        {
            ["sort"] = "passwordhash; drop", ["dir"] = "desc", ["page"] = "-7", ["kind"] = "17,Nobody", ["owner"] = "me", ["q"] = new string('x', 5000), ["level"] = new string('y', 5000),
        });
        Assert.Equal((null, 1, 0, 0, 0), (nonsense.Sort, nonsense.Page, nonsense.Kinds.Count, nonsense.Owners.Count, nonsense.Levels.Count));
        Assert.Equal(Limits.SearchText, nonsense.Text!.Length);
        Assert.Empty((nonsense with { Text = null }).ToQuery());
    }

    [Theory, BothDatabases]
    public async Task A_sort_nobody_knows_sorts_as_if_nothing_was_said(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var boss = await b.As("boss");
        var usual = (await b.Get<CustomerList>().For(boss, new CustomerFilter())).Rows.Select(r => r.Id);
        Assert.Equal(usual, (await b.Get<CustomerList>().For(boss, new CustomerFilter { Sort = "SearchText" })).Rows.Select(r => r.Id));
    }

    [Theory, BothDatabases]
    public async Task Values_to_choose_are_those_of_the_customers_one_sees(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Equal(["上海", "江苏苏州", "浙江杭州"], (await b.Get<LevelsAndIndustries>().For(await b.As("sales3"))).Regions.Order(StringComparer.Ordinal));
        Assert.Empty((await b.Get<LevelsAndIndustries>().For(await b.As("pm1"))).Levels);
    }
}
