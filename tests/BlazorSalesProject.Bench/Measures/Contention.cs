using System.Diagnostics;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;
using Activity = BlazorSalesProject.Kernel.Activity;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>Many people drag the same card from the same version at once: one must win, all others must be told, nothing may be lost or doubled.</summary>
public static class Contention
{
    private const int Cards = 40;
    private const int Movers = 50;

    public static async Task<Findings> RunAsync(BenchRun run, Company company)
    {
        List<double> winners = [], conflicts = [], others = [], wrong = [], p50 = [], p95 = [], slowest = [], rate = [];
        for (var turn = 0; turn < run.Runs; turn++)
        {
            BenchRun.Say($"contention {turn + 1}/{run.Runs}");
            await using var business = new OpenBusiness(company.CopyTo(Path.Combine(run.Folder, $"contention-{turn}")));
            var me = await business.WhoAsync(company.Manager);
            var move = business.The<MoveOpportunity>();
            var cards = (await business.ReadAsync(db => db.Set<Opportunity>().VisibleTo(me, DateOnly.MinValue).Where(o => o.Stage == "contact" && o.State == OpportunityState.Open)
                .OrderBy(o => o.Number).Take(Cards).Select(o => new { o.Id, o.Version }).ToListAsync()));
            List<(Outcome Outcome, double Ms)> all = [];
            var clock = Stopwatch.StartNew();
            foreach (var card in cards)
            {
                var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var movers = Enumerable.Range(0, Movers).Select(n => Task.Run(async () =>
                {
                    await gate.Task;
                    var start = Stopwatch.GetTimestamp();
                    var outcome = await move.Run(me, card.Id, card.Version, n % 2 == 0 ? "needs" : "proposal");
                    return (outcome, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                })).ToList();
                gate.SetResult();
                all.AddRange(await Task.WhenAll(movers));
            }

            rate.Add(all.Count / clock.Elapsed.TotalSeconds);
            var ids = cards.Select(c => c.Id).ToList();
            var moved = await business.ReadAsync(db => db.Set<Activity>().Where(a => a.Kind == "OpportunityMoved" && ids.Contains(a.SubjectId!.Value)).CountAsync());
            var after = await business.ReadAsync(db => db.Set<Opportunity>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Version));
            winners.Add(all.Count(a => a.Outcome.Ok));
            conflicts.Add(all.Count(a => a.Outcome.Refusal?.Kind == RefusalKind.Conflict));
            others.Add(all.Count(a => a.Outcome.Refusal is { Kind: not RefusalKind.Conflict }));
            wrong.Add(Math.Abs(moved - cards.Count) + cards.Count(c => after[c.Id] != c.Version + 1));
            var spread = new Spread([.. all.Select(a => a.Ms)]);
            p50.Add(spread.P50);
            p95.Add(spread.P95);
            slowest.Add(spread.Last);
        }

        var table = new Table("Contention: fifty people drag one card at once", "cards", "moves tried", "winners", "told of the conflict", "other refusals", "cards or audit rows wrong", "p50 ms", "p95 ms", "slowest ms", "answers/s")
        {
            Note = $"{run.Runs} runs; counts are of the worst run, times are medians. All start from the same version of the card; every loser's refusal is audited too.",
        };
        table.Add(Cards, Cards * Movers, (int)winners.Max(), (int)conflicts.Min(), (int)others.Max(), (int)wrong.Max(), Spread.Median(p50), Spread.Median(p95), Spread.Median(slowest), Spread.Median(rate));
        var exact = winners.TrueForAll(w => w == Cards) && wrong.TrueForAll(w => w == 0) && others.TrueForAll(o => o == 0);
        return new Findings([table], [new Goal("S1", "contention: exactly one winner a card, every loser told", $"{winners.Max():0} winners for {Cards} cards, {others.Max():0} other refusals, {wrong.Max():0} wrong", exact)]);
    }
}
