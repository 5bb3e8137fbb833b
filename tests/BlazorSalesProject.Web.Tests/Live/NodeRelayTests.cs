using System.Text;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Live;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Live;

/// <summary>What changes on one node is heard on the others (MN-6).</summary>
public sealed class NodeRelayTests
{
    [Fact]
    public async Task A_change_on_one_node_is_heard_on_the_other_also_after_the_line_was_cut()
    {
        var database = Database.On(Database.PostgreSql).WithDemo();
        await using var one = new TestHost(database);
        await using var two = new TestHost(database);
        var works = one.Services.GetRequiredService<Works>();
        var li = await one.Services.GetRequiredService<WhoIs>().Find(await works.Read(db => db.Accounts.Where(a => a.UserName == "sales1").Select(a => a.PersonId).SingleAsync()));
        var topic = Signals.Topic(nameof(NoticePreference), li!.Id);
        var there = two.Services.GetRequiredService<Signals>();
        var heard = new SemaphoreSlim(0);
        using var listening = there.Listen([topic], _ => heard.Release());

        // The nodes open their lines a moment after they start.
        await Until(async () =>
        {
            await Change(one, li);
            return await heard.WaitAsync(TimeSpan.FromMilliseconds(500));
        });

        for (var cut = 0; cut < 3; cut++)
        {
            await works.Read(db => db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'node relay' AND datname = current_database()"));
            while (heard.CurrentCount > 0)
            {
                await heard.WaitAsync();
            }

            // Once is enough: what was said while the line was down is said again, or everything is looked at again.
            await Change(one, li);
            Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(30)), $"Not heard after cut {cut + 1}.");
        }
    }

    [Fact]
    public void A_payload_stays_below_what_the_database_takes_and_no_topic_is_lost()
    {
        var topics = Enumerable.Range(0, 1000).Select(_ => Signals.Topic("Opportunity", Guid.NewGuid())).Append("商机").ToList();
        var payloads = NodeRelay.Payloads("node", topics).ToList();
        Assert.True(payloads.Count > 1);
        Assert.All(payloads, p => Assert.InRange(Encoding.UTF8.GetByteCount(p), 1, 7999));
        Assert.All(payloads, p => Assert.StartsWith("node\n", p, StringComparison.Ordinal));
        Assert.Equal(topics, payloads.SelectMany(p => p.Split('\n')[1..]));
        Assert.Empty(NodeRelay.Payloads("node", []));
    }

    private static async Task Change(TestHost host, Me me)
    {
        var outcome = await host.Services.GetRequiredService<SetNoticePreference>().Run(me, "OpportunityWon", true, true);
        Assert.Null(outcome.Refusal);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await holds())
            {
                return;
            }
        }

        Assert.Fail("It did not come true.");
    }
}
