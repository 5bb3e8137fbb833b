using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Tests.Sales;

/// <summary>What the home page puts before a person.</summary>
public sealed class MyWorkTests
{
    [Theory, BothDatabases]
    public async Task A_rep_is_shown_his_own_due_plans_stagnant_and_closing_opportunities(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var li = await business.As("sales1");
        var now = await business.Get<MyWork>().For(li);
        Assert.Equal(0, now.Plans.Count);
        Assert.Contains(now.Stagnant.First, o => o.Title == "华星光电视觉检测改造" && o.QuietDays == 20);
        Assert.DoesNotContain(now.Stagnant.First, o => o.Title == "联创汽车电子 MES");

        business.Clock.Advance(TimeSpan.FromDays(60));
        var later = await business.Get<MyWork>().For(li);
        Assert.Equal(7, later.Plans.Count);
        Assert.Equal(6, later.Plans.First.Count);
        Assert.True(later.Plans.First.SequenceEqual(later.Plans.First.OrderBy(p => p.DueAt)));
        Assert.All(later.Closing.First, o => Assert.True(o.ExpectedClose < business.Clock.Today().AddMonths(1)));
        Assert.Equal(0, (await business.Get<MyWork>().For(await business.As("pm1"))).Stagnant.Count);
    }
}
