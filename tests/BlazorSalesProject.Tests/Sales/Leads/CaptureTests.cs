using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Sales.Leads;

/// <summary>Leads that strangers and programs send in.</summary>
public sealed class CaptureTests
{
    private static readonly Me Stranger = Me.System with { Ip = "203.0.113.9" };
    private static readonly FormWords Words = new("惠东塑胶制品有限公司", "邱工", "13700000001", "qiu@example.com", "广东惠州", "想看视觉检测");

    [Theory, BothDatabases]
    public async Task A_form_comes_in_once_however_often_it_is_sent_with_what_was_agreed_to(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var form = await b.Read(db => db.LeadForms.SingleAsync());
        var sending = Guid.NewGuid();
        Assert.Equal("Consent", (await b.Get<SendLeadForm>().Run(Stranger, Guid.NewGuid(), form.Key, Words, false)).Refusal!.Field);
        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => b.Get<SendLeadForm>().Run(Stranger, sending, form.Key, Words, true))));
        Assert.All(tries, t => Assert.Null(t.Refusal?.Sentence));
        var lead = await b.Read(db => db.Leads.SingleAsync(l => l.PhoneKey == "13700000001"));
        Assert.Equal((form.PoolId, null, "web", form.CampaignId, "想看视觉检测"), (lead.PoolId, lead.OwnerId, lead.Source, lead.CampaignId, lead.Note));
        var agreed = await b.Read(db => db.Activities.SingleAsync(a => a.Kind == "LeadConsented" && a.SubjectId == lead.Id));
        Assert.Equal((form.Consent, "203.0.113.9"), (agreed.Details().Fact("Text"), agreed.Ip));
    }

    [Theory, BothDatabases]
    public async Task Who_asks_again_makes_no_second_lead_and_its_rep_hears_of_it(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var form = await b.Read(db => db.LeadForms.SingleAsync());
        var li = await b.As("sales1");
        var mine = (await b.Get<CreateLead>().Run(li, Guid.NewGuid(), new LeadFacts("惠东") { Email = "QIU@example.com" })).Value;
        Assert.True((await b.Get<SendLeadForm>().Run(Stranger, Guid.NewGuid(), form.Key, Words, true)).Ok);
        var card = (await b.Get<LeadSheet>().For(li, mine))!;
        Assert.Equal(("惠东", "13700000001", li.Id), (card.Facts.Company, card.Facts.Phone, card.OwnerId));
        await b.Get<BlazorSalesProject.Notices.TellPeople>().Run(Me.System);
        Assert.Equal("您的线索「惠东」再次来询：想看视觉检测", (await b.Get<BlazorSalesProject.Notices.NoticeTray>().For(li)).Lines.First(l => l.Kind == "LeadAskedAgain").Sentence);
    }

    [Theory, BothDatabases]
    public async Task Two_of_one_phone_at_once_make_one_lead(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var form = await b.Read(db => db.LeadForms.SingleAsync());
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => b.Get<SendLeadForm>().Run(Stranger, Guid.NewGuid(), form.Key, Words, true))));
        Assert.Equal(1, await b.Read(db => db.Leads.CountAsync(l => l.PhoneKey == "13700000001")));
    }

    [Theory, BothDatabases]
    public async Task A_form_refuses_what_is_too_long_or_leaves_no_way_to_answer(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var form = await b.Read(db => db.LeadForms.SingleAsync());
        async Task<string?> Field(FormWords words) => (await b.Get<SendLeadForm>().Run(Stranger, Guid.NewGuid(), form.Key, words, true)).Refusal?.Field;
        Assert.Equal("Phone", await Field(Words with { Phone = null, Email = " " }));
        Assert.Equal("Note", await Field(Words with { Note = new string('长', Limits.LongText + 1) }));
        Assert.Equal("Company", await Field(Words with { Company = null, ContactName = null }));
        Assert.Equal("Email", await Field(Words with { Email = "x" }));
        var admin = await b.As("admin");
        var row = (await b.Get<LeadDoors>().For(admin))!.Forms[0];
        Assert.True((await b.Get<SaveLeadForm>().Run(admin, Guid.NewGuid(), row.Id, row.Version, row.Facts with { Active = false })).Ok);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<SendLeadForm>().Run(Stranger, Guid.NewGuid(), form.Key, Words, true)).Refusal!.Kind);
        Assert.Null(await b.Get<LeadFormByKey>().For(Stranger, form.Key));
    }

    [Theory, BothDatabases]
    public async Task Only_origins_may_stand_where_a_header_is_made_of_them(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var pool = await b.Read(db => db.Pools.Where(p => p.Kind == PoolKind.Leads).Select(p => p.Id).SingleAsync());
        async Task<Refusal?> Sites(string sites) => (await b.Get<SaveLeadForm>().Run(admin, Guid.NewGuid(), null, 0, new LeadFormFacts("表单", pool) { Sites = sites })).Refusal;
        foreach (var bad in new[] { "*", "https://a.example.com/path", "javascript:alert(1)", "https://a.example.com;script-src", "'self'", "https://a.example.com\r\nX: y z", "example.com" })
        {
            Assert.Equal("Sites", (await Sites(bad))?.Field);
        }

        Assert.Null(await Sites("https://a.example.com https://b.example.com:8443/"));
    }

    [Theory, BothDatabases]
    public async Task A_key_is_kept_as_a_hash_opens_one_pool_and_nothing_once_revoked(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var pool = await b.Read(db => db.Pools.Where(p => p.Kind == PoolKind.Leads).Select(p => p.Id).SingleAsync());
        var secret = (await b.Get<MakeLeadKey>().Run(admin, "官网", pool, null)).Value!;
        Assert.True((await b.Get<ReceiveLead>().Run(Stranger, secret, Guid.NewGuid(), Words, "塑胶")).Ok);
        Assert.Equal("塑胶", await b.Read(db => db.Leads.Where(l => l.PhoneKey == "13700000001").Select(l => l.Industry).SingleAsync()));
        var key = Assert.Single((await b.Get<LeadDoors>().For(admin))!.Keys);
        Assert.NotNull(key.LastUsedAt);
        Assert.False(await b.Read(db => db.LeadKeys.AnyAsync(k => k.Hash == secret || k.Name.Contains(secret))));
        Assert.False(await b.Read(db => db.Activities.AnyAsync(a => a.Data.Contains(secret))));
        Assert.False(await b.Read(db => db.IdempotencyKeys.AnyAsync(k => k.Result!.Contains(secret))));
        Assert.True((await b.Get<RevokeLeadKey>().Run(admin, key.Id)).Ok);
        Assert.Equal("Leads.BadKey", (await b.Get<ReceiveLead>().Run(Stranger, secret, Guid.NewGuid(), Words, null)).Refusal!.Key);
        Assert.Equal("Leads.BadKey", (await b.Get<ReceiveLead>().Run(Stranger, null, Guid.NewGuid(), Words, null)).Refusal!.Key);
    }
}
