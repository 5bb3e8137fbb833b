using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using SigningIn = BlazorSalesProject.People.SignIn;

namespace BlazorSalesProject.Tests.People;

/// <summary>What strangers may get wrong at the open doors: known and unknown names alike (AU-3), codes and passwords counted by address (AU-4).</summary>
public sealed class KnocksTests
{
    private const string Address = "192.0.2.7";

    [Theory, BothDatabases]
    public async Task However_many_knock_at_once_the_limit_holds_to_the_last_one_and_ends_with_the_hour(Database on)
    {
        await using var b = new TestBusiness(on);
        var knocks = b.Get<Knocks>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => knocks.Take(OpenDoor.Code, Address))));
        Assert.Equal(Limits.CodeTries, taken.Count(t => t));

        Assert.True(await knocks.Take(OpenDoor.Code, "192.0.2.8"));
        Assert.True(await knocks.Take(OpenDoor.Link, Address));
        b.Clock.Advance(Knocks.Window - TimeSpan.FromSeconds(1));
        Assert.False(await knocks.Take(OpenDoor.Code, Address));
        b.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await knocks.Take(OpenDoor.Code, Address));
    }

    [Theory, BothDatabases]
    public async Task What_was_right_is_given_back_and_who_has_no_address_is_not_counted(Database on)
    {
        await using var b = new TestBusiness(on);
        var knocks = b.Get<Knocks>();
        for (var i = 0; i < Limits.CodeTries * 2; i++)
        {
            Assert.True(await knocks.Take(OpenDoor.Code, Address));
            await knocks.GiveBack(OpenDoor.Code, Address);
            Assert.True(await knocks.Take(OpenDoor.Code, null));
        }

        Assert.Equal(0, await b.Read(db => db.Knocks.Select(k => k.Count).SingleAsync()));
        b.Clock.Advance(PurgeOldRows.KeepDone + TimeSpan.FromHours(2));
        Assert.Null((await b.Get<PurgeOldRows>().Run(Me.System)).Refusal);
        Assert.False(await b.Read(db => db.Knocks.AnyAsync()));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("evil', 1); --", null)]
    public void Who_has_a_network_of_addresses_is_one(string? address, string? counted) => Assert.Equal(counted, Knocks.Network(address));

    [Theory, BothDatabases]
    public async Task A_name_nobody_has_is_locked_word_for_word_like_one_that_somebody_has(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await b.Get<DeactivatePerson>().Run(await b.As("admin"), (await b.As("sales2")).Id);
        foreach (var passwords in new[] { Enumerable.Repeat<string?>("wrong", 8).ToArray(), [null, "", new string('x', 5000), "wrong", "wrong", "wrong"] })
        {
            var told = new List<string?[]>();
            foreach (var name in new[] { "sales1", "nobody", "sales2", "NOBODY2", "' OR 1=1 --" })
            {
                var answers = new List<string?>();
                foreach (var password in passwords)
                {
                    answers.Add((await In(b, name, password)).Refusal?.Sentence);
                }

                told.Add([.. answers]);
            }

            Assert.Equal("People.Locked", (await In(b, "nobody", "wrong")).Refusal?.Key);
            Assert.All(told, t => Assert.Equal(told[0], t));
            b.Clock.Advance(Account.LockLasts + TimeSpan.FromSeconds(1));
            Assert.Equal("People.WrongPassword", (await In(b, "nobody", "wrong")).Refusal?.Key);
            Assert.NotNull((await In(b, "sales1", Demo.Password)).Value?.SessionKey);
            b.Clock.Advance(PurgeOldRows.KeepDone + TimeSpan.FromHours(2));
            Assert.Null((await b.Get<PurgeOldRows>().Run(Me.System)).Refusal);
        }
    }

    [Theory, BothDatabases]
    public async Task One_address_that_tries_many_names_is_stopped_and_the_others_sign_in(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        for (var i = 0; i < Limits.WrongSignIns; i++)
        {
            Assert.Equal("People.WrongPassword", (await In(b, $"somebody{i}", "Spring-2026", Address)).Refusal?.Key);
        }

        Assert.Equal("People.TooManyTries", (await In(b, "sales1", "Spring-2026", Address)).Refusal?.Key);
        Assert.Equal("People.TooManyTries", (await In(b, "sales1", Demo.Password, Address)).Refusal?.Key);
        Assert.NotNull((await In(b, "sales1", Demo.Password, "192.0.2.8")).Value?.SessionKey);
        Assert.True(await b.Read(db => db.Activities.AnyAsync(a => a.Ip == Address && a.Outcome == ActivityOutcome.Refused && a.Data.Contains("People.TooManyTries"))));

        b.Clock.Advance(Knocks.Window);
        Assert.NotNull((await In(b, "sales1", Demo.Password, Address)).Value?.SessionKey);
    }

    [Theory, BothDatabases]
    public async Task A_whole_office_signs_in_from_one_address_without_being_stopped(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        for (var i = 0; i < Limits.WrongSignIns + 5; i++)
        {
            Assert.NotNull((await In(b, "sales1", Demo.Password, Address)).Value?.SessionKey);
        }
    }

    private static Task<Outcome<SignedIn>> In(TestBusiness b, string name, string? password, string? from = null) => b.Get<SigningIn>().Run(Me.System with { Ip = from }, name, password, null, null);
}
