using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Customers;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.Tests.House;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Customers;

/// <summary>List, drawer and page of customers on a real database.</summary>
public sealed class CustomerPagesTests : SignedInContext
{
    private NavigationManager Address => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task The_list_is_what_its_address_says()
    {
        await SignIn("boss");
        Address.NavigateTo("/customers?level=A&sort=name&dir=desc");
        var page = Render<CustomersPage>();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tr[data-customer]").Count));
        Assert.Equal("descending", page.Find("th[aria-sort] [data-sort=name]").ParentElement!.GetAttribute("aria-sort"));
        Assert.Contains("A", page.Find("[data-filter=level]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".title-acts button"));

        await page.InvokeAsync(() => Address.NavigateTo("/customers?q=%E5%8D%8E%E6%98%9F"));
        page.WaitForAssertion(() => Assert.Equal("深圳市华星光电有限公司", Assert.Single(page.FindAll("tr[data-customer] a.name")).TextContent));
    }

    [Fact]
    public async Task A_header_sorts_up_then_down_then_as_usual()
    {
        await SignIn("sales1");
        Address.NavigateTo("/customers");
        var page = Render<CustomersPage>();
        foreach (var expected in new[] { "?sort=level", "?sort=level&dir=desc", "" })
        {
            page.WaitForElement("[data-sort=level]").Click();
            page.WaitForAssertion(() => Assert.EndsWith("/customers" + expected, Address.Uri, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_customer_made_elsewhere_appears_by_itself()
    {
        await SignIn("salesmgr");
        Address.NavigateTo("/customers");
        var page = Render<CustomersPage>();
        page.WaitForAssertion(() => Assert.Equal(6, page.FindAll("tr[data-customer]").Count));
        Assert.True((await Business.Get<CreateCustomer>().Run(await Business.As("sales1"), Guid.NewGuid(), new CustomerFacts("别人刚建的公司"))).Ok);
        page.WaitForAssertion(() => Assert.Contains("别人刚建的公司", page.Find("tr.glow a.name").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Columns_one_chose_are_there_again()
    {
        await SignIn("sales1");
        Address.NavigateTo("/customers");
        var first = Render<CustomersPage>();
        await first.InvokeAsync(() => first.FindComponent<ColumnChooser>().Instance.ShownChanged.InvokeAsync(["source", "nothing", "kind"]));
        var again = Render<CustomersPage>();
        again.WaitForAssertion(() => Assert.Equal(["名称", "来源", "单位类型"], again.FindAll("thead th").SkipLast(1).Select(th => th.TextContent.Trim())));
    }

    [Fact]
    public async Task A_drawer_tells_duplicates_while_typing_and_asks_for_a_second_yes()
    {
        await SignIn("sales3");
        var drawer = Render<CustomerDrawer>(p => p.Add(d => d.Open, true));
        drawer.WaitForElement("#f-Name").Input("广州白云物流");
        await Advance(drawer);
        drawer.WaitForAssertion(() => Assert.Contains("广**", drawer.Find("[data-duplicates]").TextContent, StringComparison.Ordinal));
        Assert.Empty(drawer.FindAll("[data-duplicates] a"));

        drawer.Find(".drawer-foot .btn-primary").Click();
        drawer.WaitForAssertion(() => Assert.Contains("仍要新建", drawer.Find("#f-Name-error").TextContent, StringComparison.Ordinal));
        Assert.NotNull(drawer.Find("#f-Name").GetAttribute("aria-invalid"));
        Assert.Single(drawer.FindAll(".error-summary li"));

        drawer.Find("[data-anyway]").Click();
        drawer.WaitForAssertion(() => Assert.Single(Services.GetRequiredService<ToastTray>().Toasts));
        Assert.Equal(2, await Business.Read(db => db.Customers.CountAsync(c => c.NameKey == CompanyName.Key("广州白云物流"))));
    }

    [Fact]
    public async Task A_similar_name_one_sees_is_a_link_and_blocks_nothing()
    {
        await SignIn("sales1");
        var drawer = Render<CustomerDrawer>(p => p.Add(d => d.Open, true));
        drawer.WaitForElement("#f-Name").Input("华星光电");
        await Advance(drawer);
        drawer.WaitForAssertion(() => Assert.StartsWith("/customers/", drawer.Find("[data-duplicates] a").GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(drawer.FindAll("[data-anyway]"));
        drawer.Find(".drawer-foot .btn-primary").Click();
        drawer.WaitForAssertion(() => Assert.Single(Services.GetRequiredService<ToastTray>().Toasts));
    }

    [Fact]
    public async Task Every_wrong_field_is_told_at_the_field_and_nothing_typed_is_lost()
    {
        await SignIn("sales1");
        var drawer = Render<CustomerDrawer>(p => p.Add(d => d.Open, true));
        drawer.WaitForElement("#f-Website").Change("javascript:alert(1)");
        drawer.Find("#f-Founded").Change("17");
        drawer.Find("#f-Level").Change("=1+1");
        drawer.Find(".drawer-foot .btn-primary").Click();
        drawer.WaitForElement("#f-Founded-error");
        drawer.Find("#f-Founded").Change("");
        drawer.Find(".drawer-foot .btn-primary").Click();
        drawer.WaitForAssertion(() => Assert.Equal(2, drawer.FindAll(".error-summary li").Count));
        Assert.Single(drawer.FindAll("#f-Name-error"));
        Assert.Single(drawer.FindAll("#f-Website-error"));
        Assert.Equal(("javascript:alert(1)", "=1+1"), (drawer.Find("#f-Website").GetAttribute("value"), drawer.Find("#f-Level").GetAttribute("value")));
    }

    [Fact]
    public async Task What_somebody_else_saves_meanwhile_is_merged_and_only_what_both_changed_is_asked()
    {
        var me = await SignIn("sales1");
        var id = await Id("深圳市华星光电有限公司");
        var drawer = Render<CustomerDrawer>(p => p.Add(d => d.Open, true).Add(d => d.Customer, id));
        drawer.WaitForAssertion(() => Assert.Equal("电子", drawer.Find("#f-Industry").GetAttribute("value")));
        drawer.Find("#f-Level").Change("甲");
        drawer.Find("#f-Region").Change("我的地区");
        var card = (await Business.Get<CustomerHead>().For(me, id))!;
        Assert.True((await Business.Get<ChangeCustomer>().Run(await Business.As("salesmgr"), id, card.Version, card.Facts with { Level = "乙", Industry = "光学" })).Ok);
        drawer.WaitForElement("[data-conflict]", TimeSpan.FromSeconds(5));
        Assert.Equal(("光学", "我的地区", "甲"), (drawer.Find("#f-Industry").GetAttribute("value"), drawer.Find("#f-Region").GetAttribute("value"), drawer.Find("#f-Level").GetAttribute("value")));
        Assert.Single(drawer.FindAll("[data-conflict] li"));
        drawer.FindAll("[data-conflict] button")[0].Click();
        Assert.Empty(drawer.FindAll("[data-conflict]"));
        drawer.Find(".drawer-foot .btn-primary").Click();
        drawer.WaitForAssertion(() => Assert.Single(Services.GetRequiredService<ToastTray>().Toasts));
        var saved = (await Business.Get<CustomerHead>().For(me, id))!.Facts;
        Assert.Equal(("乙", "光学", "我的地区"), (saved.Level, saved.Industry, saved.Region));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_there_and_what_is_not_open_look_the_same(bool exists)
    {
        await SignIn("sales3");
        var id = exists ? await Id("深圳市华星光电有限公司") : Guid.NewGuid();
        ComponentFactories.AddStub<BlazorSalesProject.Web.Sales.FollowUps.FollowUpBox>();
        Address.NavigateTo($"/customers/{id}");
        var page = Render<CustomerPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement(".empty");
        Assert.DoesNotContain("华星", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_offers_only_what_one_may_do_and_follows_its_tab()
    {
        await SignIn("finance1");
        var id = await Id("深圳市华星光电有限公司");
        ComponentFactories.AddStub<BlazorSalesProject.Web.Sales.FollowUps.FollowUpBox>();
        Address.NavigateTo($"/customers/{id}?tab=contacts");
        var page = Render<CustomerPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement("[data-contact]");
        Assert.Empty(page.FindAll(".title-acts button"));
        Assert.Empty(page.FindAll("[data-add-contact]"));
        await page.InvokeAsync(() => Address.NavigateTo($"/customers/{id}?tab=timeline"));
        page.WaitForElement("[data-activity=CustomerCreated]");
        Assert.True((await Business.Get<AddContact>().Run(await Business.As("sales1"), Guid.NewGuid(), id, new ContactFacts("新来的人"))).Ok);
        page.WaitForElement("[data-activity=ContactCreated]", TimeSpan.FromSeconds(5));
    }

    private Task<Guid> Id(string name) => Business.Read(db => db.Customers.Where(c => c.Name == name).Select(c => c.Id).SingleAsync());

    // The clock stands still: what waits for a pause in typing waits for this.
    private Task Advance(IRenderedComponent<CustomerDrawer> drawer) => drawer.InvokeAsync(() => Business.Clock.Advance(TimeSpan.FromSeconds(1)));
}
