using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Tests.Notices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>A task looked at and answered through its link, without an account, and every way in which such a link could be abused (AU-5).</summary>
public sealed class TaskLinkTests
{
    private static readonly Me Visitor = Me.System with { Ip = "203.0.113.9" };

    [Theory, BothDatabases]
    public async Task Somebody_from_outside_accepts_by_the_link_of_his_letter_and_it_is_told_and_audited_as_his(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (task, person) = await Invite(b);
        var token = await Token(b, person);
        var seen = (await b.Get<TaskByLink>().For(Visitor, token))!;
        Assert.Equal(("日语校对", 800m, AssigneeAnswer.None, false), (seen.Title, seen.Fee.Amount, seen.Answer, seen.HasAccount));
        Assert.StartsWith("XM-", seen.Project, StringComparison.Ordinal);

        Assert.Null((await b.Get<AcceptTaskByLink>().Run(Visitor, token)).Refusal?.Sentence);

        var row = await b.Read(db => db.Activities.Where(a => a.Kind == "TaskAccepted" && a.SubjectId == task).SingleAsync());
        Assert.Equal((person, "203.0.113.9", nameof(AcceptTaskByLink)), (row.ActorId!.Value, row.Ip, row.Verb));
        Assert.Equal(AssigneeAnswer.Accepted, (await b.Get<TaskByLink>().For(Visitor, token))!.Answer);
        await b.Tell();
        Assert.Contains(await b.NoticesOf("pm1"), n => n.Kind == "TaskAccepted" && n.Sentence.Contains("田中", StringComparison.Ordinal));
        Assert.Equal(RefusalKind.Conflict, (await b.Get<DeclineTaskByLink>().Run(Visitor, token, "又不行了")).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Declined_by_the_link_the_manager_hears_why_and_the_link_is_dead(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (task, person) = await Invite(b);
        var token = await Token(b, person);
        foreach (var empty in new[] { null, "", " ", new string('x', Limits.LongText + 1) })
        {
            Assert.Equal("Reason", (await b.Get<DeclineTaskByLink>().Run(Visitor, token, empty)).Refusal?.Field);
        }

        Assert.Null((await b.Get<DeclineTaskByLink>().Run(Visitor, token, "下周出差")).Refusal?.Sentence);
        await b.Tell();
        Assert.Contains(await b.NoticesOf("pm1"), n => n.Kind == "TaskDeclined" && n.Sentence.Contains("下周出差", StringComparison.Ordinal));
        await Dead(b, token);

        // Given again, the old link stays dead and a new one comes.
        Assert.Null((await b.Get<AssignTask>().Run(await b.As("pm1"), task, await Version(b, task), [person])).Refusal?.Sentence);
        await Dead(b, token);
        Assert.NotNull(await b.Get<TaskByLink>().For(Visitor, await Token(b, person)));
    }

    [Theory, BothDatabases]
    public async Task Taken_away_and_given_again_the_old_link_is_dead(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (task, person) = await Invite(b);
        var (pm, token) = (await b.As("pm1"), await Token(b, person));
        Assert.Null((await b.Get<AssignTask>().Run(pm, task, await Version(b, task), [])).Refusal?.Sentence);
        await Dead(b, token);
        Assert.Null((await b.Get<AssignTask>().Run(pm, task, await Version(b, task), [person])).Refusal?.Sentence);
        await Dead(b, token);
        var fresh = await Token(b, person);
        Assert.NotEqual(token, fresh);
        Assert.Null((await b.Get<AcceptTaskByLink>().Run(Visitor, fresh)).Refusal?.Sentence);
    }

    [Theory, BothDatabases]
    public async Task It_dies_with_the_task_the_project_the_person_and_after_thirty_days(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var (dropped, first) = await Invite(b, "a@example.org");
        var droppedToken = await Token(b, first);
        Assert.Null((await b.Get<DropTask>().Run(pm, dropped, await Version(b, dropped))).Refusal?.Sentence);
        await Dead(b, droppedToken);

        var (finished, second) = await Invite(b, "b@example.org");
        var finishedToken = await Token(b, second);
        Assert.Null((await b.Get<AcceptTaskByLink>().Run(Visitor, finishedToken)).Refusal?.Sentence);
        var outside = (await b.Get<WhoIs>().Load(second))!;
        Assert.Null((await b.Get<SubmitTask>().Run(outside, Guid.NewGuid(), finished, "完成", null, [])).Refusal?.Sentence);
        Assert.NotNull(await b.Get<TaskByLink>().For(Visitor, finishedToken));
        Assert.Null((await b.Get<ApproveTask>().Run(pm, finished, await Version(b, finished), null)).Refusal?.Sentence);
        await Dead(b, finishedToken);
        Assert.Null((await b.Get<ReopenTask>().Run(pm, finished, await Version(b, finished), "再改")).Refusal?.Sentence);
        await Dead(b, finishedToken);

        var (_, third) = await Invite(b, "c@example.org");
        var left = await Token(b, third);
        Assert.Null((await b.Get<DeactivatePerson>().Run(await b.As("admin"), third)).Refusal?.Sentence);
        await Dead(b, left);

        var (old, fourth) = await Invite(b, "d@example.org");
        var oldToken = await Token(b, fourth);
        b.Clock.Advance(TaskLink.Lasts - TimeSpan.FromMinutes(1));
        Assert.NotNull(await b.Get<TaskByLink>().For(Visitor, oldToken));
        b.Clock.Advance(TimeSpan.FromMinutes(1));
        await Dead(b, oldToken);

        var (stopped, fifth) = await Invite(b, "e@example.org");
        var stoppedToken = await Token(b, fifth);
        var order = await b.Read(db => db.Tasks.Where(t => t.Id == stopped).Join(db.Orders, t => t.Project.OrderId, o => o.Id, (_, o) => new { o.Id, o.Version }).SingleAsync());
        Assert.Null((await b.Get<CancelOrder>().Run(await b.As("sales2"), order.Id, order.Version, "停")).Refusal?.Sentence);
        await Dead(b, stoppedToken);
        Assert.NotEqual(old, stopped);
    }

    [Theory, BothDatabases]
    public async Task Fifty_who_accept_at_once_make_one_acceptance(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (task, person) = await Invite(b);
        var token = await Token(b, person);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => b.Get<AcceptTaskByLink>().Run(Visitor, token))));

        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.True(o.Refusal!.Kind is RefusalKind.Conflict or RefusalKind.Busy, o.Refusal.Key));
        Assert.Equal(1, await b.Read(db => db.Activities.CountAsync(a => a.Kind == "TaskAccepted" && a.SubjectId == task)));
    }

    [Theory, BothDatabases]
    public async Task Altered_and_foreign_tokens_open_nothing_and_looking_changes_nothing(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (task, person) = await Invite(b);
        var token = await Token(b, person);
        Assert.True(token.Length * 4 >= 128);
        Assert.DoesNotContain(await b.Read(db => db.TaskLinks.Select(l => l.TokenHash).ToListAsync()), h => h == token);
        Assert.DoesNotContain(await b.Read(db => db.Outbox.Select(m => m.Payload ?? "").ToListAsync()), p => p.Contains(token, StringComparison.Ordinal));

        for (var i = 0; i < token.Length; i++)
        {
            await Dead(b, token[..i] + (token[i] == '0' ? '1' : '0') + token[(i + 1)..]);
        }

        foreach (var wrong in new[] { null, "", token.ToUpperInvariant(), token + " ", token[..^1], new string('a', 5000), "' OR 1=1 --", task.ToString(), TaskLink.Hash(token) })
        {
            await Dead(b, wrong);
        }

        var before = await b.Read(db => db.Activities.CountAsync());
        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull(await b.Get<TaskByLink>().For(Visitor, token));
        }

        Assert.Equal(before, await b.Read(db => db.Activities.CountAsync()));

        // One's token answers one's own task and no other.
        var (other, second) = await Invite(b, "other@example.org");
        Assert.Null((await b.Get<AcceptTaskByLink>().Run(Visitor, token)).Refusal?.Sentence);
        Assert.Equal(AssigneeAnswer.None, await b.Read(db => db.Tasks.Where(t => t.Id == other).SelectMany(t => t.Assignees).Where(a => a.PersonId == second).Select(a => a.Answer).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task Who_registered_is_led_to_the_portal_and_the_link_answers_no_more(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (task, person) = await Invite(b);
        var token = await Token(b, person);
        Assert.Null((await b.Get<Works>().Do(Me.System, "Scene", work =>
        {
            work.Db.Accounts.Add(Account.Create(person, "tanaka", "x"));
            return Task.FromResult<Refusal?>(null);
        })).Refusal);

        Assert.True((await b.Get<TaskByLink>().For(Visitor, token))!.HasAccount);
        Assert.Equal("Delivery.LinkRegistered", (await b.Get<AcceptTaskByLink>().Run(Visitor, token)).Refusal?.Key);

        // From now on he hears of tasks by the portal, and no letter with a link is written.
        Assert.Null((await b.Get<AssignTask>().Run(await b.As("pm1"), task, await Version(b, task), [])).Refusal?.Sentence);
        Assert.Null((await b.Get<AssignTask>().Run(await b.As("pm1"), task, await Version(b, task), [person])).Refusal?.Sentence);
        Assert.Equal(1, await b.Read(db => db.TaskLinks.CountAsync(l => l.PersonId == person)));
    }

    [Theory, BothDatabases]
    public async Task One_letter_carries_both_doors_and_no_second_mail_leads_to_a_closed_one(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (_, person) = await Invite(b);
        await b.Tell();
        var letters = await Letters(b, person);
        var letter = Assert.Single(letters);
        Assert.StartsWith("closed:", letter.Link, StringComparison.Ordinal);
        Assert.StartsWith("closed:", letter.Also!.Link, StringComparison.Ordinal);
        Assert.DoesNotContain("格林", letter.Sentence, StringComparison.Ordinal);
    }

    /// <summary>A task of the running demo project, given to somebody who is not known yet.</summary>
    private static async Task<(Guid Task, Guid Person)> Invite(TestBusiness b, string mail = "tanaka@example.org")
    {
        var pm = await b.As("pm1");
        var project = await b.Read(db => db.Projects.Where(p => p.State == ProjectState.Running && p.ManagerId == pm.Id).Select(p => p.Id).FirstAsync());
        var task = await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("日语校对") { Fee = Money.Of(800, "CNY") }, null, new NewImplementer("田中", null, mail));
        Assert.Null(task.Refusal?.Sentence);
        return (task.Value, await b.Read(db => db.People.Where(p => p.Email == mail).Select(p => p.Id).SingleAsync()));
    }

    /// <summary>As the newest letter to this person carries it.</summary>
    private static async Task<string> Token(TestBusiness b, Guid person) => b.Get<ISecretBox>().Open((await Letters(b, person)).Last(l => l.Also is not null).Also!.Link)["/t/".Length..];

    private static async Task<IReadOnlyList<Letter>> Letters(TestBusiness b, Guid person) =>
        [.. (await b.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).OrderBy(m => m.Id).Select(m => m.Payload).ToListAsync())).Select(Letter.Read).OfType<Letter>().Where(l => l.PersonId == person)];

    private static async Task Dead(TestBusiness b, string? token)
    {
        Assert.Null(await b.Get<TaskByLink>().For(Visitor, token));
        Assert.Equal("Delivery.LinkGone", (await b.Get<AcceptTaskByLink>().Run(Visitor, token)).Refusal?.Key);
        Assert.Equal("Delivery.LinkGone", (await b.Get<DeclineTaskByLink>().Run(Visitor, token, "不行")).Refusal?.Key);
    }

    private static Task<int> Version(TestBusiness b, Guid task) => b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync());
}
