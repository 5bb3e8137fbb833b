using BlazorSalesProject.Customers;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Tests.Customers;

public sealed class DuplicateCheckTests
{
    [Theory]
    [BothDatabases("深圳市华星光电", Likeness.SameName)]
    [BothDatabases("深圳市华星光电（集团）股份有限公司", Likeness.SameName)]
    [BothDatabases("深圳市华星光电技术有限公司", Likeness.SimilarName)]
    [BothDatabases("华星光电", Likeness.SimilarName)]
    [BothDatabases("深圳市华兴光电", null)]
    [BothDatabases("完全不同的单位", null)]
    [BothDatabases("深", null)]
    [BothDatabases("", null)]
    public async Task Names_are_compared_as_people_mean_them(Database on, string typed, Likeness? expected)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var hits = await b.Get<DuplicateCheck>().For(await b.As("sales1"), typed);
        Assert.Equal(expected, hits.FirstOrDefault(h => h.Name.StartsWith("深圳市华星", StringComparison.Ordinal))?.Likeness);
    }

    [Theory, BothDatabases]
    public async Task One_wrong_sign_in_a_long_name_is_similar_wherever_it_stands(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales3");
        foreach (var typed in new[] { "苏洲工业园纳米材料", "苏州工业园纳米材科" })
        {
            Assert.Equal(Likeness.SimilarName, Assert.Single(await b.Get<DuplicateCheck>().For(rep, typed)).Likeness);
        }
    }

    [Theory, BothDatabases]
    public async Task A_hit_one_sees_carries_its_link_another_is_masked_and_tells_only_its_owner(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var mine = Assert.Single(await b.Get<DuplicateCheck>().For(await b.As("sales1"), "广州白云物流"));
        var others = Assert.Single(await b.Get<DuplicateCheck>().For(await b.As("sales3"), "广州白云物流"));
        Assert.Equal(("广州白云物流股份有限公司", "李娜"), (mine.Name, mine.Owner));
        Assert.NotNull(mine.Id);
        Assert.Equal(new DuplicateHit(null, null, "广**", "李娜", Likeness.SameName), others);
    }

    [Theory, BothDatabases]
    public async Task A_phone_is_found_on_customers_and_on_contacts_however_it_is_written(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts("有座机的厂") { Phone = "0755-8888 6666" });
        Assert.Equal("有座机的厂", Assert.Single(await b.Get<DuplicateCheck>().For(rep, null, "(0755)88886666")).Name);
        Assert.Equal(Likeness.SamePhone, Assert.Single(await b.Get<DuplicateCheck>().For(rep, null, "+86 138 0001 0001")).Likeness);
        Assert.Equal("珠**", Assert.Single(await b.Get<DuplicateCheck>().For(rep, "别的名字", "13800010004")).Name);
    }

    [Theory, BothDatabases]
    public async Task At_most_five_hits_are_told_the_best_first(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        for (var i = 0; i < 9; i++)
        {
            await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts($"联合精工第{i}厂"));
        }

        await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts("联合精工有限公司"));
        var hits = await b.Get<DuplicateCheck>().For(rep, "联合精工");
        Assert.Equal(DuplicateCheck.Most, hits.Count);
        Assert.Equal(Likeness.SameName, hits[0].Likeness);
    }

    [Theory, BothDatabases]
    public async Task A_customer_is_no_duplicate_of_itself(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var id = (await b.Get<DuplicateCheck>().For(rep, "广州白云物流"))[0].Id;
        Assert.Empty(await b.Get<DuplicateCheck>().For(rep, "广州白云物流", null, id));
    }

    [Theory]
    [BothDatabases("pm1")]
    [BothDatabases("finance1")]
    [BothDatabases("impl1")]
    public async Task Who_creates_no_customers_learns_nothing(Database on, string account)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Empty(await b.Get<DuplicateCheck>().For(await b.As(account), "广州白云物流", "13800010003"));
    }
}
