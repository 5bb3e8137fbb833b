using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Notices.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorSalesProject.Web.Tests.Notices;

/// <summary>Mails leave the outbox whatever the mail server does (DP-1, DP-2, IN-3).</summary>
public sealed class MailTests : IAsyncLifetime
{
    private const string Mes = "华星光电 MES 一期";
    private readonly SmtpSink sink = SmtpSink.Start();
    private readonly TestBusiness business = new(Database.On(Database.Sqlite).WithDemo());
    private MailRound round = null!;

    public Task InitializeAsync()
    {
        Words.Register(typeof(Program).Assembly);
        round = Round(sink.Port);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        sink.Dispose();
        await business.DisposeAsync();
    }

    [Fact]
    public async Task A_letter_arrives_in_the_readers_language_with_its_button_and_a_number_of_its_own()
    {
        await Assign(Mes, "sales2");
        await Work();
        var mail = await sink.WaitFor(m => m.Recipients.Contains("sales2@example.com"));
        var id = (await business.Read(db => db.Opportunities.Where(o => o.Title == Mes).Select(o => o.Id).SingleAsync())).ToString();
        Assert.Equal("刘强 把商机「华星光电 MES 一期」交给了你", mail.Subject);
        Assert.Contains("王强", mail.To, StringComparison.Ordinal);
        Assert.Contains($"https://crm.example.com/sales/opportunities/{id}", mail.Links);
        Assert.All(mail.Links, link => Assert.StartsWith("https://crm.example.com/sales/", link, StringComparison.Ordinal));
        Assert.Contains("王强，你好", mail.Text, StringComparison.Ordinal);
        var row = (await Mails()).Single(m => Letter.Read(m.Payload)!.PersonId == Reader("sales2"));
        Assert.Equal($"<{row.Id:N}@example.com>", mail.Headers["message-id"]);
        Assert.NotNull(row.DoneAt);
    }

    [Fact]
    public async Task A_name_with_a_line_break_adds_no_header_and_markup_stays_text()
    {
        var (li, (id, version)) = (await business.As("sales1"), await Opportunity(Mes));
        var facts = new OpportunityFacts("乙\r\nBcc: thief@example.org\r\n\r\n<img src=x onerror=alert(1)>", new Money(100, "CNY"));
        Assert.Null((await business.Get<ChangeOpportunity>().Run(li, id, version, facts)).Refusal);
        var title = await business.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Title).SingleAsync());
        await Assign(title, "sales2");
        await Work();
        var mail = await sink.WaitFor(m => m.Recipients.Contains("sales2@example.com"));
        Assert.Equal(["sales2@example.com"], mail.Recipients);
        Assert.DoesNotContain("bcc", mail.Headers.Keys);
        Assert.Contains("&lt;img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_loses_nothing_and_everything_goes_when_it_is_back()
    {
        sink.Behaviour = SmtpBehaviour.Refuse;
        for (var i = 0; i < 6; i++)
        {
            await Assign(Mes, i % 2 == 0 ? "sales2" : "sales1");
        }

        for (var minute = 0; minute < 30; minute++)
        {
            Assert.NotNull(await round.Work(CancellationToken.None));
            business.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var waiting = await Mails();
        Assert.All(waiting, m => Assert.True(m is { DoneAt: null, DeadReason: null }));
        Assert.NotEmpty(waiting);

        sink.Behaviour = SmtpBehaviour.Accept;
        business.Clock.Advance(TimeSpan.FromMinutes(5));
        await Work();
        Assert.All(await Mails(), m => Assert.NotNull(m.DoneAt));
        Assert.Equal(waiting.Count, sink.Messages.Count);
    }

    [Fact]
    public async Task A_silent_server_holds_a_mail_no_longer_than_agreed()
    {
        sink.Behaviour = SmtpBehaviour.BlackHole;
        await Assign(Mes, "sales2");
        var hasty = Round(sink.Port, TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.FromMinutes(1), await hasty.Work(CancellationToken.None));
        var tried = Assert.Single(await Mails(), m => m.LastError is not null);
        Assert.Contains("No answer", tried.LastError, StringComparison.Ordinal);
        Assert.All(await Mails(), m => Assert.Null(m.LockedUntil));
        Assert.Equal(TimeSpan.FromSeconds(30), Postman.LongestEver);
    }

    [Fact]
    public async Task Try_again_later_waits_one_two_four_minutes()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(n => MailRound.Patience(n).TotalMinutes));
        sink.Behaviour = SmtpBehaviour.Answer421;
        await Assign(Mes, "sales2");
        await round.Work(CancellationToken.None);
        var tried = Assert.Single(await Mails(), m => m.LastError is not null);
        Assert.Equal(business.Clock.Now().AddMinutes(1), tried.DueAt);
        Assert.Null(tried.DeadReason);
    }

    [Fact]
    public async Task A_mail_refused_for_good_is_set_aside_at_once_and_the_next_one_goes()
    {
        sink.Behaviour = SmtpBehaviour.Answer550;
        await Assign(Mes, "sales2");
        await Work();
        var refused = await Mails();
        Assert.All(refused, m => Assert.True(m.DeadReason!.Contains("550", StringComparison.Ordinal) && m.Attempts == 1));

        sink.Behaviour = SmtpBehaviour.Accept;
        await Assign("联创汽车电子 MES", "sales1");
        await Work();
        Assert.Equal(2, sink.Messages.Count);

        var admin = await business.As("admin");
        Assert.Null((await business.Get<RetryMail>().Run(admin, refused[0].Id)).Refusal);
        await Work();
        Assert.Equal(3, sink.Messages.Count);
        Assert.Equal(1, (await business.Get<MailOutbox>().For(admin, MailState.SetAside))!.Total);
    }

    [Fact]
    public async Task A_line_cut_after_the_data_sends_again_under_the_same_number()
    {
        sink.Behaviour = SmtpBehaviour.CutAfterData;
        await Assign(Mes, "sales2");
        await round.Work(CancellationToken.None);
        sink.Behaviour = SmtpBehaviour.Accept;
        business.Clock.Advance(TimeSpan.FromMinutes(5));
        await Work();
        var twice = sink.Messages.GroupBy(m => m.Headers["message-id"]).ToList();
        Assert.Equal(2, twice.Count);
        Assert.Equal(3, sink.Messages.Count);
    }

    [Fact]
    public async Task Without_a_server_mails_stay_in_the_outbox_to_be_read()
    {
        await Assign(Mes, "sales2");
        await Round(0, host: null).Work(CancellationToken.None);
        Assert.All(await Mails(), m => Assert.True(m is { Attempts: 0, DoneAt: null }));
    }

    private MailRound Round(int port, TimeSpan? longest = null, string? host = "127.0.0.1")
    {
        var settings = new Settings
        {
            Provider = DatabaseProvider.Sqlite, ConnectionString = "", StoragePath = "", Demo = false, PublicUrl = new Uri("https://crm.example.com/sales/"), Currency = "CNY", CircuitsPerPerson = 1,
            Mail = new MailSettings { Host = host, Port = port, From = "crm@example.com", FromName = "销售系统" },
        };
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return new MailRound(business.Get<OutboxQueue>(), business.Get<MailReaders>(), new LetterWriter(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance, settings),
            new Postman(settings) { Longest = longest ?? TimeSpan.FromSeconds(20) }, business.Clock, NullLogger<MailRound>.Instance);
    }

    private async Task Assign(string title, string to)
    {
        var (id, version) = await Opportunity(title);
        Assert.Null((await business.Get<AssignOpportunity>().Run(await business.As("salesmgr"), id, version, (await business.As(to)).Id)).Refusal);
        while ((await business.Get<TellPeople>().Run(Me.System)).Value > 0)
        {
        }
    }

    private async Task Work()
    {
        for (var i = 0; i < 10; i++)
        {
            await round.Work(CancellationToken.None);
        }
    }

    private Task<List<OutboxMessage>> Mails() => business.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).OrderBy(m => m.CreatedAt).ToListAsync());

    private Guid Reader(string account) => business.As(account).GetAwaiter().GetResult().Id;

    private async Task<(Guid Id, int Version)> Opportunity(string title)
    {
        var found = await business.Read(db => db.Opportunities.Where(o => o.Title == title).Select(o => new { o.Id, o.Version }).SingleAsync());
        return (found.Id, found.Version);
    }
}
