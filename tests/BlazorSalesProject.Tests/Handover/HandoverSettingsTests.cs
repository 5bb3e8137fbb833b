using System.Globalization;
using System.Text;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Handover;

/// <summary>The check-list of the hand-over is the company's own, and a delivery may need the customer's paper.</summary>
public sealed class HandoverSettingsTests
{
    [Theory, BothDatabases]
    public async Task A_required_point_holds_the_confirmation_up_in_the_readers_language_and_an_optional_one_does_not(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, pm) = (await b.As("admin"), await b.As("pm1"));
        var added = await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), null, 0, new HandoverPointFacts("现场联系人", "Contact on site", false));
        Assert.Null(added.Refusal?.Sentence);
        var order = await Placed(b);

        // Not asked when it was placed, optional: nothing is in the way.
        Assert.Contains((await b.Get<OrderSheet>().For(pm, order.Id))!.Points, p => p is { Name: "现场联系人", Required: false, Answer: null });
        Assert.Null((await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), added.Value, 1, new HandoverPointFacts("现场联系人", "Contact on site", true))).Refusal?.Sentence);

        var refused = (await b.Get<ConfirmOrder>().Run(pm, order.Id, order.Version)).Refusal!;
        Assert.Equal("Orders.PointOpen", refused.Key);
        Assert.Contains("现场联系人", In("zh-CN", () => refused.Sentence), StringComparison.Ordinal);
        Assert.Contains("Contact on site", In("en-US", () => refused.Sentence), StringComparison.Ordinal);

        Assert.Null((await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), added.Value, 2, new HandoverPointFacts("现场联系人", "Contact on site", false))).Refusal?.Sentence);
        Assert.Null((await b.Get<ConfirmOrder>().Run(pm, order.Id, order.Version)).Refusal?.Sentence);
    }

    [Theory, BothDatabases]
    public async Task A_retired_point_is_asked_no_more_and_its_answers_stay_readable(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, sales) = (await b.As("admin"), await b.As("sales1"));
        var order = await Placed(b);
        var risks = (await b.Get<HandoverSettings>().For(admin))!.Points.Single(p => p.Code == "risks");
        Assert.True(risks.Answers > 0);

        Assert.Null((await b.Get<RetireHandoverPoint>().Run(admin, risks.Id, risks.Version)).Refusal?.Sentence);

        Assert.DoesNotContain(await b.Get<PointsToAnswer>().For(sales), p => p.Code == "risks");
        var point = (await b.Get<OrderSheet>().For(sales, order.Id))!.Points.Single(p => p.Code == "risks");
        Assert.False(point.Asked);
        Assert.NotNull(point.Answer);
        var fresh = await Place(b);
        Assert.DoesNotContain((await b.Get<OrderSheet>().For(sales, fresh))!.Points, p => p.Code == "risks");
        Assert.Null((await b.Get<ConfirmOrder>().Run(await b.As("pm1"), order.Id, order.Version)).Refusal?.Sentence);

        // Mended after it was retired: the old answer is not lost, and a point that came later is no part of an order that runs.
        Assert.Equal(RefusalKind.Conflict, (await b.Get<RetireHandoverPoint>().Run(admin, risks.Id, risks.Version, true)).Refusal?.Kind);
        Assert.Null((await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), null, 0, new HandoverPointFacts("后来的", "Later", true))).Refusal?.Sentence);
        Assert.DoesNotContain((await b.Get<OrderSheet>().For(sales, order.Id))!.Points, p => p.Name == "后来的");
    }

    [Theory, BothDatabases]
    public async Task Points_stand_in_the_order_they_were_put_and_an_outdated_list_moves_nothing(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var before = (await b.Get<HandoverSettings>().For(admin))!.Points;
        Assert.Equal(HandoverPoint.StandardCodes, before.Select(p => p.Code));

        Assert.Null((await b.Get<ReorderHandoverPoints>().Run(admin, [.. before.Reverse().Select(p => p.Id)])).Refusal?.Sentence);

        Assert.Equal(HandoverPoint.StandardCodes.Reverse(), (await b.Get<PointsToAnswer>().For(await b.As("sales1"))).Select(p => p.Code));
        foreach (var wrong in new List<Guid>[] { [], [before[0].Id], [.. before.Select(_ => before[0].Id)], [.. before.Take(3).Select(p => p.Id), Guid.NewGuid()] })
        {
            Assert.Equal(RefusalKind.Conflict, (await b.Get<ReorderHandoverPoints>().Run(admin, wrong)).Refusal?.Kind);
        }
    }

    [Theory, BothDatabases]
    public async Task Bad_names_are_refused_and_there_are_never_more_than_people_answer(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        foreach (var (zh, en) in new (string?, string?)[] { (null, "x"), ("x", null), (" ", "x"), (new string('名', Limits.ShortText + 1), "x"), ("x", new string('n', Limits.ShortText + 1)) })
        {
            Assert.Equal(RefusalKind.Invalid, (await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), null, 0, new HandoverPointFacts(zh, en, true))).Refusal?.Kind);
        }

        for (var i = HandoverPoint.StandardCodes.Count; i < HandoverPoint.Most; i++)
        {
            Assert.Null((await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), null, 0, new HandoverPointFacts($"要点{i}", $"Point {i}", false))).Refusal?.Sentence);
        }

        Assert.Equal("Handover.TooManyPoints", (await b.Get<SaveHandoverPoint>().Run(admin, Guid.NewGuid(), null, 0, new HandoverPointFacts("多", "More", false))).Refusal?.Key);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<RetireHandoverPoint>().Run(admin, Guid.NewGuid(), 1)).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Where_a_paper_is_required_a_delivery_is_not_confirmed_without_one(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, sales) = (await b.As("admin"), await b.As("sales2"));
        var order = await b.Read(db => db.Orders.Where(o => o.State == OrderState.Delivering).Select(o => new { o.Id, o.Version }).SingleAsync());
        Assert.Null((await b.Get<RequireAcceptancePaper>().Run(admin, true)).Refusal?.Sentence);
        Assert.True((await b.Get<OrderSheet>().For(sales, order.Id))!.PaperRequired);

        var refused = await b.Get<ConfirmDelivery>().Run(sales, order.Id, order.Version, []);
        Assert.Equal(("Handover.AcceptanceMissing", "Files"), (refused.Refusal?.Key, refused.Refusal?.Field));
        Assert.Equal(OrderState.Delivering, (await b.Get<OrderSheet>().For(sales, order.Id))!.State);

        Assert.Equal(RefusalKind.Denied, (await b.Get<AddAcceptancePapers>().Run(await b.As("pm2"), order.Id, [await Paper(b, "pm2")])).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<AddAcceptancePapers>().Run(await b.As("sales3"), order.Id, [])).Refusal?.Kind);
        Assert.Null((await b.Get<AddAcceptancePapers>().Run(sales, order.Id, [await Paper(b, "sales2")])).Refusal?.Sentence);
        var sheet = (await b.Get<OrderSheet>().For(sales, order.Id))!;
        Assert.Equal("验收单.txt", Assert.Single(sheet.Papers).Name);
        Assert.DoesNotContain(sheet.Files, f => f.Name == "验收单.txt");
        Assert.NotNull(await Fetch(b, "pm2", sheet.Papers[0].Id));
        Assert.Null(await Fetch(b, "sales3", sheet.Papers[0].Id));
        Assert.Null((await b.Get<ConfirmDelivery>().Run(sales, order.Id, order.Version, [])).Refusal?.Sentence);

        // A completed order takes no more papers.
        Assert.Equal(RefusalKind.Conflict, (await b.Get<AddAcceptancePapers>().Run(sales, order.Id, [await Paper(b, "sales2")])).Refusal?.Kind);
    }

    [Theory, BothDatabases]
    public async Task A_database_from_before_gets_the_four_points_once_and_what_was_retired_stays_retired(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await b.Read(db => db.HandoverPoints.ExecuteDeleteAsync());
        await b.Get<Beginning>().Run();
        var points = (await b.Get<HandoverSettings>().For(await b.As("admin")))!.Points;
        Assert.Equal(HandoverPoint.StandardCodes, points.Select(p => p.Code));
        Assert.Equal("Scope", points[0].NameEn);
        Assert.Null((await b.Get<RetireHandoverPoint>().Run(await b.As("admin"), points[0].Id, 1)).Refusal?.Sentence);
        await b.Get<Beginning>().Run();
        Assert.Equal(4, await b.Read(db => db.HandoverPoints.CountAsync()));
        Assert.Equal(3, await b.Read(db => db.HandoverPoints.CountAsync(p => p.Active)));
    }

    private static Task<Order> Placed(TestBusiness b) => b.Read(db => db.Orders.AsNoTracking().SingleAsync(o => o.State == OrderState.Placed));

    private static async Task<Guid> Place(TestBusiness b)
    {
        var placed = await b.Get<PlaceOrder>().Run(await b.As("sales1"), Guid.NewGuid(), new OrderFacts("新订单", Money.Of(1, "CNY"))
        {
            CustomerId = await b.Read(db => db.Customers.Where(c => c.Name == "深圳市华星光电有限公司").Select(c => c.Id).SingleAsync()), ManagerId = (await b.As("pm1")).Id,
        });
        Assert.Null(placed.Refusal?.Sentence);
        return placed.Value;
    }

    private static async Task<Guid> Paper(TestBusiness b, string account) =>
        (await b.Upload(await b.As(account), "验收单.txt", new MemoryStream(Encoding.UTF8.GetBytes("已验收")))).Value!.Ticket;

    private static async Task<object?> Fetch(TestBusiness b, string account, Guid file) => await b.Get<AttachmentContent>().For(await b.As(account), file);

    private static string In(string culture, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
