using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.People;

/// <summary>An administrator decides, and open pages of others follow.</summary>
[Collection(SharedHost.Name)]
public sealed class AdministrationTests(SharedHost shared)
{
    [Fact]
    public async Task The_screens_of_administration_are_usable_by_all()
    {
        await using var admin = await shared.SignIn("admin", "/admin/people");
        foreach (var page in new[] { "/admin/people", "/admin/departments", "/admin/roles", "/admin/pipelines", "/account" })
        {
            await admin.Open(page);
            await Axe.Check(admin.Page);
            await Look.At(admin.Page, page.Trim('/').Replace('/', '-'));
        }

        await admin.Open("/admin/people?q=salesmgr");
        await admin.Page.Locator("[data-person] th a").ClickAsync();
        await Assertions.Expect(admin.Page.Locator("[data-area=Sales]")).ToContainTextAsync("华南销售部");
        await Axe.Check(admin.Page);
        await Look.At(admin.Page, "admin-person");
    }

    [Fact]
    public async Task A_suspended_person_is_out_of_his_open_page_within_five_seconds()
    {
        await using var pm = await shared.SignIn("pm2", "/account");
        await using var admin = await shared.SignIn("admin", "/admin/people?q=pm2");
        await admin.Page.Locator("[data-person] th a").ClickAsync();
        await admin.Page.Locator("#rights-title").WaitForAsync();
        try
        {
            await admin.Page.Locator(".title-acts [aria-haspopup=menu]").ClickAsync();
            await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "停用" }).ClickAsync();
            await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
            await pm.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/login", new() { Timeout = 5000 });
        }
        finally
        {
            await admin.Page.Locator(".title-acts [aria-haspopup=menu]").ClickAsync();
            await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "启用" }).ClickAsync();
            await Assertions.Expect(admin.Page.Locator(".title-row")).ToContainTextAsync("可登录");
        }
    }
}
