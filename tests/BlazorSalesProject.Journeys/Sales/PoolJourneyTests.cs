using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Sales;

/// <summary>公海 in the browser: given back here it lies there, taken there it is gone here, and rules are tried out before they hold.</summary>
public sealed class PoolJourneyTests
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToHaveCountOptions Gone = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_customer_goes_back_and_one_of_two_gets_it_while_both_look_on()
    {
        await using var host = await Host.Start();
        await using var li = await Browser.Visit(host.Address, "sales1");
        await using var wang = await Browser.Visit(host.Address, "sales2", 390, 844, touch: true);
        await using var manager = await Browser.Visit(host.Address, "salesmgr", scheme: ColorScheme.Dark);
        await wang.SignIn("sales2", "/pool");
        await manager.SignIn("salesmgr", "/pool");
        await li.SignIn("sales1", "/customers");
        await Axe.Check(wang.Page);
        await Axe.Check(manager.Page);

        // The list says how many days are left, the page why.
        await Assertions.Expect(li.Page.Locator("[data-customer]").Filter(new() { HasText = "东莞精密" })).ToContainTextAsync("剩 5 天", new() { Timeout = 30_000 });
        await li.Page.GetByRole(AriaRole.Link, new() { Name = "东莞精密" }).ClickAsync();
        await Assertions.Expect(li.Page.GetByText("后无跟进")).ToBeVisibleAsync(Patience);

        // A follow-up begins the days again, before everybody's eyes.
        await li.Page.GetByPlaceholder("聊了什么").FillAsync("电话确认了下周的样品测试");
        await li.Page.GetByRole(AriaRole.Button, new() { Name = "保存跟进" }).ClickAsync();
        await Assertions.Expect(li.Page.Locator(".chip.warn")).ToHaveCountAsync(0, Gone);

        // Without a reason nothing goes; with one it lies in the pool of both others at once.
        await li.Page.GetByRole(AriaRole.Button, new() { Name = "退回公海" }).ClickAsync();
        var dialog = li.Page.Locator("dialog.dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "退回公海" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync(Patience);
        await Axe.Check(li.Page);
        await dialog.GetByLabel("原因").FillAsync("客户搬迁，项目暂停");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "退回公海" }).ClickAsync();
        await li.Page.WaitForURLAsync(url => url.EndsWith("/customers", StringComparison.Ordinal));
        var lying = wang.Page.Locator("[data-pooled]").Filter(new() { HasText = "东莞精密" });
        await Assertions.Expect(lying).ToBeVisibleAsync(Patience);
        await Assertions.Expect(manager.Page.Locator("[data-pooled]").Filter(new() { HasText = "东莞精密" })).ToBeVisibleAsync(Patience);
        await Look.At(wang.Page, "pool");

        // Who gave it back waits; the colleague takes it, and it leaves the manager's screen.
        await li.Open("/pool");
        await Assertions.Expect(li.Page.Locator("[data-pooled]").Filter(new() { HasText = "东莞精密" })).ToContainTextAsync("起才能再次领取", new() { Timeout = 30_000 });
        await lying.GetByRole(AriaRole.Button, new() { Name = "领取" }).ClickAsync();
        await Assertions.Expect(lying).ToHaveCountAsync(0, Gone);
        await Assertions.Expect(manager.Page.Locator("[data-pooled]").Filter(new() { HasText = "东莞精密" })).ToHaveCountAsync(0, Gone);
        await wang.Page.GetByRole(AriaRole.Link, new() { Name = "打开客户" }).ClickAsync();
        await Assertions.Expect(wang.Page.GetByRole(AriaRole.Heading, new() { Name = "东莞精密" })).ToBeVisibleAsync(Patience);

        // The manager gives two away in one go, and the figures say so.
        foreach (var name in new[] { "肇庆铝材", "汕头玩具" })
        {
            await manager.Page.Locator("[data-pooled]").Filter(new() { HasText = name }).GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "分配所选（2）" }).ClickAsync();
        var give = manager.Page.Locator("dialog.dialog");
        await give.GetByRole(AriaRole.Combobox).FillAsync("李娜");
        await give.GetByRole(AriaRole.Option, new() { Name = "李娜" }).ClickAsync();
        await give.GetByRole(AriaRole.Button, new() { Name = "分配", Exact = true }).ClickAsync();
        await Assertions.Expect(manager.Page.Locator("[data-pooled]").Filter(new() { HasText = "肇庆铝材" })).ToHaveCountAsync(0, Gone);
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "进出与公平" }).ClickAsync();
        await Assertions.Expect(manager.Page.Locator("[data-share]").Filter(new() { HasText = "李娜" }).GetByRole(AriaRole.Cell).Nth(1)).ToHaveTextAsync("2", new() { Timeout = 30_000 });
        await Axe.Check(manager.Page);
    }

    [Fact]
    public async Task Rules_are_tried_out_and_saved_only_when_their_effect_is_meant()
    {
        await using var host = await Host.Start();
        await using var admin = await Browser.Visit(host.Address, "admin");
        await admin.SignIn("admin", "/admin/pools");
        await Axe.Check(admin.Page);
        await admin.Page.Locator("[data-pool]").First.GetByRole(AriaRole.Button).ClickAsync();
        var drawer = admin.Page.Locator("dialog.drawer");
        await Assertions.Expect(drawer).ToBeVisibleAsync(Patience);
        await Axe.Check(admin.Page);
        var days = drawer.GetByLabel("无跟进（天）");
        await days.Nth(1).FillAsync("50");
        await days.Nth(1).PressAsync("Tab");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await Assertions.Expect(drawer.Locator("[data-trial]")).ToContainTextAsync("东莞精密", new() { Timeout = 30_000 });
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        var ask = admin.Page.Locator("dialog.dialog");
        await Assertions.Expect(ask).ToContainTextAsync("会有 1 个客户", new() { Timeout = 30_000 });
        await Look.At(admin.Page, "pool-rules-ask");
        await ask.GetByRole(AriaRole.Button, new() { Name = "仍然保存" }).ClickAsync();
        await Assertions.Expect(drawer).ToHaveCountAsync(0, Gone);
        await Assertions.Expect(admin.Page.Locator("[data-pool]").First).ToContainTextAsync("50 天无跟进", new() { Timeout = 30_000 });
    }
}
