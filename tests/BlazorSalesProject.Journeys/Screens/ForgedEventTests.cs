using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Journeys.Sales;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Screens;

/// <summary>BZ-6: a page that says what no button of it says gets no further than its person may.</summary>
[Collection(SharedHost.Name)]
public sealed class ForgedEventTests(SharedHost shared)
{
    [Fact]
    public async Task Calls_of_the_board_with_foreign_cards_and_unknown_columns_have_no_effect()
    {
        await using var wang = await shared.SignIn("sales2", "/opportunities", width: Cards.AllColumns);
        var foreign = await wang.Page.CardOf("联创汽车电子 MES");
        await wang.Page.Sees("proposal", foreign);

        // Another person's page, whose script hands the line to the server to whoever asks.
        await using var zhou = await shared.Visit("sales3-forging", Cards.AllColumns);
        await zhou.Page.RouteAsync("**/js/board*.js", async route =>
        {
            var answer = await route.FetchAsync();
            var script = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = "const __keep = self => { window.__line = self; };\n" + System.Text.RegularExpressions.Regex.Replace(script, @"export function attach\((\w+), (\w+), (\w+)\) \{", "$0 __keep($2);") });
        });
        await zhou.SignIn("sales3", "/opportunities");
        await zhou.Page.Alive();
        var own = await zhou.Page.CardOf("纳米材料洁净室自动化");
        await zhou.Page.WaitForFunctionAsync("() => window.__line");

        foreach (var (card, column) in new[]
        {
            (foreign.ToString(), "needs"), (foreign.ToString(), "won"), (foreign.ToString(), "lost"), (own.ToString(), "no-such-column"), (own.ToString(), "__proto__"), (own.ToString(), ""), (own.ToString(), "inquiry"),
            ("", "needs"), ("not-a-guid", "needs"), (Guid.Empty.ToString(), "needs"), (Guid.NewGuid().ToString(), "needs"), (new string('9', 10_000), "needs"),
        })
        {
            await zhou.Page.EvaluateAsync("""
                async ([card, column]) => {
                  // What was asked over a line that broke is never answered.
                  const call = (name, ...args) => Promise.race([window.__line.invokeMethodAsync(name, ...args), new Promise((_, no) => setTimeout(() => no(new Error(`${name} is not answered`)), 20000))]);
                  const quiet = (name, ...args) => call(name, ...args).catch(e => { if (e.message.endsWith('is not answered')) throw e; });
                  await quiet('Lift', card);
                  await quiet('Ask', card);
                  await quiet('Drop', card, column, null);
                  await quiet('More', column);
                  await quiet('Release');
                }
                """, new[] { card, column });
        }

        Assert.Null(await zhou.Page.EvaluateAsync<string?>("async id => JSON.stringify(await window.__line.invokeMethodAsync('Lift', id)) === 'null' ? null : 'lifted'", foreign.ToString()));
        await Assertions.Expect(zhou.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await zhou.Open("/opportunities");
        await zhou.Page.Sees("needs", own);
        await wang.Open("/opportunities");
        await wang.Page.Sees("proposal", foreign);
    }

    [Fact]
    public async Task A_value_a_list_does_not_offer_is_refused()
    {
        await using var wang = await shared.SignIn("sales2", "/opportunities", width: Cards.AllColumns);
        var page = wang.Page;
        var id = await page.CardOf("联创总装线集成");
        await page.Drag(id, "lost");
        var reason = page.Locator("#f-lost-reason");
        await reason.EvaluateAsync("""
            select => {
              const forged = document.createElement('option');
              forged.value = 'because-i-say-so';
              select.append(forged);
              select.value = forged.value;
              select.dispatchEvent(new Event('change', { bubbles: true }));
            }
            """);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "输单" }).ClickAsync();

        await Assertions.Expect(reason).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await page.Sees("payment", id);
    }
}
