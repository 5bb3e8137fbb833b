using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Notices;

/// <summary>Who hears of what, and that it is heard once (MN-5).</summary>
public sealed class TellPeopleTests
{
    private const string Mes = "华星光电 MES 一期";

    [Theory, BothDatabases]
    public async Task A_handover_is_heard_by_the_new_owner_and_the_old_one_and_not_by_who_did_it(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Assign("salesmgr", Mes, "sales2");
        await business.Tell();

        var heard = Assert.Single(await business.NoticesOf("sales2"));
        Assert.Equal("刘强 把商机「华星光电 MES 一期」交给了你", heard.Sentence);
        Assert.Equal("查看商机", heard.Button);
        Assert.Equal($"/opportunities/{(await business.Opportunity(Mes)).Id}", heard.Link);
        Assert.True(heard.IsUnread);
        Assert.Equal("刘强 把商机「华星光电 MES 一期」转给了别人", Assert.Single(await business.NoticesOf("sales1")).Sentence);
        Assert.Empty(await business.NoticesOf("salesmgr"));
        Assert.Empty(await business.NoticesOf("sales3"));
    }

    [Theory, BothDatabases]
    public async Task Telling_again_changes_nothing(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Assign("salesmgr", Mes, "sales2");
        for (var time = 0; time < 3; time++)
        {
            await business.Tell();
            await business.ForgetThatItWasTold();
        }

        await business.Tell();
        Assert.Single(await business.NoticesOf("sales2"));
        Assert.Equal(2, await business.Read(db => db.Outbox.CountAsync(m => m.Kind == OutboxMessage.Mail)));
    }

    [Theory, BothDatabases]
    public async Task Several_workers_share_the_rows_and_everybody_hears_everything_once(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        for (var i = 0; i < 10; i++)
        {
            await business.Assign("salesmgr", Mes, i % 2 == 0 ? "sales2" : "sales1");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => business.Get<TellPeople>().Run(Me.System)));
        await business.Tell();
        Assert.Equal(10, (await business.NoticesOf("sales1")).Count);

        // It is not his any more, so only that it went is told to him.
        Assert.Equal(5, (await business.NoticesOf("sales2")).Count);
        Assert.Equal(0, await business.Read(db => db.Outbox.CountAsync(m => m.Kind == OutboxMessage.Tell && m.DoneAt == null)));
    }

    [Theory, BothDatabases]
    public async Task A_kind_that_was_switched_off_is_not_told_and_mail_goes_as_chosen(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var wang = await business.As("sales2");
        Telling.Done(await business.Get<SetNoticePreference>().Run(wang, "OpportunityAssigned", inApp: false, byMail: false));
        Telling.Done(await business.Get<SetNoticePreference>().Run(wang, "OpportunityShared", inApp: false, byMail: true));
        await business.Assign("salesmgr", Mes, "sales2");
        await business.Assign("salesmgr", Mes, "sales1");
        var (id, _) = await business.Opportunity(Mes);
        Telling.Done(await business.Get<ShareOpportunity>().Run(await business.As("sales1"), id, wang.Id, canWrite: false, null));
        await business.Tell();

        Assert.Empty(await business.NoticesOf("sales2"));
        var letters = await business.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).Select(m => m.Payload).ToListAsync());
        Assert.Equal(["OpportunityShared"], letters.Select(l => Letter.Read(l)!).Where(l => l.PersonId == wang.Id).Select(l => l.Kind));
        Assert.Contains(await business.Get<NoticePreferences>().For(wang), c => c is { Kind: "OpportunityShared", InApp: false, ByMail: true });
    }

    [Theory, BothDatabases]
    public async Task Who_cannot_see_the_record_any_more_does_not_hear_of_it(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await business.Opportunity(Mes);
        var (li, zhou, wang) = (await business.As("sales1"), await business.As("sales3"), await business.As("sales2"));
        Telling.Done(await business.Get<ShareOpportunity>().Run(li, id, zhou.Id, canWrite: false, null));
        Telling.Done(await business.Get<ShareOpportunity>().Run(li, id, wang.Id, canWrite: true, null));
        Telling.Done(await business.Get<StopSharingOpportunity>().Run(li, id, zhou.Id));
        await business.Tell();

        Assert.Empty(await business.NoticesOf("sales3"));
        Assert.Equal("李娜 与你共享了商机「华星光电 MES 一期」，可编辑", Assert.Single(await business.NoticesOf("sales2")).Sentence);

        Telling.Done(await business.Get<StopSharingOpportunity>().Run(li, id, wang.Id));
        var left = Assert.Single(await business.NoticesOf("sales2"));
        Assert.False(left.Open);
        Assert.DoesNotContain("华星", left.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), left.Link, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Winning_and_losing_are_heard_by_those_above(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var li = await business.As("sales1");
        var (id, version) = await business.Opportunity(Mes);
        Telling.Done(await business.Get<WinOpportunity>().Run(li, id, version, new Money(128_000_000, "CNY"), business.Clock.Today(), null));
        await business.Tell();

        Assert.Equal("李娜 赢下了商机「华星光电 MES 一期」，¥1,280,000.00", Assert.Single(await business.NoticesOf("salesmgr")).Sentence);
        Assert.Single(await business.NoticesOf("boss"));
        Assert.Empty(await business.NoticesOf("sales1"));
        Assert.Empty(await business.NoticesOf("sales2"));
        Assert.Empty(await business.NoticesOf("admin"));
    }

    [Theory, BothDatabases]
    public async Task Advice_reaches_the_owner_and_a_due_plan_its_person_once(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (id, _) = await business.Opportunity(Mes);
        Telling.Done(await business.Get<GiveAdvice>().Run(await business.As("salesmgr"), Guid.NewGuid(), id, "先约技术总监"));
        var li = await business.As("sales1");
        Telling.Done(await business.Get<PlanFollowUp>().Run(li, Guid.NewGuid(), id, null, new PlanFacts("visit", "带方案上门", business.Clock.Now().AddHours(2))));
        await business.Tell();
        Assert.Equal("刘强 对商机「华星光电 MES 一期」提出建议：先约技术总监", Assert.Single(await business.NoticesOf("sales1")).Sentence);

        business.Clock.Advance(TimeSpan.FromHours(3));
        Telling.Done(await business.Get<RemindOfDuePlans>().Run(Me.System));
        Telling.Done(await business.Get<RemindOfDuePlans>().Run(Me.System));
        await business.Tell();
        var reminder = Assert.Single(await business.NoticesOf("sales1"), n => n.Kind == "FollowUpDue");
        Assert.Equal("该跟进「华星光电 MES 一期」了：带方案上门（2026-03-02 11:00）", reminder.Sentence);
        Assert.StartsWith($"/opportunities/{id}?plan=", reminder.Link, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_row_that_cannot_be_told_never_holds_up_the_next_and_is_set_aside_in_the_end(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Tell();
        var poison = new OutboxMessage { Kind = OutboxMessage.Tell, CreatedAt = business.Clock.Now(), DueAt = business.Clock.Now() };
        await business.Read(async db =>
        {
            db.Outbox.Add(poison);
            return await db.SaveChangesAsync();
        });
        await business.Assign("salesmgr", Mes, "sales2");
        await business.Tell();
        Assert.Single(await business.NoticesOf("sales2"));

        for (var attempt = 1; attempt < OutboxQueue.TellAttempts; attempt++)
        {
            business.Clock.Advance(TimeSpan.FromMinutes(11));
            await business.Tell();
        }

        var left = await business.Read(db => db.Outbox.SingleAsync(m => m.Id == poison.Id));
        Assert.Equal(OutboxQueue.TellAttempts, left.Attempts);
        Assert.Contains("names no activity", left.DeadReason, StringComparison.Ordinal);
        Assert.Null(left.DoneAt);
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_died_holds_its_rows_for_a_while_only(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Tell();
        await business.Assign("salesmgr", Mes, "sales2");
        var taken = Assert.Single(await business.Get<OutboxQueue>().Claim(OutboxMessage.Tell, TimeSpan.FromMinutes(2)));
        await business.Tell();
        Assert.Empty(await business.NoticesOf("sales2"));

        business.Clock.Advance(TimeSpan.FromMinutes(3));
        await business.Tell();
        Assert.Single(await business.NoticesOf("sales2"));

        // The one that was thought dead comes back: its word counts no more.
        Telling.Done(await business.Get<OutboxQueue>().Failed(taken, "too late", null));
        Assert.Null((await business.Read(db => db.Outbox.SingleAsync(m => m.Id == taken.Id))).DeadReason);
    }

    [Theory, BothDatabases]
    public async Task Read_on_one_device_is_read_on_all_and_only_ones_own(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Assign("salesmgr", Mes, "sales2");
        await business.Assign("salesmgr", "联创汽车电子 MES", "sales1");
        await business.Tell();
        var (li, wang) = (await business.As("sales1"), await business.As("sales2"));
        var mine = (await business.NoticesOf("sales2"))[0];
        Assert.Equal(RefusalKind.NotFound, (await business.Get<MarkNoticesRead>().Run(li, mine.Id)).Refusal?.Kind);
        var heard = 0;
        using (business.Get<Signals>().Listen([Signals.Topic(nameof(Notice), wang.Id)], _ => heard++))
        {
            Telling.Done(await business.Get<MarkNoticesRead>().Run(wang, mine.Id));
            Telling.Done(await business.Get<MarkNoticesRead>().Run(wang, mine.Id));
        }

        Assert.Equal(1, heard);
        Assert.Equal(1, (await business.Get<NoticeTray>().For(wang)).Unread);
        Telling.Done(await business.Get<MarkNoticesRead>().Run(wang));
        var page = await business.Get<NoticeTray>().For(wang, unreadOnly: true);
        Assert.Equal((0, 0), (page.Unread, page.Total));
        Assert.Equal(2, (await business.Get<NoticeTray>().For(li)).Unread);
    }

    [Theory, BothDatabases]
    public async Task The_mails_are_for_those_who_configure_the_application(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Assign("salesmgr", Mes, "sales2");
        await business.Tell();
        Assert.Null(await business.Get<MailOutbox>().For(await business.As("salesmgr")));
        var page = await business.Get<MailOutbox>().For(await business.As("admin"), MailState.Waiting);
        Assert.Equal(2, page!.Total);
        Assert.Contains(page.Lines, l => l.Address == "sales2@example.com" && l.Letter!.Sentence.Contains("交给了你", StringComparison.Ordinal));
        Assert.Equal(RefusalKind.Denied, (await business.Get<RetryMail>().Run(await business.As("boss"), page.Lines[0].Id)).Refusal?.Kind);
        Telling.Done(await business.Get<RetryMail>().Run(await business.As("admin"), page.Lines[0].Id));
        Assert.Equal(RefusalKind.Denied, (await business.Get<TellPeople>().Run(await business.As("boss"))).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Every_kind_of_notice_has_its_words_in_both_languages(Database on)
    {
        await using var business = new TestBusiness(on);
        foreach (var kind in business.Get<NoticeKinds>().All)
        {
            foreach (var language in Person.Languages)
            {
                Assert.NotNull(Words.Find($"Notices.Kind_{kind.Code}", System.Globalization.CultureInfo.GetCultureInfo(language)));
            }
        }
    }
}
