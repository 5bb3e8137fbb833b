using System.Globalization;
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

namespace BlazorSalesProject.Tests.Handover;

/// <summary>Somebody is away and a colleague stands in: what that gives, what it does not, when it begins and ends.</summary>
public sealed class AbsenceTests
{
    [Theory, BothDatabases]
    public async Task While_the_manager_is_away_the_delegate_has_his_orders_and_projects_and_nothing_more(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var mine = await b.Read(db => db.Orders.SingleAsync(o => o.State == OrderState.Placed));
        Assert.Equal(RefusalKind.NotFound, (await b.Get<ConfirmOrder>().Run(await b.As("impl1"), mine.Id, mine.Version)).Refusal?.Kind);

        await Away(b, "pm1", "impl1");

        var delegated = await b.As("impl1");
        var pm = await b.As("pm1");
        Assert.Equal([pm.Id], delegated.Sees(Area.Projects, Function.Edit).Owners);
        Assert.Equal(pm.Id, Assert.Single(delegated.StandsFor).Id);
        Assert.True(delegated.Sees(Area.Orders, Function.Read).IsNothing);
        Assert.True(delegated.Sees(Area.Customers).IsNothing);
        Assert.False(delegated.May(Area.Projects, Function.Edit, (await b.As("pm2")).Id));
        Assert.Null(await b.Read(db => db.Orders.VisibleTo(delegated).Where(o => o.ManagerId != pm.Id).Select(o => o.Number).FirstOrDefaultAsync()));
        Assert.Contains((await b.Get<WaitingWords>().For(delegated)).Confirm, o => o.Id == mine.Id && o.InPlaceOf == "赵敏");
        Assert.Contains(await b.Get<WaitingReviews>().For(delegated), r => r.InPlaceOf == "赵敏");
        Assert.Equal((await b.Get<WaitingForMe>().For(pm)).Approvals, (await b.Get<WaitingForMe>().For(delegated)).Approvals);

        Assert.Null((await b.Get<ConfirmOrder>().Run(delegated, mine.Id, mine.Version)).Refusal?.Sentence);
        var row = await b.Read(db => db.Activities.SingleAsync(a => a.Kind == "OrderAccepted" && a.SubjectId == mine.Id && a.Outcome == ActivityOutcome.Done));
        Assert.Equal((delegated.Id, pm.Id.ToString()), (row.ActorId!.Value, row.Details().Fact("OnBehalfOf")));
        var told = (await b.Get<Timeline>().For(await b.As("admin"), nameof(Order), mine.Id))!.Entries.First(e => e.Kind == "OrderAccepted");
        Assert.Equal("陈工", told.Who);
        Assert.Contains(told.Changes, c => c.After?.Text == "赵敏");

        // The manager keeps his own rights, and what he does is his own.
        Assert.Null((await b.Get<SayProjectHealth>().Run(pm, await ProjectOf(b, mine.Id), await VersionOf(b, mine.Id), ProjectHealth.AtRisk, null)).Refusal?.Sentence);
        Assert.Null((await b.Read(db => db.Activities.OrderByDescending(a => a.Id).FirstAsync(a => a.Kind == "ProjectHealthSaid"))).Details().Fact("OnBehalfOf"));
    }

    [Theory, BothDatabases]
    public async Task The_delegate_of_sales_confirms_the_delivery_and_hears_what_is_asked(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Away(b, "sales2", "sales3");
        var project = await b.Read(db => db.Projects.Where(p => p.State == ProjectState.Running).Select(p => p.Id).FirstAsync());
        var order = await b.Read(db => db.Orders.SingleAsync(o => o.State == OrderState.Delivering));
        Assert.NotNull(await b.Get<ProjectBoard>().For(await b.As("sales3"), project));
        Assert.Null((await b.Get<SendBackDelivery>().Run(await b.As("sales3"), order.Id, order.Version, "缺照片")).Refusal?.Sentence);
        Assert.Null((await b.Get<AskDeliveryConfirmation>().Run(await b.As("pm2"), order.Id, order.Version + 1, "照片已补")).Refusal?.Sentence);
        await b.Tell();

        var notice = (await b.NoticesOf("sales3")).First(n => n.Kind == "DeliveryAsked");
        Assert.StartsWith("代 王强：", notice.Sentence, StringComparison.Ordinal);
        Assert.Contains("联创检测工装", notice.Sentence, StringComparison.Ordinal);
        Assert.Contains(await b.NoticesOf("sales2"), n => n.Kind == "DeliveryAsked");
        Assert.Null((await b.Get<ConfirmDelivery>().Run(await b.As("sales3"), order.Id, order.Version + 2, [])).Refusal?.Sentence);
    }

    [Theory, BothDatabases]
    public async Task What_a_delegate_did_is_told_with_the_name_of_whom_he_stood_in_for(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Away(b, "pm1", "pm2");
        var delegated = await b.As("pm2");
        var placed = await b.Read(db => db.Orders.SingleAsync(o => o.State == OrderState.Placed));
        var review = await b.Read(db => db.Tasks.SingleAsync(t => t.State == TaskState.InReview));
        Assert.Null((await b.Get<ConfirmOrder>().Run(delegated, placed.Id, placed.Version)).Refusal?.Sentence);
        Assert.Null((await b.Get<ApproveTask>().Run(delegated, review.Id, review.Version, null)).Refusal?.Sentence);
        var own = await b.Read(db => db.Orders.SingleAsync(o => o.State == OrderState.Delivering));
        Assert.Null((await b.Get<SendBackDelivery>().Run(await b.As("sales2"), own.Id, own.Version, "缺照片")).Refusal?.Sentence);
        Assert.Null((await b.Get<AskDeliveryConfirmation>().Run(delegated, own.Id, own.Version + 1, "补了")).Refusal?.Sentence);
        await b.Tell();

        string Sentence(NoticeLine line, string language)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            try
            {
                return line.Sentence;
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }

        var accepted = (await b.NoticesOf("sales1")).First(n => n.Kind == "OrderAccepted");
        Assert.StartsWith("孙浩（代 赵敏） 确认了订单", Sentence(accepted, "zh-CN"), StringComparison.Ordinal);
        Assert.StartsWith("孙浩 (for 赵敏) confirmed the order", Sentence(accepted, "en-US"), StringComparison.Ordinal);
        var approved = (await b.NoticesOf("impl2")).First(n => n.Kind == "TaskApproved");
        Assert.StartsWith("孙浩（代 赵敏） 通过了任务", Sentence(approved, "zh-CN"), StringComparison.Ordinal);
        Assert.StartsWith("孙浩 (for 赵敏) approved the task", Sentence(approved, "en-US"), StringComparison.Ordinal);

        // What he did of his own is his own.
        Assert.StartsWith("孙浩 已完成订单", Sentence((await b.NoticesOf("sales2")).First(n => n.Kind == "DeliveryAsked"), "zh-CN"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task It_begins_and_ends_with_the_business_date_and_is_noticed_within_seconds(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, impl) = (await b.As("pm1"), (await b.As("impl1")).Id);
        var who = b.Get<WhoIs>();
        async Task<bool> Stands() => (await who.Find(impl))!.May(Area.Projects, Function.Edit, pm.Id);
        Assert.False(await Stands());

        // From tomorrow, Shanghai time: 15:59 UTC is still today there, 16:00 UTC is tomorrow.
        Assert.Null((await b.Get<SetAbsence>().Run(pm, Guid.NewGuid(), new AbsenceFacts(pm.Id, b.Clock.Today().AddDays(1), b.Clock.Today().AddDays(1), impl, null))).Refusal?.Sentence);
        Assert.False(await Stands());
        var midnight = Clock.StartOf(b.Clock.Today().AddDays(1));
        b.Clock.Advance(midnight - b.Clock.Now() - TimeSpan.FromSeconds(1));
        Assert.False(await Stands());
        b.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await Stands());
        b.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(6));
        Assert.True(await Stands());
        b.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(await Stands());

        // Ended early the rights end at once.
        var again = await b.Get<SetAbsence>().Run(pm, Guid.NewGuid(), new AbsenceFacts(pm.Id, b.Clock.Today(), b.Clock.Today().AddDays(3), impl, null));
        Assert.Null(again.Refusal?.Sentence);
        Assert.True(await Stands());
        Assert.Null((await b.Get<EndAbsence>().Run(pm, again.Value)).Refusal?.Sentence);
        Assert.False(await Stands());
        Assert.Equal(RefusalKind.Conflict, (await b.Get<EndAbsence>().Run(pm, again.Value)).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Who_can_not_stand_in_is_refused_with_a_sentence(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, pm2, impl, admin) = (await b.As("pm1"), await b.As("pm2"), await b.As("impl1"), await b.As("admin"));
        var today = b.Clock.Today();
        async Task<string?> Try(Me me, Guid person, DateOnly? from, DateOnly? until, Guid? delegated) =>
            (await b.Get<SetAbsence>().Run(me, Guid.NewGuid(), new AbsenceFacts(person, from, until, delegated, null))).Refusal?.Key;

        Assert.Equal("People.DelegateSelf", await Try(pm, pm.Id, today, today, pm.Id));
        Assert.Equal("People.DelegateGone", await Try(pm, pm.Id, today, today, Guid.NewGuid()));
        Assert.Equal("People.AbsenceBackwards", await Try(pm, pm.Id, today.AddDays(2), today.AddDays(1), impl.Id));
        Assert.Equal("People.AbsenceOver", await Try(pm, pm.Id, today.AddDays(-3), today.AddDays(-1), impl.Id));
        Assert.Equal("People.AbsenceTooLong", await Try(pm, pm.Id, today, today.AddDays(Absence.LongestDays), impl.Id));
        Assert.Equal("Kernel.Required", await Try(pm, pm.Id, null, today, impl.Id));
        Assert.Equal("Kernel.Required", await Try(pm, pm.Id, today, today, null));
        Assert.Equal("Kernel.DateOutOfRange", await Try(pm, pm.Id, DateOnly.MinValue, today, impl.Id));

        var (outside, left) = await Strangers(b);
        Assert.Equal("People.DelegateExternal", await Try(pm, pm.Id, today, today, outside));
        Assert.Equal("People.DelegateInactive", await Try(pm, pm.Id, today, today, left));
        Assert.Equal("Kernel.Denied", await Try(impl, pm.Id, today, today, impl.Id) is "Kernel.NotFound" or "Kernel.Denied" ? "Kernel.Denied" : null);
        Assert.Equal("Kernel.Denied", await Try((await b.Get<WhoIs>().Load(outside))!, outside, today, today, impl.Id));

        Assert.Null(await Try(admin, pm.Id, today.AddDays(5), today.AddDays(9), pm2.Id));
        Assert.Equal("People.AbsenceOverlaps", await Try(pm, pm.Id, today.AddDays(9), today.AddDays(10), impl.Id));
        Assert.Equal("People.DelegateLoop", await Try(pm2, pm2.Id, today.AddDays(9), today.AddDays(12), pm.Id));
        Assert.Null(await Try(pm2, pm2.Id, today.AddDays(9), today.AddDays(12), impl.Id));
        Assert.Equal("People.DelegateLoop", await Try(admin, impl.Id, today.AddDays(1), today.AddDays(9), pm.Id));
        Assert.Null(await Try(admin, impl.Id, today.AddDays(10), today.AddDays(12), pm.Id));
    }

    [Theory, BothDatabases]
    public async Task Two_who_name_each_other_at_once_make_no_ring_and_one_absence_is_set_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (pm, pm2) = (await b.As("pm1"), await b.As("pm2"));
        var today = b.Clock.Today();
        var outcomes = await Task.WhenAll(
            Task.Run(() => b.Get<SetAbsence>().Run(pm, Guid.NewGuid(), new AbsenceFacts(pm.Id, today, today, pm2.Id, null))),
            Task.Run(() => b.Get<SetAbsence>().Run(pm2, Guid.NewGuid(), new AbsenceFacts(pm2.Id, today, today, pm.Id, null))),
            Task.Run(() => b.Get<SetAbsence>().Run(pm, Guid.NewGuid(), new AbsenceFacts(pm.Id, today, today, pm2.Id, null))));
        Assert.Single(outcomes, o => o.Ok);
        Assert.Equal(1, await b.Read(db => db.Absences.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Away_as_well_the_next_one_stands_in_for_both_and_nobody_for_whom_left(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Away(b, "pm1", "pm2");
        await Away(b, "pm2", "impl1");
        var impl = await b.As("impl1");
        Assert.Equal(["孙浩", "赵敏"], impl.StandsFor.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.True((await b.As("pm2")).May(Area.Projects, Function.Edit, (await b.As("pm1")).Id));
        await b.Tell();
        Assert.Contains(await b.NoticesOf("impl1"), n => n.Kind == "AbsenceSet");

        Assert.Null((await b.Get<DeactivatePerson>().Run(await b.As("admin"), (await b.As("pm2")).Id)).Refusal?.Sentence);
        Assert.DoesNotContain((await b.As("impl1")).StandsFor, s => s.Name == "孙浩");
    }

    [Theory, BothDatabases]
    public async Task The_delegate_does_not_say_the_word_to_what_he_handed_in_himself(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var task = await b.Read(db => db.Tasks.Include(t => t.Submissions).SingleAsync(t => t.State == TaskState.InReview));
        await Away(b, "pm1", "impl2");
        var own = await b.As("impl2");
        Assert.DoesNotContain(await b.Get<WaitingReviews>().For(own), r => r.TaskId == task.Id);
        var refused = (await b.Get<ApproveTask>().Run(own, task.Id, task.Version, null)).Refusal!;
        Assert.Equal(("People.OwnWord", RefusalKind.Denied), (refused.Key, refused.Kind));
        Assert.Contains("赵敏", refused.Sentence, StringComparison.Ordinal);

        // Sales that placed an order does not confirm it in the manager's place, and the manager that delivered does not confirm in that of sales.
        var placed = await b.Read(db => db.Orders.SingleAsync(o => o.State == OrderState.Placed));
        var sent = await b.Get<PlaceOrderAgain>().Run(await b.As("sales1"), placed.Id, placed.Version, new OrderFacts(placed.Title, placed.Amount) { CustomerId = placed.CustomerId, ManagerId = placed.ManagerId, Points = placed.Points.ToDictionary(p => p.Code, p => p.Answer) });
        Assert.Null(sent.Refusal?.Sentence);
        Assert.Null((await b.Get<EndAbsence>().Run(await b.As("pm1"), await b.Read(db => db.Absences.Select(a => a.Id).SingleAsync()))).Refusal?.Sentence);
        await Away(b, "pm1", "sales1");
        Assert.Equal("People.OwnWord", (await b.Get<ConfirmOrder>().Run(await b.As("sales1"), placed.Id, placed.Version + 1)).Refusal?.Key);
        Assert.Null((await b.Get<ReturnOrder>().Run(await b.As("sales1"), placed.Id, placed.Version + 1, "我先改改")).Refusal?.Sentence);

        var delivering = await b.Read(db => db.Orders.SingleAsync(o => o.State == OrderState.Delivering));
        Assert.Null((await b.Get<SendBackDelivery>().Run(await b.As("sales2"), delivering.Id, delivering.Version, "缺")).Refusal?.Sentence);
        Assert.Null((await b.Get<AskDeliveryConfirmation>().Run(await b.As("pm2"), delivering.Id, delivering.Version + 1, "补了")).Refusal?.Sentence);
        await Away(b, "sales2", "pm2");
        Assert.Equal("People.OwnWord", (await b.Get<ConfirmDelivery>().Run(await b.As("pm2"), delivering.Id, delivering.Version + 2, [])).Refusal?.Key);
        Assert.Null((await b.Get<ConfirmDelivery>().Run(await b.As("sales2"), delivering.Id, delivering.Version + 2, [])).Refusal?.Sentence);
    }

    [Theory, BothDatabases]
    public async Task The_rights_page_says_for_whom_somebody_stands_in_and_who_does_for_him(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Away(b, "pm1", "impl1");
        var admin = await b.As("admin");
        var delegated = (await b.Get<EffectiveRights>().For(admin, (await b.As("impl1")).Id))!;
        Assert.Equal("赵敏", Assert.Single(delegated.StandsFor).Name);
        Assert.Equal(DataScope.None, delegated.Scope(Area.Projects, Function.Edit));
        var away = (await b.Get<EffectiveRights>().For(admin, (await b.As("pm1")).Id))!;
        Assert.Equal("陈工", away.Away?.Delegate);
        Assert.Single((await b.Get<AbsencesOf>().For(await b.As("impl1"), (await b.As("impl1")).Id))!.StandsIn);
        Assert.Null(await b.Get<AbsencesOf>().For(await b.As("impl1"), (await b.As("pm1")).Id));
    }

    private static async Task Away(TestBusiness b, string account, string delegated)
    {
        var me = await b.As(account);
        var set = await b.Get<SetAbsence>().Run(me, Guid.NewGuid(), new AbsenceFacts(me.Id, b.Clock.Today(), b.Clock.Today().AddDays(2), (await b.As(delegated)).Id, "休假"));
        Assert.Null(set.Refusal?.Sentence);
    }

    private static async Task<(Guid Outside, Guid Left)> Strangers(TestBusiness b)
    {
        var (outside, left) = (Person.Create("外部", PersonKind.External, null, email: "o@example.org").Value!, Person.Create("离职", PersonKind.Staff, null).Value!);
        left.Deactivate();
        Assert.Null((await b.Get<Works>().Do(Me.System, "Scene", work =>
        {
            work.Db.People.AddRange(outside, left);
            return Task.FromResult<Refusal?>(null);
        })).Refusal);
        return (outside.Id, left.Id);
    }

    private static Task<Guid> ProjectOf(TestBusiness b, Guid order) => b.Read(db => db.Projects.Where(p => p.OrderId == order).Select(p => p.Id).SingleAsync());

    private static Task<int> VersionOf(TestBusiness b, Guid order) => b.Read(db => db.Projects.Where(p => p.OrderId == order).Select(p => p.Version).SingleAsync());
}
