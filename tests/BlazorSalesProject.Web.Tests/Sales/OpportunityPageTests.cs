using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.Sales.FollowUps;
using BlazorSalesProject.Web.Sales.Opportunities;
using BlazorSalesProject.Web.Tests.House;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Sales;

/// <summary>The page of one opportunity and its follow-up box, live on a real database.</summary>
public sealed class OpportunityPageTests : SignedInContext
{
    private const string Mes = "华星光电 MES 一期";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public OpportunityPageTests() => Services.AddSingleton<AntiforgeryStateProvider, NoForms>();

    [Fact]
    public async Task The_owner_sees_what_he_can_do_now_and_nothing_else()
    {
        var page = await Open("sales1", Mes);
        Assert.Equal(["成单", "输单", "编辑"], Buttons(page).Where(b => b is "成单" or "输单" or "编辑" or "重新打开"));
        Assert.Equal("contact", page.Find("[data-opportunity]").GetAttribute("data-stage"));
        Assert.NotEmpty(page.FindAll(".follow-up textarea"));

        var (id, version) = await Find(Mes);
        Assert.True((await Business.Get<WinOpportunity>().Run(await Business.As("sales1"), id, version, new Money(500, "CNY"), Business.Clock.Today(), null)).Ok);
        page.WaitForAssertion(() => Assert.Equal(["重新打开", "编辑"], Buttons(page).Where(b => b is "成单" or "输单" or "编辑" or "重新打开")), Patience);
    }

    [Fact]
    public async Task The_boss_advises_and_has_no_button_that_would_be_refused()
    {
        var page = await Open("boss", Mes);
        Assert.Empty(Buttons(page).Intersect(["成单", "输单", "编辑"]));
        Assert.Empty(page.FindAll(".follow-up"));
        Assert.Empty(page.FindAll("button.stage-box"));
    }

    [Fact]
    public async Task An_invisible_opportunity_looks_like_one_that_does_not_exist()
    {
        await SignIn("sales3");
        var (id, _) = await Find(Mes);
        var invisible = Render<OpportunityPage>(p => p.Add(x => x.Id, id)).WaitForElement(".empty", Patience).OuterHtml;
        var missing = Render<OpportunityPage>(p => p.Add(x => x.Id, Guid.NewGuid())).WaitForElement(".empty", Patience).OuterHtml;
        Assert.Equal(missing, invisible);
    }

    [Fact]
    public async Task An_open_page_whose_sharing_ends_becomes_not_found()
    {
        var (id, _) = await Find(Mes);
        var (owner, reader) = (await Business.As("sales1"), await Business.As("sales2"));
        await Business.Get<ShareOpportunity>().Run(owner, id, reader.Id, false, null);
        var page = await Open("sales2", Mes);
        await Business.Get<StopSharingOpportunity>().Run(owner, id, reader.Id);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-opportunity]")), Patience);
        Assert.Equal(Words.Say("Opportunities.NotThere"), page.Find("h1").TextContent);
    }

    [Fact]
    public async Task What_is_typed_stays_when_somebody_else_changes_the_record_and_when_another_tab_is_looked_at()
    {
        var page = await Open("sales1", Mes);
        page.Find(".follow-up textarea").Change("正在写的话");
        var (id, version) = await Find(Mes);
        Assert.True((await Business.Get<MoveOpportunity>().Run(await Business.As("salesmgr"), id, version, "needs")).Ok);
        page.WaitForAssertion(() => Assert.Equal("needs", page.Find("[data-opportunity]").GetAttribute("data-stage")), Patience);
        Assert.Equal("正在写的话", page.Find(".follow-up textarea").GetAttribute("value"));

        await page.InvokeAsync(() => Services.GetRequiredService<NavigationManager>().NavigateTo($"/opportunities/{id}?tab=owners"));
        page.WaitForAssertion(() => Assert.Contains("李娜", page.Find(".timeline").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("正在写的话", page.Find(".follow-up textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task A_stage_is_pressed_and_the_move_can_be_taken_back()
    {
        var page = await Open("sales1", Mes);
        await page.FindAll("button.stage-box").Single(b => b.TextContent.Contains("需求沟通", StringComparison.Ordinal)).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("needs", page.Find("[data-opportunity]").GetAttribute("data-stage")), Patience);
        var toast = Assert.Single(Services.GetRequiredService<ToastTray>().Toasts);
        await page.InvokeAsync(toast.Action!);
        page.WaitForAssertion(() => Assert.Equal("contact", page.Find("[data-opportunity]").GetAttribute("data-stage")), Patience);
    }

    [Fact]
    public async Task An_edit_that_meets_another_keeps_what_was_typed_and_lets_one_choose()
    {
        var page = await Open("sales1", Mes);
        await page.FindAll("button").Single(b => b.TextContent.Trim() == "编辑").ClickAsync(new());
        page.WaitForElement("#f-Title", Patience).Change("我改的标题");
        page.Find("#f-Note").Change("我的备注");

        var (id, version) = await Find(Mes);
        var sheet = await Business.Get<OpportunitySheets>().For(await Business.As("salesmgr"), id);
        var theirs = OpportunityForm.Of(sheet!);
        (theirs.Title, theirs.Minor) = ("经理改的标题", 7700);
        Assert.True((await Business.Get<ChangeOpportunity>().Run(await Business.As("salesmgr"), id, version, theirs.Facts())).Ok);

        await page.Find(".drawer-foot .btn-primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("刘强", page.Find(".drawer .note").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(("我改的标题", "我的备注", "77.00"), (page.Find("#f-Title").GetAttribute("value"), page.Find("#f-Note").GetAttribute("value"), page.Find("#f-Amount").GetAttribute("value")));
        Assert.Contains("经理改的标题", Assert.Single(page.FindAll(".drawer .note .bar")).TextContent, StringComparison.Ordinal);

        await page.Find(".drawer-foot .btn-primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".drawer")), Patience);
        var saved = await Business.Get<OpportunitySheets>().For(await Business.As("sales1"), id);
        Assert.Equal(("我改的标题", 7700L, "我的备注"), (saved!.Title, saved.Amount.Minor, saved.Note));
    }

    [Fact]
    public async Task The_box_keeps_its_words_when_refused_and_clears_when_saved()
    {
        await SignIn("sales1");
        var (id, _) = await Find(Mes);
        var saved = 0;
        var box = Render<FollowUpBox>(p => p.Add(x => x.OpportunityId, id).Add(x => x.Saved, () => saved++));

        await box.Find(".btn-primary").ClickAsync(new());
        box.WaitForAssertion(() => Assert.NotEmpty(box.FindAll(".error-summary li")), Patience);

        box.Find("textarea").Change("电话里谈妥了时间");
        box.Find(".when input").Change("2026-03-02T23:00");
        await box.Find(".btn-primary").ClickAsync(new());
        box.WaitForAssertion(() => Assert.Contains(Words.Say("Sales.FollowUpInFuture"), box.Find(".error-summary").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("电话里谈妥了时间", box.Find("textarea").GetAttribute("value"));

        box.Find(".when input").Change("2026-03-02T08:30");
        await box.Find(".btn-primary").ClickAsync(new());
        box.WaitForAssertion(() => Assert.Equal(1, saved), Patience);
        Assert.True(string.IsNullOrEmpty(box.Find("textarea").GetAttribute("value")));
        var row = (await Business.Get<OpportunityFollowUps>().For(await Business.As("sales1"), id)).Single(f => f.Text == "电话里谈妥了时间");
        Assert.Equal(new DateTime(2026, 3, 2, 0, 30, 0, DateTimeKind.Utc), row.TookPlaceAt);
    }

    [Fact]
    public async Task A_plan_is_done_with_one_press()
    {
        var (id, _) = await Find(Mes);
        await SignIn("sales1");
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/opportunities/{id}?tab=plans");
        var page = Render<OpportunityPage>(p => p.Add(x => x.Id, id));
        await page.WaitForElement("[data-plan] .btn-small", Patience).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-plan]")), Patience);
        Assert.Contains(await Business.Get<OpportunityFollowUps>().For(await Business.As("sales1"), id), f => f is { WasPlanned: true, Text: "上门演示方案" });
    }

    private async Task<IRenderedComponent<OpportunityPage>> Open(string account, string title)
    {
        await SignIn(account);
        var (id, _) = await Find(title);
        var page = Render<OpportunityPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement("[data-opportunity]", Patience);
        return page;
    }

    private async Task<(Guid Id, int Version)> Find(string title)
    {
        var found = await Business.Read(db => db.Opportunities.Where(o => o.Title == title).Select(o => new { o.Id, o.Version }).SingleAsync());
        return (found.Id, found.Version);
    }

    private static IEnumerable<string> Buttons(IRenderedComponent<OpportunityPage> page) => page.FindAll(".title-acts > button").Select(b => b.TextContent.Trim());

    private sealed class NoForms : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
