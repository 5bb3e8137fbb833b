using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.People;

/// <summary>Registering from outside: a link and a code, each good for once, however often, from wherever and by however many they are tried (AU-4, AU-5).</summary>
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

    [Theory, BothDatabases]
    public async Task Twenty_who_ask_at_once_are_sent_one_code(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);

        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => b.Get<SendVerificationCode>().Run(Me.System, token))));

        Assert.Single(sent, o => o.Ok);
        Assert.Equal(1, await b.Read(db => db.VerificationCodes.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Codes_count_by_person_whichever_invitation_asks_and_end_with_the_day(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (first, second) = (await Invite(b), await Again(b));
        Assert.True((await b.Get<SendVerificationCode>().Run(Me.System, first)).Ok);
        Assert.Equal("People.CodeTooSoon", (await b.Get<SendVerificationCode>().Run(Me.System, second)).Refusal?.Key);
        for (var i = 1; i < Limits.CodesPerDay; i++)
        {
            b.Clock.Advance(TimeSpan.FromMinutes(61));
            Assert.True((await b.Get<SendVerificationCode>().Run(Me.System, i % 2 == 0 ? first : second)).Ok);
        }

        b.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("People.CodeTooSoon", (await b.Get<SendVerificationCode>().Run(Me.System, first)).Refusal?.Key);
        b.Clock.Advance(TimeSpan.FromHours(24));
        Assert.True((await b.Get<SendVerificationCode>().Run(Me.System, first)).Ok);
    }

    [Theory, BothDatabases]
    public async Task Everybody_together_is_sent_no_more_codes_in_an_hour_than_agreed(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        var invitation = await b.Read(async db =>
        {
            var other = Invitation.Create((await b.As("impl1")).Id, Invitation.NewToken(), b.Clock.Now());
            other.CreatedAt = b.Clock.Now();
            db.Invitations.Add(other);
            db.VerificationCodes.AddRange(Enumerable.Range(0, Limits.CodesPerHour).Select(_ => new VerificationCode { InvitationId = other.Id, Hash = "x", At = b.Clock.Now() }));
            await db.SaveChangesAsync();
            return other.Id;
        });
        Assert.Equal("People.CodeTooSoon", (await b.Get<SendVerificationCode>().Run(Me.System, token)).Refusal?.Key);
        Assert.Equal(Limits.CodesPerHour, await b.Read(db => db.VerificationCodes.CountAsync(c => c.InvitationId == invitation)));
        b.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await b.Get<SendVerificationCode>().Run(Me.System, token)).Ok);
    }

    [Theory, BothDatabases]
    public async Task One_address_asks_and_guesses_only_so_often_whomever_it_is_about(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        var code = await Code(b, token);
        var visitor = Me.System with { Ip = "2001:db8::1" };
        for (var i = 0; i < Limits.CodeTries; i++)
        {
            Assert.Equal("People.CodeWrong", (await b.Get<AcceptInvitation>().Run(visitor, token, "tanaka", Password, Other(code))).Refusal?.Key);
        }

        // The same words as for a wrong code: from here on nothing is learned, not even by the right one.
        b.Clock.Advance(VerificationCode.Pause);
        var fresh = await Code(b, token);
        Assert.Equal("People.CodeWrong", (await b.Get<AcceptInvitation>().Run(visitor, token, "tanaka", Password, fresh)).Refusal?.Key);
        b.Clock.Advance(VerificationCode.Pause);
        Assert.Equal("People.CodeTooSoon", (await b.Get<SendVerificationCode>().Run(visitor, token)).Refusal?.Key);
        Assert.Null((await Accept(b, token, fresh)).Refusal?.Sentence);
    }

    [Theory, BothDatabases]
    public async Task Fifty_who_accept_at_once_with_the_right_code_make_one_account(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var token = await Invite(b);
        var code = await Code(b, token);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => b.Get<AcceptInvitation>().Run(Me.System, token, $"tanaka{i}", Password, code))));

        Assert.Single(outcomes, o => o.Ok);
        Assert.DoesNotContain(outcomes, o => o.Refusal?.Kind == RefusalKind.Unexpected);
        var person = await b.Read(db => db.People.Where(p => p.Email == "tanaka@example.org").Select(p => p.Id).SingleAsync());
        Assert.Equal(1, await b.Read(db => db.Accounts.CountAsync(a => a.PersonId == person)));
    }

    [Theory, BothDatabases]
    public async Task A_code_of_one_invitation_opens_no_other_and_whoever_left_is_not_let_in(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (token, other) = (await Invite(b), await Invite(b, "suzuki@example.org"));
        var code = await Code(b, token);
        Assert.Equal("People.CodeWrong", (await b.Get<AcceptInvitation>().Run(Me.System, other, "suzuki", Password, code)).Refusal?.Key);

        // Whether he may still come is asked again when he comes.
        var person = await b.Read(db => db.People.Where(p => p.Email == "tanaka@example.org").Select(p => p.Id).SingleAsync());
        Assert.Null((await b.Get<DeactivatePerson>().Run(await b.As("admin"), person)).Refusal?.Sentence);
        Assert.Equal("People.Invitation_Revoked", (await Accept(b, token, code)).Refusal?.Key);
        Assert.Equal("People.Invitation_Revoked", (await b.Get<SendVerificationCode>().Run(Me.System, token)).Refusal?.Key);
        Assert.Equal(new InvitationFacts(InvitationState.Revoked), await b.Get<LookAtInvitation>().For(Me.System, token));
        Assert.False(await b.Read(db => db.Accounts.AnyAsync(a => a.PersonId == person)));
    }

    [Theory, BothDatabases]
    public async Task Invited_twice_the_one_link_he_uses_closes_the_other(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (first, second) = (await Invite(b), await Again(b));
        Assert.Equal([InvitationState.Open, InvitationState.Open], [(await b.Get<LookAtInvitation>().For(Me.System, first)).State, (await b.Get<LookAtInvitation>().For(Me.System, second)).State]);
        Assert.Null((await Accept(b, second, await Code(b, second))).Refusal?.Sentence);

        // It would be a new password now, without a code.
        Assert.Equal("People.Invitation_Revoked", (await b.Get<AcceptInvitation>().Run(Me.System, first, "thief", Password)).Refusal?.Key);
        Assert.Null((await b.Get<LookAtInvitation>().For(Me.System, first)).Name);
    }

    /// <summary>Another manager invites the same person beside the first, as giving him a task does.</summary>
    private static async Task<string> Again(TestBusiness b)
    {
        var token = Invitation.NewToken();
        var person = await b.Read(db => db.People.Where(p => p.Email == "tanaka@example.org").Select(p => p.Id).SingleAsync());
        Assert.Null((await b.Get<Works>().Do(Me.System, "Scene", work =>
        {
            work.Db.Invitations.Add(Invitation.Create(person, token, work.Now));
            return Task.FromResult<Refusal?>(null);
        })).Refusal);
        return token;
    }

    private static Task<Outcome> Accept(TestBusiness b, string token, string? code) => b.Get<AcceptInvitation>().Run(Me.System, token, "tanaka", Password, code);

    private static string Other(string code) => code == "000000" ? "000001" : "000000";

    private static async Task<string> Invite(TestBusiness b, string mail = "tanaka@example.org")
    {
        var admin = await b.As("admin");
        var person = (await b.Get<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts("田中", PersonKind.External) { Email = mail, Mobile = "13900001111" })).Value;
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
