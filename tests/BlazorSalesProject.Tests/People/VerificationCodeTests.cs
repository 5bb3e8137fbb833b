using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.People;

/// <summary>Registering from outside: a link and a code, each good for once.</summary>
public sealed class VerificationCodeTests
{
    private const string Password = "Long-enough-2026";

    [Theory, BothDatabases]
    public async Task The_link_and_the_code_together_open_an_account_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        Assert.True((await b.Get<LookAtInvitation>().For(Me.System, token)).NeedsCode);

        Assert.Equal("People.CodeWrong", (await Accept(b, token, null)).Refusal?.Key);
        var code = await Code(b, token);
        Assert.Equal("People.CodeWrong", (await Accept(b, token, Other(code))).Refusal?.Key);
        Assert.Null((await Accept(b, token, code)).Refusal?.Sentence);

        Assert.Equal("People.Invitation_Used", (await Accept(b, token, code)).Refusal?.Key);
        Assert.False(await b.Read(db => db.VerificationCodes.AnyAsync(c => c.Hash == code)));
    }

    [Theory, BothDatabases]
    public async Task A_code_dies_after_ten_minutes_after_five_guesses_and_with_the_next_one(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        var old = await Code(b, token);
        b.Clock.Advance(VerificationCode.Lasts + TimeSpan.FromSeconds(1));
        Assert.Equal("People.CodeWrong", (await Accept(b, token, old)).Refusal?.Key);

        var second = await Code(b, token);
        for (var guess = 0; guess < VerificationCode.MostAttempts; guess++)
        {
            Assert.Equal("People.CodeWrong", (await Accept(b, token, Other(second))).Refusal?.Key);
        }

        Assert.Equal("People.CodeWrong", (await Accept(b, token, second)).Refusal?.Key);
        b.Clock.Advance(VerificationCode.Pause);
        var third = await Code(b, token);
        Assert.Equal("People.CodeWrong", (await Accept(b, token, second == third ? Other(second) : second)).Refusal?.Key);
        Assert.Null((await Accept(b, token, third)).Refusal?.Sentence);
    }

    [Theory, BothDatabases]
    public async Task Codes_are_not_sent_faster_than_one_a_minute_nor_for_a_link_that_opens_nothing(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        Assert.True((await b.Get<SendVerificationCode>().Run(Me.System, token)).Ok);
        Assert.Equal("People.CodeTooSoon", (await b.Get<SendVerificationCode>().Run(Me.System, token)).Refusal?.Key);
        for (var i = 1; i < VerificationCode.MostPerHour; i++)
        {
            b.Clock.Advance(VerificationCode.Pause);
            Assert.True((await b.Get<SendVerificationCode>().Run(Me.System, token)).Ok);
        }

        b.Clock.Advance(VerificationCode.Pause);
        Assert.Equal("People.CodeTooSoon", (await b.Get<SendVerificationCode>().Run(Me.System, token)).Refusal?.Key);
        Assert.Equal("People.Invitation_Unknown", (await b.Get<SendVerificationCode>().Run(Me.System, "nonsense")).Refusal?.Key);
        Assert.Equal(VerificationCode.MostPerHour, await b.Read(db => db.VerificationCodes.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Twenty_who_guess_at_once_have_five_guesses_together(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        var code = await Code(b, token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Accept(b, token, Other(code))));

        Assert.Equal(VerificationCode.MostAttempts, await b.Read(db => db.VerificationCodes.Select(c => c.Attempts).SingleAsync()));
    }

    private static Task<Outcome> Accept(TestBusiness b, string token, string? code) => b.Get<AcceptInvitation>().Run(Me.System, token, "tanaka", Password, code);

    private static string Other(string code) => code == "000000" ? "000001" : "000000";

    private static async Task<string> Invite(TestBusiness b)
    {
        var admin = await b.As("admin");
        var person = (await b.Get<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts("田中", PersonKind.External) { Email = "tanaka@example.org", Mobile = "13900001111" })).Value;
        return (await b.Get<InvitePerson>().Run(admin, Guid.NewGuid(), person, handOver: true)).Value!.Link!["/invitation/".Length..];
    }

    /// <summary>Asks for a code and reads it in the letter.</summary>
    private static async Task<string> Code(TestBusiness b, string token)
    {
        Assert.Null((await b.Get<SendVerificationCode>().Run(Me.System, token)).Refusal?.Sentence);
        var lines = (await b.Get<MailOutbox>().For(await b.As("admin")))!.Lines;
        return lines.OrderByDescending(l => l.CreatedAt).First(l => l.Letter!.TextKey == "Notices.VerificationCode").Letter!.Words[0].Text;
    }
}
