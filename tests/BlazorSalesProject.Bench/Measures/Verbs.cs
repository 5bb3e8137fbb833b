using System.Collections.Concurrent;
using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>Verbs and views on SQLite with rights, audit and outbox, each beside the bare statement on a bare file in the same run.</summary>
public static class Verbs
{
    private const double MostTimesFloor = 30;
    private const double WritesPerSecond = 400;
    private static readonly string[] Stages = ["contact", "needs", "proposal", "negotiation", "contract"];

    public static async Task<Findings> RunAsync(BenchRun run, Company company)
    {
        Dictionary<string, (List<LoadFigures> Floor, List<LoadFigures> Ours)> figures = [];
        for (var turn = 0; turn < run.Runs; turn++)
        {
            using var floor = new SqliteFloor(Path.Combine(run.Folder, $"floor-{turn}"));
            await using var business = new OpenBusiness(company.CopyTo(Path.Combine(run.Folder, $"verbs-{turn}")));
            foreach (var (name, bare, ours) in await OperationsAsync(business, company, floor))
            {
                BenchRun.Say($"verbs {turn + 1}/{run.Runs}: {name}");
                if (!figures.TryGetValue(name, out var lists))
                    figures[name] = lists = ([], []);
                lists.Floor.Add(await Load.RunAsync(bare));
                lists.Ours.Add(await Load.RunAsync(ours));
            }
        }

        var table = new Table("Verbs and views, SQLite, 10,000 opportunities", "operation", "p50 ms", "p95 ms", "per s with 8", "errors", "floor p50 ms", "floor per s with 8", "× floor", "half of the best peer ms")
        {
            Note = $"{run.Runs} runs, medians. One client, then {Load.Clients}; the manager of one of two departments acts. The floor is one bare SQL statement on a bare file of {SqliteFloor.Rows:N0} rows, synchronous=FULL: no rights, no audit, no outbox. Peers as published for another run.",
        };
        List<Goal> goals = [];
        foreach (var (name, (floorRuns, ourRuns)) in figures)
        {
            var (floor, ours) = (LoadFigures.Median(floorRuns), LoadFigures.Median(ourRuns));
            var ratio = ours.P50 / floor.P50;
            var peer = HalfOfBestPeer.GetValueOrDefault(name, double.NaN);
            table.Add(name, ours.P50, ours.P95, ours.PerSecond, ours.Errors, floor.P50, floor.PerSecond, ratio, peer);
            var isWrite = name is Create or Move;
            var met = ours.Errors == 0 && !(ours.P50 > peer) && ratio <= MostTimesFloor && (!isWrite || ours.PerSecond >= WritesPerSecond);
            var error = ours.FirstError is null ? "" : $" ({ours.FirstError})";
            goals.Add(new Goal("S1", $"{name}: p50 ≤ {Table.Show(peer)} ms, ≤ {MostTimesFloor} × floor, 0 errors with 8{(isWrite ? $", ≥ {WritesPerSecond} writes/s" : "")}",
                $"{Table.Show(ours.P50)} ms, {Table.Show(ratio)} × floor, {ours.Errors} errors{error}, {Table.Show(ours.PerSecond)}/s", met));
        }

        return new Findings([table], goals);
    }

    private const string Create = "create";
    private const string Move = "move a card";

    private static readonly Dictionary<string, double> HalfOfBestPeer = new()
    {
        ["list of 50, by stage and owner, sorted"] = 9.5 / 2,
        ["search by name"] = 5.3 / 2,
        ["count and sum by stage, with the first 50 rows"] = 18.0 / 2,
        ["board data"] = 116.0 / 2,
        [Create] = 9.9 / 2,
        [Move] = 10.9 / 2,
    };

    private static async Task<IReadOnlyList<(string Name, Func<int, int, Task> Bare, Func<int, int, Task> Ours)>> OperationsAsync(OpenBusiness business, Company company, SqliteFloor floor)
    {
        var me = await business.WhoAsync(company.Manager);
        var owners = await business.ReadAsync(db => db.Set<Opportunity>().VisibleTo(me, DateOnly.MinValue).Select(o => o.OwnerId).Distinct().Order().ToListAsync());
        var customers = await business.ReadAsync(db => db.Set<Customer>().Where(c => owners.Contains(c.OwnerId!.Value)).Select(c => c.Id).ToListAsync());
        var cards = await business.ReadAsync(db => db.Set<Opportunity>().Where(o => o.State == OpportunityState.Open && Stages.Contains(o.Stage) && owners.Contains(o.OwnerId)).OrderBy(o => o.Number).Select(o => new { o.Id, o.Version, o.Stage }).ToListAsync());
        var stands = new ConcurrentDictionary<Guid, string>(cards.ToDictionary(c => c.Id, c => c.Stage));
        var versions = new ConcurrentDictionary<Guid, int>(cards.ToDictionary(c => c.Id, c => c.Version));
        var (list, board, create, move) = (business.The<OpportunityList>(), business.The<PipelineBoard>(), business.The<CreateOpportunity>(), business.The<MoveOpportunity>());
        var share = cards.Count / (Load.Clients + 1);

        return
        [
            ("list of 50, by stage and owner, sorted", floor.ListAsync, async (client, turn) =>
                await list.For(me, new OpportunityFilter { Columns = [Stages[turn % Stages.Length]], Owners = [owners[(client + turn) % owners.Count]] }, "entered")),
            ("search by name", floor.SearchAsync, async (client, turn) => await list.For(me, new OpportunityFilter { Text = $"{(client * 100) + (turn % 97)}" })),
            ("count and sum by stage, with the first 50 rows", floor.SumsAsync, async (_, _) => await list.For(me, new OpportunityFilter(), group: "stage")),
            ("board data", floor.SumsAsync, async (_, _) => await board.For(me, new OpportunityFilter())),
            (Create, floor.CreateAsync, async (client, turn) => Check(await create.Run(me, Guid.CreateVersion7(), OpportunityKind.System,
                new OpportunityFacts($"new {client}-{turn}", new Money(1_234_500, "CNY")) { CustomerId = customers[turn % customers.Count], Source = "web" }))),
            (Move, floor.MoveAsync, async (client, turn) =>
            {
                var card = cards[(client * share) + (turn % share)].Id;
                var stage = Stages[(Array.IndexOf(Stages, stands[card]) + 1) % Stages.Length];
                Check(await move.Run(me, card, versions[card], stage));
                (stands[card], versions[card]) = (stage, versions[card] + 1);
            }),
        ];
    }

    private static void Check(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Key);
    }
}
