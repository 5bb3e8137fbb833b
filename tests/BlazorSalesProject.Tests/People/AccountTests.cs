using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using SigningIn = BlazorSalesProject.People.SignIn;

namespace BlazorSalesProject.Tests.People;

/// <summary>Getting in, staying out, and the letters that open the door (AU-2, AU-3, AU-5, AU-6).</summary>
public sealed class AccountTests
{
    private static readonly Me Visitor = Me.System with { Ip = "192.0.2.7" };

    [Theory, BothDatabases]
    public async Task Five_wrong_passwords_lock_the_account_and_an_administrator_unlocks_it(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        for (var i = 0; i < Account.FailuresBeforeLock; i++)
        {
            Assert.NotNull((await In(b, "sales1", "wrong")).Refusal);
        }

        Assert.Equal("People.Locked", (await In(b, "sales1")).Refusal?.Key);
        var admin = await b.As("admin");
        var id = (await b.As("sales1")).Id;
        Assert.Equal(AccountState.Locked, (await b.Get<PersonCard>().For(admin, id))!.Account);
        Assert.Equal(RefusalKind.Denied, (await b.Get<UnlockAccount>().Run(await b.As("boss"), id)).Refusal?.Kind);
        Assert.True((await b.Get<UnlockAccount>().Run(admin, id)).Ok);
        Assert.NotNull((await In(b, "sales1")).Value?.SessionKey);

        for (var i = 0; i < Account.FailuresBeforeLock; i++)
        {
            await In(b, "sales1", "wrong");
        }

        b.Clock.Advance(Account.LockLasts + TimeSpan.FromSeconds(1));
        Assert.NotNull((await In(b, "sales1")).Value?.SessionKey);
    }

    [Theory, BothDatabases]
    public async Task Sixteen_browsers_of_one_person_sign_in_at_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => In(b, "sales1"))));
        Assert.All(all, one => Assert.NotNull(one.Value?.SessionKey));
    }

    [Theory, BothDatabases]
    public async Task Wrong_passwords_tried_at_once_are_each_counted(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Task.WhenAll(Enumerable.Range(0, Account.FailuresBeforeLock).Select(_ => Task.Run(() => In(b, "sales1", "wrong"))));
        Assert.Equal("People.Locked", (await In(b, "sales1")).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task An_unknown_name_and_a_wrong_password_are_answered_alike(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Equal((await In(b, "nobody", "wrong")).Refusal?.Sentence, (await In(b, "sales1", "wrong")).Refusal?.Sentence);
        await b.Get<DeactivatePerson>().Run(await b.As("admin"), (await b.As("sales2")).Id);
        Assert.Equal("People.WrongPassword", (await In(b, "sales2")).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_code_of_the_authenticator_works_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var me = await b.As("sales1");
        var secret = SecondFactor.NewSecret();
        string Code() => SecondFactor.Code(secret, (long)(b.Clock.Now() - DateTime.UnixEpoch).TotalSeconds / 30);
        Assert.Equal("People.WrongCode", (await b.Get<TurnOnSecondFactor>().Run(me, secret, "000000x")).Refusal?.Key);
        Assert.True((await b.Get<TurnOnSecondFactor>().Run(me, secret, Code())).Ok);

        Assert.True((await In(b, "sales1")).Value?.NeedsCode);
        Assert.Equal("People.WrongCode", (await In(b, "sales1", code: Code())).Refusal?.Key);
        b.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.NotNull((await In(b, "sales1", code: Code())).Value?.SessionKey);
        Assert.Equal("People.WrongCode", (await In(b, "sales1", code: Code())).Refusal?.Key);

        Assert.Equal("People.WrongOldPassword", (await b.Get<TurnOffSecondFactor>().Run(me, me.Id, "wrong")).Refusal?.Key);
        Assert.True((await b.Get<TurnOffSecondFactor>().Run(me, me.Id, Demo.Password)).Ok);
        Assert.NotNull((await In(b, "sales1")).Value?.SessionKey);
    }

    [Theory, BothDatabases]
    public async Task Changing_the_password_needs_the_old_one_and_ends_the_other_sessions(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var sessions = b.Get<Sessions>();
        var (here, there) = ((await In(b, "sales1")).Value!.SessionKey!, (await In(b, "sales1")).Value!.SessionKey!);
        var me = await b.As("sales1") with { SessionId = (await sessions.Find(here))!.Id };
        Assert.Equal(2, (await b.Get<SessionsOf>().For(me, me.Id)).Count);
        Assert.Equal("People.WrongOldPassword", (await b.Get<ChangePassword>().Run(me, "wrong", "a much longer one")).Refusal?.Key);
        Assert.Equal("People.PasswordTooCommon", (await b.Get<ChangePassword>().Run(me, Demo.Password, "sales1-2026")).Refusal?.Key);
        Assert.True((await b.Get<ChangePassword>().Run(me, Demo.Password, "a much longer one")).Ok);
        Assert.NotNull(await sessions.Find(here));
        Assert.Null(await sessions.Find(there));
        Assert.Null((await In(b, "sales1")).Value);
        Assert.NotNull((await In(b, "sales1", "a much longer one")).Value?.SessionKey);

        for (var i = 0; i < Account.FailuresBeforeLock; i++)
        {
            await b.Get<ChangePassword>().Run(me, "wrong", "another long one");
        }

        Assert.Equal("People.Locked", (await b.Get<ChangePassword>().Run(me, "a much longer one", "another long one")).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task An_invitation_opens_the_door_once_and_looking_does_not_use_it(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (id, token) = await Invite(b);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(InvitationState.Open, (await b.Get<LookAtInvitation>().For(Visitor, token)).State);
        }

        Assert.Equal("People.UserNameTaken", (await b.Get<AcceptInvitation>().Run(Visitor, token, "SALES1", "a long password")).Refusal?.Key);
        Assert.Equal("People.PasswordLength", (await b.Get<AcceptInvitation>().Run(Visitor, token, "newcomer", "short")).Refusal?.Key);
        var accept = b.Get<AcceptInvitation>();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => accept.Run(Visitor, token, $"newcomer{i}", "a long password")));
        Assert.Equal(1, all.Count(o => o.Ok));
        Assert.Equal(1, await b.Read(db => db.Accounts.CountAsync(a => a.PersonId == id)));
        Assert.Equal("People.Invitation_Used", (await accept.Run(Visitor, token, "again", "a long password")).Refusal?.Key);
        var name = await b.Read(db => db.Accounts.Where(a => a.PersonId == id).Select(a => a.UserName).SingleAsync());
        Assert.NotNull((await In(b, name, "a long password")).Value?.SessionKey);
    }

    [Theory, BothDatabases]
    public async Task An_invitation_that_is_old_replaced_or_altered_opens_nothing(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (id, first) = await Invite(b);
        var second = (await b.Get<InvitePerson>().Run(await b.As("admin"), Guid.NewGuid(), id, handOver: true)).Value!.Link!.Split('/')[^1];
        Assert.Equal("People.Invitation_Revoked", (await b.Get<AcceptInvitation>().Run(Visitor, first, "newcomer", "a long password")).Refusal?.Key);

        for (var i = 0; i < second.Length; i++)
        {
            var altered = second[..i] + (second[i] == '0' ? '1' : '0') + second[(i + 1)..];
            Assert.Equal(InvitationState.Unknown, (await b.Get<LookAtInvitation>().For(Visitor, altered)).State);
        }

        Assert.Equal("People.Invitation_Unknown", (await b.Get<AcceptInvitation>().Run(Visitor, null, "newcomer", "a long password")).Refusal?.Key);
        b.Clock.Advance(Invitation.Lasts + TimeSpan.FromSeconds(1));
        Assert.Equal("People.Invitation_Expired", (await b.Get<AcceptInvitation>().Run(Visitor, second, "newcomer", "a long password")).Refusal?.Key);
        Assert.False(await b.Read(db => db.Accounts.AnyAsync(a => a.PersonId == id)));
        Assert.Equal(64, second.Length);
        Assert.False(await b.Read(db => db.Invitations.AnyAsync(i => i.TokenHash == second)));
    }

    [Theory, BothDatabases]
    public async Task The_letter_waits_with_a_closed_link_that_only_the_sender_opens(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var id = (await b.Get<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts("新人", PersonKind.External) { Email = "new@example.com" })).Value;
        var key = Guid.NewGuid();
        var sent = await b.Get<InvitePerson>().Run(admin, key, id);
        Assert.Equal(sent.Value!.InvitationId, (await b.Get<InvitePerson>().Run(admin, key, id)).Value!.InvitationId);
        Assert.Null(sent.Value.Link);

        var mail = Assert.Single(await b.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).ToListAsync()));
        Assert.DoesNotContain("\"/invitation/", mail.Payload, StringComparison.Ordinal);
        var (letter, reader) = await b.Get<MailReaders>().Find(mail);
        Assert.Equal("new@example.com", reader!.Address);
        Assert.StartsWith("/invitation/", letter!.Link, StringComparison.Ordinal);
        Assert.Equal(InvitationState.Open, (await b.Get<LookAtInvitation>().For(Visitor, letter.Link.Split('/')[^1])).State);

        var token = letter.Link.Split('/')[^1];
        Assert.False(await b.Read(db => db.Activities.AnyAsync(a => a.Data.Contains(token))));
        Assert.False(await b.Read(db => db.IdempotencyKeys.AnyAsync(k => k.Result!.Contains(token))));
    }

    [Theory, BothDatabases]
    public async Task A_fresh_invitation_resets_the_password_and_ends_every_session(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, sales1) = (await b.As("admin"), await b.As("sales1"));
        var session = (await In(b, "sales1")).Value!.SessionKey!;
        var token = (await b.Get<InvitePerson>().Run(admin, Guid.NewGuid(), sales1.Id, handOver: true)).Value!.Link!.Split('/')[^1];
        Assert.Equal("sales1", (await b.Get<LookAtInvitation>().For(Visitor, token)).UserName);
        Assert.True((await b.Get<AcceptInvitation>().Run(Visitor, token, "ignored", "a long password")).Ok);
        Assert.Null(await b.Get<Sessions>().Find(session));
        Assert.NotNull((await In(b, "sales1", "a long password")).Value?.SessionKey);
    }

    [Theory, BothDatabases]
    public async Task Whoever_edits_people_cannot_open_an_administrators_door(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var role = (await b.Get<CreateRole>().Run(admin, Guid.NewGuid(), "人事", null, [new GrantFacts(Area.People, Function.Read, DataScope.All), new GrantFacts(Area.People, Function.Edit, DataScope.All)])).Value;
        var card = (await b.Get<PersonCard>().For(admin, (await b.As("pm1")).Id))!;
        Assert.True((await b.Get<GiveRoles>().Run(admin, card.Id, card.Version, [role])).Ok);
        var hr = await b.As("pm1");
        Assert.Equal(RefusalKind.Denied, (await b.Get<InvitePerson>().Run(hr, Guid.NewGuid(), admin.Id, handOver: true)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await b.Get<DeactivatePerson>().Run(hr, admin.Id)).Refusal?.Kind);
        Assert.True((await b.Get<InvitePerson>().Run(hr, Guid.NewGuid(), (await b.As("sales1")).Id, handOver: true)).Ok);
    }

    [Theory, BothDatabases]
    public async Task An_empty_company_is_opened_by_the_printed_token_once(Database on)
    {
        await using var b = new TestBusiness(on);
        await b.Get<Beginning>().Run();
        var (old, token) = (await b.Get<SetupDoor>().Offer(), await b.Get<SetupDoor>().Offer());
        var create = b.Get<CreateFirstAdministrator>();
        Assert.Equal("People.WrongSetupToken", (await create.Run(Visitor, old, "管理员", "root", "a long password")).Refusal?.Key);
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => create.Run(Visitor, token, "管理员", $"root{i}", "a long password")));
        Assert.Equal(1, all.Count(o => o.Ok));
        Assert.Null(await b.Get<SetupDoor>().Offer());
        Assert.Equal("People.SetupDone", (await create.Run(Visitor, token, "管理员", "root", "a long password")).Refusal?.Key);
        var user = await b.Read(db => db.Accounts.Select(a => a.UserName).SingleAsync());
        Assert.True((await b.As(user)).MayConfigurePeople());
    }

    private static Task<Outcome<SignedIn>> In(TestBusiness b, string user, string password = Demo.Password, string? code = null) =>
        b.Get<SigningIn>().Run(Visitor, user, password, code, "test");

    private static async Task<(Guid Person, string Token)> Invite(TestBusiness b)
    {
        var admin = await b.As("admin");
        var id = (await b.Get<CreatePerson>().Run(admin, Guid.NewGuid(), new PersonFacts("新人", PersonKind.Staff))).Value;
        Assert.Equal("People.InviteNeedsMail", (await b.Get<InvitePerson>().Run(admin, Guid.NewGuid(), id)).Refusal?.Key);
        var outcome = await b.Get<InvitePerson>().Run(admin, Guid.NewGuid(), id, handOver: true);
        return (id, outcome.Value!.Link!.Split('/')[^1]);
    }
}
