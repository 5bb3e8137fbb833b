using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Notices;

/// <summary>MN-5: however often and in whatever order the outbox hands its rows out, each person hears each thing once and the badge counts exactly that.</summary>
public sealed class DuplicateDeliveryTests
{
    private const string Mes = "华星光电 MES 一期";
    private const int Handovers = 24;

    [Theory, BothDatabases]
    public async Task Told_one_to_three_times_out_of_order_and_by_several_at_once_everybody_hears_everything_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await b.Tell();
        for (var i = 0; i < Handovers; i++)
        {
            await b.Assign("salesmgr", Mes, i % 2 == 0 ? "sales2" : "sales1");
            b.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await b.Assign("salesmgr", Mes, "sales2");
        Telling.Done(await b.Get<ShareOpportunity>().Run(await b.As("sales2"), (await b.Opportunity(Mes)).Id, (await b.As("sales1")).Id, canWrite: true, null));
        var random = new Random(5);
        for (var round = 0; round < 3; round++)
        {
            // Rows come due in another order each time, and in the later rounds some of those that were told are told again.
            var all = await b.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Tell && (round == 0 ? m.DoneAt == null : m.DoneAt != null)).Select(m => m.Id).ToListAsync());
            foreach (var id in all.Where(_ => round == 0 || random.Next(2) == 0))
            {
                var due = b.Clock.Now().AddSeconds(-random.Next(1000));
                await b.Read(db => db.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, due).SetProperty(m => m.DoneAt, (DateTime?)null).SetProperty(m => m.LockedUntil, (DateTime?)null)));
            }

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => b.Get<TellPeople>().Run(Me.System))));
            await b.Tell();
        }

        var heard = await b.Read(db => db.Notices.Select(n => new { n.PersonId, n.ActivityId, n.Kind }).ToListAsync());
        Assert.Equal(heard.Count, heard.Distinct().Count());
        foreach (var account in new[] { "sales1", "sales2" })
        {
            var me = await b.As(account);
            var told = heard.Count(n => n.PersonId == me.Id);
            Assert.InRange(told, Handovers / 2, Handovers + 2);
            Assert.Equal(told, (await b.Get<NoticeTray>().For(me)).Unread);
        }

        // Each mail once as well, under the number it has for good.
        var letters = (await b.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).Select(m => m.Payload).ToListAsync())).Select(l => Letter.Read(l)!).ToList();
        Assert.NotEmpty(letters);
        Assert.Equal(letters.Count, letters.Select(l => (l.PersonId, l.Kind, l.TextKey, l.At)).Distinct().Count());
        Assert.Equal(0, await b.Read(db => db.Outbox.CountAsync(m => m.Kind == OutboxMessage.Tell && (m.DoneAt == null || m.DeadReason != null))));
    }
}
