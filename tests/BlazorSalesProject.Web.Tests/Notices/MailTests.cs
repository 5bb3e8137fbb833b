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
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorSalesProject.Web.Tests.Notices;

/// <summary>Mails leave the outbox whatever the mail server does, and carry nothing but what we wrote (DP-1, DP-2, IN-3).</summary>
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
    public async Task A_server_that_is_away_is_reported_once_and_its_backlog_is_there_to_be_read_until_it_is_back()
    {
        sink.Behaviour = SmtpBehaviour.Refuse;
        for (var i = 0; i < 5; i++)
        {
            await Assign(Mes, i % 2 == 0 ? "sales2" : "sales1");
        }

        var (log, admin) = (new Counting(), await business.As("admin"));
        var waiting = (await Mails()).Count;
        var watched = Round(sink.Port, log: log);
        for (var minute = 0; minute < 30; minute++)
        {
            await watched.Work(CancellationToken.None);
            business.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, log.Errors);
        var page = (await business.Get<MailOutbox>().For(admin))!;
        Assert.Equal((waiting, 0, 0), (page.Waiting, page.Sent, page.SetAside));
        Assert.Contains(page.Lines, l => l is { State: MailState.Waiting, Attempts: > 0, Error.Length: > 0 } && l.DueAt > business.Clock.Now().AddMinutes(-5));

        sink.Behaviour = SmtpBehaviour.Accept;
        business.Clock.Advance(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 3; i++)
        {
            await watched.Work(CancellationToken.None);
        }

        Assert.Equal((0, waiting), ((await business.Get<MailOutbox>().For(admin))!.Waiting, sink.Messages.Count));
        Assert.Equal(1, log.Errors);
    }

    [Fact]
    public async Task Names_and_addresses_that_would_be_headers_or_more_people_reach_one_person_and_say_nothing_else()
    {
        var admin = await business.As("admin");
        const string name = "王\r\nBcc: thief@example.org\r\nSubject: 中奖\u2028\" <thief@example.org>,";
        var person = await business.Get<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts(name, PersonKind.External) { Email = "one@example.org" });
        Assert.Null(person.Refusal?.Sentence);
        Assert.Null((await business.Get<InvitePerson>().Run(admin, Guid.NewGuid(), person.Value)).Refusal?.Sentence);
        await Work();
        var mail = await sink.WaitFor(m => m.Recipients.Contains("one@example.org"));
        Assert.Equal(["one@example.org"], mail.Recipients);
        Assert.DoesNotContain("bcc", mail.Headers.Keys);
        Assert.DoesNotContain("中奖", mail.Subject, StringComparison.Ordinal);
        Assert.Single(mail.Raw.Split("\r\n\r\n")[0].Split("\r\n"), l => l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase));
        Assert.Single(sink.Messages);

        foreach (var address in new[] { "one@example.org,two@example.org", "one@example.org;two@example.org", "one@example.org\r\nBcc: two@example.org", "one@example.org two@example.org", "one", "@", "one@example.org\0" })
        {
            var more = await business.Get<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts("二", PersonKind.External) { Email = address });
            if (more.Ok)
            {
                Assert.Null((await business.Get<InvitePerson>().Run(admin, Guid.NewGuid(), more.Value)).Refusal?.Sentence);
                await Work();
            }
        }

        Assert.All(sink.Messages, m => Assert.Single(m.Recipients));
    }

    [Fact]
    public async Task A_link_or_markup_that_somebody_typed_is_words_and_the_only_links_are_ours()
    {
        var (li, (id, version)) = (await business.As("sales1"), await Opportunity(Mes));
        Assert.Null((await business.Get<ChangeOpportunity>().Run(li, id, version, new OpportunityFacts("<a href=\"https://evil.example/\">https://crm.example.com/</a> javascript:alert(1)", new Money(100, "CNY")))).Refusal);
        await Assign(await business.Read(db => db.Opportunities.Where(o => o.Id == id).Select(o => o.Title).SingleAsync()), "sales2");
        await Work();
        var mail = await sink.WaitFor(m => m.Recipients.Contains("sales2@example.com"));
        Assert.All(mail.Links, l => Assert.StartsWith("https://crm.example.com/sales/", l, StringComparison.Ordinal));
        Assert.DoesNotContain("<a href=\"https://evil", mail.Html, StringComparison.Ordinal);
        Assert.Contains("evil.example", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpBehaviour.BlackHole), InlineData(SmtpBehaviour.Drip)]
    public async Task A_silent_or_dripping_server_holds_a_mail_no_longer_than_agreed(SmtpBehaviour behaviour)
    {
        sink.Behaviour = behaviour;
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

    /// <summary>Counts what an operator would be woken by.</summary>
    private sealed class Counting : ILogger<MailRound>
    {
        public int Errors { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Errors += logLevel >= LogLevel.Error ? 1 : 0;
    }

    private MailRound Round(int port, TimeSpan? longest = null, string? host = "127.0.0.1", ILogger<MailRound>? log = null)
    {
        var settings = new Settings
        {
            Provider = DatabaseProvider.Sqlite, ConnectionString = "", StoragePath = "", Demo = false, PublicUrl = new Uri("https://crm.example.com/sales/"), Currency = "CNY", CircuitsPerPerson = 1,
            Mail = new MailSettings { Host = host, Port = port, From = "crm@example.com", FromName = "销售系统" },
        };
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return new MailRound(business.Get<OutboxQueue>(), business.Get<MailReaders>(), new LetterWriter(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance, settings),
            new Postman(settings) { Longest = longest ?? TimeSpan.FromSeconds(20) }, business.Clock, log ?? NullLogger<MailRound>.Instance);
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
