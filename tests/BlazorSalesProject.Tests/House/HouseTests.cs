using System.Net.Mail;
using System.Text;
using Npgsql;

namespace BlazorSalesProject.Tests.House;

/// <summary>What the tests stand on has to hold too.</summary>
public sealed class HouseTests
{
    [Theory, BothDatabases]
    public void Each_test_has_a_database_of_its_own(Database on)
    {
        Assert.NotEqual(on.ConnectionString, Database.On(on.Provider).ConnectionString);
        Assert.Equal(on.ConnectionString, on.ConnectionString);
    }

    [Theory, BothDatabases]
    public async Task The_demo_cast_can_act(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var li = await business.As("sales1");
        Assert.Equal("李娜", li.Name);
        Assert.Equal(new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc), business.Clock.UtcNow);
    }

    [Fact]
    public void PostgreSQL_answers_and_knows_trigrams()
    {
        using var connection = new NpgsqlConnection(PostgresServer.Shared.CreateDatabase());
        connection.Open();
        using var command = new NpgsqlCommand("select similarity('华南销售部', '华南销售')", connection);
        Assert.InRange((float)command.ExecuteScalar()!, 0.1f, 1f);
    }

    [Fact]
    public void A_clock_moves_only_when_told_and_wakes_who_sleeps()
    {
        var clock = new FixedClock();
        var start = clock.UtcNow;
        var hour = Task.Delay(TimeSpan.FromHours(1), clock);
        var day = Task.Delay(TimeSpan.FromDays(1), clock);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(hour.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(hour.IsCompleted);
        Assert.False(day.IsCompleted);
        Assert.Equal(start.AddHours(1), clock.UtcNow);
    }

    [Fact]
    public void A_periodic_timer_ticks_as_often_as_it_should()
    {
        var clock = new FixedClock();
        var ticks = 0;
        using var timer = clock.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(35));
        Assert.Equal(3, ticks);
    }

    [Fact]
    public async Task The_mail_sink_reads_Chinese_in_subject_names_text_and_html()
    {
        using var sink = SmtpSink.Start();
        await Send(sink);
        var mail = Assert.Single(sink.Messages);
        Assert.Equal("邀请：请在七天之内确认订单 XM-2026-0012 并接受您的第一个任务", mail.Subject);
        Assert.Contains("销售项目一体化", mail.From, StringComparison.Ordinal);
        Assert.Contains("林工", mail.To, StringComparison.Ordinal);
        Assert.Equal(["lin@example.com"], mail.Recipients);
        Assert.Equal("请点击链接", mail.Text.Trim());
        Assert.Equal(["http://127.0.0.1/portal?a=1+2&b=3"], mail.Links);
    }

    [Theory]
    [InlineData(SmtpBehaviour.Refuse)]
    [InlineData(SmtpBehaviour.Answer421)]
    [InlineData(SmtpBehaviour.Answer550)]
    [InlineData(SmtpBehaviour.CutAfterData)]
    public async Task The_mail_sink_can_fail_and_recover(SmtpBehaviour behaviour)
    {
        using var sink = SmtpSink.Start();
        sink.Behaviour = behaviour;
        await Assert.ThrowsAnyAsync<SmtpException>(() => Send(sink));
        Assert.Equal(behaviour == SmtpBehaviour.CutAfterData ? 1 : 0, sink.Messages.Count);
        sink.Behaviour = SmtpBehaviour.Accept;
        var before = sink.Messages.Count;
        await Send(sink);
        Assert.Equal(before + 1, sink.Messages.Count);
    }

    [Theory]
    [InlineData("a.cs", "var u = \"http://x\"; // gone", "var u = \"http://x\";")]
    [InlineData("a.cs", "var s = \"\"\"a // b\"\"\"; /* gone */", "var s = \"\"\"a // b\"\"\";")]
    [InlineData("a.cs", "var c = '\"'; // gone", "var c = '\"';")]
    [InlineData("a.cs", "var v = @\"c:\\\"; // gone", "var v = @\"c:\\\";")]
    [InlineData("a.razor", "<a href=\"http://x\" /> @* gone *@", "<a href=\"http://x\" />")]
    [InlineData("a.razor", "<input accept=\"image/*\" />\n  /// gone", "<input accept=\"image/*\" />")]
    public void Source_is_read_without_its_comments(string path, string text, string code) =>
        Assert.Equal(code, SourceFile.Of(path, text).Code.TrimEnd());

    private static async Task Send(SmtpSink sink)
    {
        using var client = new SmtpClient("127.0.0.1", sink.Port);
        using var mail = new MailMessage(new MailAddress("no-reply@example.com", "销售项目一体化", Encoding.UTF8), new MailAddress("lin@example.com", "林工", Encoding.UTF8))
        {
            Subject = "邀请：请在七天之内确认订单 XM-2026-0012 并接受您的第一个任务",
            SubjectEncoding = Encoding.UTF8,
        };
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString("请点击链接", Encoding.UTF8, "text/plain"));
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString("<p><a href=\"http://127.0.0.1/portal?a=1+2&amp;b=3\">请点击</a></p>", Encoding.UTF8, "text/html"));
        await client.SendMailAsync(mail);
    }
}
