using System.Diagnostics;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>Public pools with 50,000 customers and 100,000 opportunities: many who claim one, the round that sends everything back, and the list of all of it.</summary>
public static class Pools
{
    private const int Claimants = 40;

    public static async Task<Findings> RunAsync(BenchRun run, Company company)
    {
        BenchRun.Say("pools: the company grows");
        await using var business = new OpenBusiness(company.CopyTo(Path.Combine(run.Folder, "pools")));
        await Company.GrowAsync(business);

        BenchRun.Say("pools: claims");
        var (claims, goal) = await ClaimsAsync(business, company);
        BenchRun.Say("pools: the round");
        var round = await RoundAsync(business);
        BenchRun.Say("pools: the list");
        var me = await business.WhoAsync(company.Rep(0));
        var (view, first) = (business.The<PoolList>(), new PoolFilter());
        var list = new Table("The list of a pool in which everything lies", "view", "p50 ms", "p95 ms", "per s with 8", "errors");
        foreach (var (name, filter) in new[] { ("first page", first), ("page 500", first with { Page = 500 }), ("found by name", first with { Text = "1234" }) })
        {
            var figures = await Load.RunAsync((_, _) => view.For(me, filter));
            list.Add(name, figures.P50, figures.P95, figures.PerSecond, figures.Errors);
        }

        return new Findings([claims, round, list], [goal]);
    }

    private static async Task<(Table Table, Goal Goal)> ClaimsAsync(OpenBusiness business, Company company)
    {
        var claim = business.The<ClaimCustomer>();
        List<Me> people = [];
        for (var n = 0; n < Claimants; n++)
            people.Add(await business.WhoAsync(company.Rep(n)));
        var ids = await business.ReadAsync(db => db.Set<Customer>().Where(c => c.PoolId != null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());
        List<(Outcome Outcome, double Ms)> all = [];
        var clock = Stopwatch.StartNew();
        foreach (var id in ids)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var tries = people.ConvertAll(me => Task.Run(async () =>
            {
                await gate.Task;
                var start = Stopwatch.GetTimestamp();
                var outcome = await claim.Run(me, id);
                return (outcome, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }));
            gate.SetResult();
            all.AddRange(await Task.WhenAll(tries));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var moves = await business.ReadAsync(db => db.Set<PoolMove>().Where(m => m.Direction == PoolDirection.Out).GroupBy(m => m.RecordId).Select(g => g.Count()).ToListAsync());
        var (winners, told) = (all.Count(a => a.Outcome.Ok), all.Count(a => a.Outcome.Refusal is { Key: "Pools.ClaimedBy" }));
        var exact = winners == ids.Count && winners + told == all.Count && moves.Count == ids.Count && moves.TrueForAll(m => m == 1);
        var spread = new Spread([.. all.Select(a => a.Ms)]);
        var table = new Table($"Claims: {Claimants} people on each of {ids.Count} customers at once, SQLite", "tried", "winners", "told who won", "moves recorded", "p50 ms", "p95 ms", "slowest ms", "answers/s") { Note = "One run. Every refusal is audited too." };
        table.Add(all.Count, winners, told, moves.Sum(), spread.P50, spread.P95, spread.Last, all.Count / seconds);
        return (table, new Goal("P1", "claims: exactly one winner a customer, every loser told who", $"{winners} winners for {ids.Count} customers, {told} told", exact));
    }

    private static async Task<Table> RoundAsync(OpenBusiness business)
    {
        var owned = await business.ReadAsync(db => db.Set<Customer>().CountAsync(c => c.OwnerId != null));
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        using var over = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(20);
            }
        });
        var clock = Stopwatch.StartNew();
        var returned = await business.The<RecycleCustomers>().Run(Me.System);
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var again = await business.The<RecycleCustomers>().Run(Me.System);
        var idle = clock.Elapsed.TotalSeconds;
        await over.CancelAsync();
        await watching;
        var table = new Table($"The round over {owned:N0} customers and {Company.ManyOpportunities:N0} opportunities, SQLite", "returned", "seconds", "rows/s", "a second round returned", "seconds", "managed memory more than before, at most, MB")
        {
            Note = "Everything is due at once, which is the worst there can be; each customer gets its audit row and its move. The second round looks at what is left and finds nothing to do.",
        };
        table.Add(returned.Value, seconds, returned.Value / seconds, again.Value, idle, (peak - before) / 1024.0 / 1024.0);
        return table;
    }
}
