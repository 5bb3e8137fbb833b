using BlazorSalesProject.Bench.Circuits;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>Opens 1, 100 and 500 boards and leaves again: how fast, how much memory each holds after full collections, what stays behind.</summary>
public static class Circuits
{
    private const double MostKiB = 400;
    private const double MostMB = 500;

    public static async Task<Findings> RunAsync(BenchRun run, IReadOnlyList<Func<Task<IBoard>>> boards)
    {
        Dictionary<(string Board, int Circuits), List<Sample>> samples = [];
        List<string> names = [];
        for (var turn = 0; turn < run.Runs; turn++)
        {
            foreach (var start in boards)
            {
                await using var board = await start();
                BenchRun.Say($"circuits {turn + 1}/{run.Runs}: {board.Name}");
                if (!names.Contains(board.Name))
                    names.Add(board.Name);
                foreach (var count in run.Circuits)
                {
                    if (!samples.TryGetValue((board.Name, count), out var list))
                        samples[(board.Name, count)] = list = [];
                    list.Add(await MeasureAsync(board, count));
                }
            }
        }

        var table = new Table("Circuits on the board", "board", "circuits", "opened in s", "ready p50 ms", "ready p95 ms", "SQL a circuit", "KB rendered a circuit", "heap a circuit KiB", "RSS MB", "heap left KiB a circuit")
        {
            Note = $"{run.Runs} runs, medians. Eight open at a time; ready is from the GET to a board with cards, over the circuit. Heap is read after full collections and compared with the same host before; the last column after all have left.",
        };
        List<Goal> goals = [];
        foreach (var name in names)
        {
            foreach (var count in run.Circuits)
            {
                double Of(Func<Sample, double> what) => Spread.Median(samples[(name, count)].Select(what));
                var (heap, resident) = (Of(s => s.HeapKiB), Of(s => s.ResidentMB));
                table.Add(name, count, Of(s => s.OpenedIn), Of(s => s.P50), Of(s => s.P95), Of(s => s.Statements), Of(s => s.RenderedKb), count == 1 ? null : heap, resident, count == 1 ? null : Of(s => s.LeftKiB));
                if (name != names[0] && count > 1 && count == run.Circuits[^1])
                {
                    var floor = Spread.Median(samples[(names[0], count)].Select(s => s.HeapKiB));
                    goals.Add(new Goal("S4", $"heap per circuit on the board ≤ {MostKiB} KiB after GC; {count} boards < {MostMB} MB", $"{Table.Show(heap)} KiB (floor {Table.Show(floor)}); {Table.Show(resident)} MB resident with {count} boards", heap <= MostKiB && resident < MostMB));
                }
            }
        }

        return new Findings([table], goals);
    }

    private static async Task<Sample> MeasureAsync(IBoard board, int count)
    {
        // A first visit loads what every later one shares.
        await using (var first = new CircuitFleet())
            await first.GrowAsync(board.Onlookers.Count, board.Onlookers, board.Path, board.Ready);
        var before = await board.Host.HeapAsync();
        var statements = await board.Host.StatementsAsync();
        Sample sample;
        await using (var fleet = new CircuitFleet())
        {
            var opened = await fleet.GrowAsync(count, board.Onlookers, board.Path, board.Ready);
            var ready = new Spread(fleet.OpenedIn);
            var heap = await board.Host.HeapAsync();
            sample = new Sample(opened.TotalSeconds, ready.P50, ready.P95, (await board.Host.StatementsAsync() - statements) / (double)count,
                fleet.Clients.Average(c => c.BatchBytes) / 1024, (heap - before) / 1024.0 / count, board.Host.Resident() / 1024.0 / 1024.0, 0);
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        return sample with { LeftKiB = (await board.Host.HeapAsync() - before) / 1024.0 / count };
    }

    private sealed record Sample(double OpenedIn, double P50, double P95, double Statements, double RenderedKb, double HeapKiB, double ResidentMB, double LeftKiB);
}
