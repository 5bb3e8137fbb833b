using System.Security.Claims;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Notices;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Notices;

/// <summary>The bell and the page of notices, live on a real database.</summary>
public sealed class NoticePagesTests : BunitContext, IAsyncLifetime
{
    private const string Mes = "华星光电 MES 一期";
    private readonly TestBusiness business = new(Database.On(Database.Sqlite).WithDemo());

    public async Task InitializeAsync()
    {
        Words.Register(typeof(Program).Assembly);
        var wang = await business.As("sales2");
        var key = await business.Get<Sessions>().Begin(wang.Id, null, null);
        var session = (await business.Get<Sessions>().Find(key))!.Id;
        var living = new LivingSessions(business.Get<Sessions>(), business.Get<Signals>(), business.Clock);
        Services.AddSingleton<TimeProvider>(business.Clock);
        Services.AddSingleton(business.Get<Signals>());
        Services.AddSingleton(business.Get<WhoIs>());
        Services.AddSingleton(business.Get<NoticeTray>());
        Services.AddSingleton(business.Get<MarkNoticesRead>());
        Services.AddSingleton(living);
        Services.AddScoped<ToastTray>();
        Services.AddSingleton<AuthenticationStateProvider>(new Signed(wang.Id, session));
        Services.AddScoped<CurrentMe>();
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await business.DisposeAsync();
    }

    [Fact]
    public async Task The_bell_counts_shows_a_toast_with_a_button_and_marks_all_as_read()
    {
        var count = -1;
        var bell = Render<NoticeBell>(p => p.Add(b => b.Counted, n => count = n));
        bell.WaitForAssertion(() => Assert.Equal(0, count));
        Assert.Empty(bell.FindAll(".badge"));

        await Assign("sales2");
        bell.WaitForAssertion(() => Assert.Equal("1", bell.Find("[data-unread]").GetAttribute("data-unread")));
        Assert.Contains("1", bell.Find(".badge").TextContent, StringComparison.Ordinal);
        var toast = Assert.Single(Services.GetRequiredService<ToastTray>().Toasts);
        Assert.Equal(("刘强 把商机「华星光电 MES 一期」交给了你", "查看商机"), (toast.Text, toast.ActionText));

        await bell.Find("#bell").TriggerEventAsync("ontoggle", EventArgs.Empty);
        bell.Find("[data-notice] a[href^='/opportunities/']");
        await bell.Find(".bell-head button").ClickAsync(new());
        bell.WaitForAssertion(() => Assert.Equal("0", bell.Find("[data-unread]").GetAttribute("data-unread")));
        Assert.Equal(0, count);
    }

    [Fact]
    public async Task The_page_shows_what_is_unread_grows_by_itself_and_a_click_marks_as_read()
    {
        var page = Render<NoticesPage>();
        page.WaitForElement(".empty");
        await Assign("sales2");
        page.WaitForElement("[data-notice]");
        await page.Find("[data-notice] button").ClickAsync(new());
        page.WaitForElement(".empty");
        Assert.Empty(page.FindAll("[data-notice]"));
    }

    private async Task Assign(string to)
    {
        var found = await business.Read(db => db.Opportunities.Where(o => o.Title == Mes).Select(o => new { o.Id, o.Version }).SingleAsync());
        Assert.Null((await business.Get<AssignOpportunity>().Run(await business.As("salesmgr"), found.Id, found.Version, (await business.As(to)).Id)).Refusal);
        while ((await business.Get<TellPeople>().Run(Me.System)).Value > 0)
        {
        }
    }

    private sealed class Signed(Guid person, Guid session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, person.ToString()), new Claim("session", session.ToString())], "test"))));
    }
}
