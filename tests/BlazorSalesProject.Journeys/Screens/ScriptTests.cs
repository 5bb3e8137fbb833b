using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Screens;

/// <summary>IN-1: whatever people have typed anywhere is shown as text, on every page that shows it.</summary>
public sealed class ScriptTests
{
    private static readonly string[] Columns = ["contact", "needs", "proposal", "negotiation", "contract", "payment"];

    [Fact]
    public async Task No_text_that_somebody_typed_becomes_a_script_or_an_element()
    {
        Assert.True(ScriptCorpus.All.Count >= 80);
        await using var host = await Host.Start();
        Assert.Equal(0, host.Stop());
        var (customer, opportunity) = await Fill(host);
        await host.Restart();

        await using (var li = await Enter(host, "sales1"))
        {
            foreach (var path in new[]
            {
                "/", "/opportunities", "/opportunities?view=list", "/opportunities?view=list&page=2", "/opportunities?view=list&page=3", "/opportunities?view=list&group=customer", "/opportunities?view=list&q=" + Uri.EscapeDataString(ScriptCorpus.All[0]),
                "/customers", "/customers?page=2", "/customers?page=3", $"/customers/{customer}", $"/customers/{customer}?tab=contacts", $"/customers/{customer}?tab=opportunities", $"/customers/{customer}?tab=timeline",
                $"/opportunities/{opportunity}", $"/opportunities/{opportunity}?tab=plans", $"/opportunities/{opportunity}?tab=contacts", $"/opportunities/{opportunity}?tab=advice", $"/opportunities/{opportunity}?tab=timeline", "/notices", "/notices?page=2",
            })
            {
                await Look(li, path);
            }

            // Toast, and the warning of a second company of the same name.
            await li.Open("/customers");
            await li.Page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
            await li.Page.Locator("#f-Name").FillAsync("<img src=x onerror=window.__x=1> 新");
            await li.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).First.ClickAsync();
            await Assertions.Expect(li.Page.Locator(".toasts")).ToContainTextAsync("<img src=x onerror=window.__x=1>", new() { Timeout = 30_000 });
            await Harmless(li, "a toast");
        }

        await using var admin = await Enter(host, "admin");
        foreach (var path in new[] { "/admin/audit", "/admin/audit?page=2", "/admin/audit?page=5", "/admin/audit?page=9", "/admin/mail", "/opportunities", "/customers" })
        {
            await Look(admin, path);
        }
    }

    private static async Task<Visitor> Enter(Host host, string account)
    {
        var visitor = await Browser.Visit(host.Address, $"{account}-scripts", 3200);
        visitor.Page.Dialog += (_, dialog) => Assert.Fail($"A dialog opened: {dialog.Message}");
        await visitor.SignIn(account, "/notices");
        return visitor;
    }

    private static async Task Look(Visitor visitor, string path)
    {
        await visitor.Open(path);
        await Harmless(visitor, path);
    }

    /// <summary>The visitor's own list of troubles holds violations of the content policy and requests to other hosts as well.</summary>
    private static async Task Harmless(Visitor visitor, string where)
    {
        var found = await visitor.Page.EvaluateAsync<string[]>("""
            () => {
              const found = [];
              if (window.__x !== undefined) found.push('a script ran');
              for (const e of document.querySelectorAll('*')) {
                for (const a of e.attributes) {
                  if (/^on/i.test(a.name) || a.name === 'srcdoc' || a.name === 'formaction') found.push(`${e.tagName} ${a.name}`);
                  if (['href', 'src', 'action', 'data', 'xlink:href'].includes(a.name) && /^\s*(javascript|vbscript|data)\s*:/i.test(a.value)) found.push(`${e.tagName} ${a.name}=${a.value}`);
                }
              }
              for (const e of document.querySelectorAll('a[href]')) if (e.host.endsWith('evil.example')) found.push(e.outerHTML.slice(0, 200));
              for (const e of document.querySelectorAll('body :is(iframe, object, embed, math, template, noscript, style, base, meta, marquee, video, audio, foreignObject, animate, set, xss, x, listing, xmp, mglyph), body script:not([src]), img[src="x"]'))
                found.push(e.outerHTML.slice(0, 200));
              return found;
            }
            """);
        Assert.True(found.Length == 0, $"{where}:\n  {string.Join("\n  ", found.Take(20))}");
        Assert.Empty(visitor.Troubles);
    }

    private static async Task<(Guid Customer, Guid Opportunity)> Fill(Host host)
    {
        await using var b = TestBusiness.At(host.Provider, host.ConnectionString);
        b.Clock.Set(DateTime.UtcNow.AddMinutes(-5));
        var li = await b.As("sales1");
        var manager = await b.As("salesmgr");
        Assert.False((await b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("网址") { Website = "javascript:alert(1)" })).Ok);
        var customer = Must(await b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("<script>window.__x=1</script>") { Note = ScriptCorpus.All[1], Address = ScriptCorpus.All[20], Level = "<b>", Industry = ScriptCorpus.All[13], Region = ScriptCorpus.All[14] }));
        var opportunity = Must(await b.Get<CreateOpportunity>().Run(li, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("<svg onload=window.__x=1>", Money.Of(1, "CNY")) { CustomerId = customer, Note = ScriptCorpus.All[0] }));
        foreach (var (text, i) in ScriptCorpus.All.Select((t, i) => (t, i)))
        {
            Must(await b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts(text) { Note = text, Region = Short(text), Industry = Short(text) }, anyway: true));
            Must(await b.Get<AddContact>().Run(li, Guid.NewGuid(), customer, new ContactFacts(Short(text), ContactRole.Technical, Title: Short(text), Note: text)));
            Must(await b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(opportunity, null, "call", text)));
            Must(await b.Get<PlanFollowUp>().Run(li, Guid.NewGuid(), opportunity, null, new PlanFacts("call", text, b.Clock.Now().AddDays(1 + (i % 30)))));
            Must(await b.Get<GiveAdvice>().Run(manager, Guid.NewGuid(), opportunity, text));
            var card = Must(await b.Get<CreateOpportunity>().Run(li, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts(text, Money.Of(i, "CNY")) { Note = text }));
            if (Columns[i % Columns.Length] is not "contact" and var stage)
            {
                Assert.Null((await b.Get<MoveOpportunity>().Run(li, card, 1, stage)).Refusal?.Sentence);
            }

            if (i < 60)
            {
                Assert.Null((await b.Get<SaveView>().Run(i % 2 == 0 ? li : manager, "opportunities", Short(text), "q=" + Uri.EscapeDataString(text), shared: true)).Refusal?.Sentence);
            }
        }

        return (customer, opportunity);
    }

    private static string Short(string text) => text[..Math.Min(text.Length, Limits.ShortText)];

    private static Guid Must(Outcome<Guid> outcome) => outcome.Ok ? outcome.Value : throw new InvalidOperationException(outcome.Refusal!.Sentence);
}
