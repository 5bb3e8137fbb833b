using BlazorSalesProject.Bench.Circuits;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>
/// One person drags a card; how long until 1, 100 and 500 other circuits have the render batch after which their board
/// shows the card in its new column. The floor and the application take turns, number by number, in one run.
/// </summary>
public static class Fanout
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    public static async Task<Findings> RunAsync(BenchRun run, IReadOnlyList<Func<Task<IBoard>>> boards)
    {
        Dictionary<(string Board, int Circuits), List<Sample>> samples = [];
        List<string> names = [];
        for (var turn = 0; turn < run.Runs; turn++)
        {
            foreach (var start in boards)
            {
                await using var board = await start();
                if (!names.Contains(board.Name))
                    names.Add(board.Name);
                BenchRun.Say($"fanout {turn + 1}/{run.Runs}: {board.Name}");
                await MeasureAsync(run, board, samples);
            }
        }

        var table = new Table("A dragged card reaches the other boards", "board", "circuits", "first p50 ms", "median p50 ms", "last p50 ms", "last p95 ms", "× floor", "KB a batch", "SQL a move", "missed")
        {
            Note = $"{run.Moves} moves per run, {run.Runs} runs, medians. Measured from the mover's request to the arrival of the batch at each circuit; that the board then shows the card is checked afterwards.",
        };
        Dictionary<(string, int), Sample> medians = [];
        foreach (var name in names)
        {
            foreach (var count in run.Circuits)
            {
                var middle = medians[(name, count)] = Sample.Median(samples[(name, count)]);
                var floor = medians[(names[0], count)];
                table.Add(name, count, middle.First, middle.Middle, middle.Last, middle.LastP95, name == names[0] ? "1" : Table.Show(middle.Last / floor.Last),
                    middle.BatchKb, middle.Statements, middle.Missing);
            }
        }

        return new Findings([table], [.. names.Skip(1).SelectMany(name => Judge(run, name, names[0], medians))]);
    }

    private static IEnumerable<Goal> Judge(BenchRun run, string name, string floorName, Dictionary<(string, int), Sample> medians)
    {
        foreach (var count in run.Circuits)
        {
            var (ours, floor) = (medians[(name, count)], medians[(floorName, count)]);
            yield return new Goal("S3", $"drag → the last of {count} other boards ≤ 3 × the floor", $"{Table.Show(ours.Last)} ms against {Table.Show(floor.Last)} ms: {Table.Show(ours.Last / floor.Last)} ×, {ours.Missing:0} missed, {Table.Show(ours.Statements)} SQL statements a move", ours.Missing == 0 && ours.Last <= 3 * floor.Last);
        }
    }

    private static async Task MeasureAsync(BenchRun run, IBoard board, Dictionary<(string Board, int Circuits), List<Sample>> samples)
    {
        await using var mover = await board.OpenMoverAsync();
        await using var fleet = new CircuitFleet();
        foreach (var count in run.Circuits)
        {
            await fleet.GrowAsync(count, board.Onlookers, board.Path, board.Ready);
            await board.Host.HeapAsync();
            List<Spread> spreads = [];
            for (var i = -2; i < run.Moves; i++)
            {
                await Task.Delay(Settle);
                var bytes = fleet.Clients[0].BatchBytes;
                var statements = await board.Host.StatementsAsync();
                var move = await board.NextAsync(mover);
                var spread = await fleet.MeasureAsync(move.Make, move.Card, page => page.CardStandsIn(move.Card, move.Stage), Patience);
                if (i < 0)
                    continue;
                await Task.Delay(Settle);
                spreads.Add(spread with { Bytes = fleet.Clients[0].BatchBytes - bytes, Statements = await board.Host.StatementsAsync() - statements });
            }

            var key = (board.Name, count);
            if (!samples.TryGetValue(key, out var list))
                samples[key] = list = [];
            list.Add(new Sample(
                Spread.Median(spreads.Select(s => s.Times.DefaultIfEmpty(double.NaN).Min())),
                Spread.Median(spreads.Select(s => s.P50)),
                Spread.Median(spreads.Select(s => s.Last)),
                new Spread([.. spreads.Select(s => s.Last)]).P95,
                Spread.Median(spreads.Select(s => s.Bytes / 1024.0)),
                Spread.Median(spreads.Select(s => (double)s.Statements)),
                spreads.Sum(s => s.Missing)));
        }
    }

    private sealed record Sample(double First, double Middle, double Last, double LastP95, double BatchKb, double Statements, double Missing)
    {
        public static Sample Median(IReadOnlyList<Sample> all) => new(
            Spread.Median(all.Select(s => s.First)), Spread.Median(all.Select(s => s.Middle)), Spread.Median(all.Select(s => s.Last)),
            Spread.Median(all.Select(s => s.LastP95)), Spread.Median(all.Select(s => s.BatchKb)), Spread.Median(all.Select(s => s.Statements)),
            all.Sum(s => s.Missing));
    }
}
