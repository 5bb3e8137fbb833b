using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>From process start to the first page answered in full, beside the smallest Blazor host.</summary>
public static class Start
{
    public static async Task<Findings> RunAsync(BenchRun run, Func<Task<HostProcess>> floor, Func<Task<HostProcess>> app)
    {
        List<double> bare = [], ours = [];
        for (var turn = 0; turn < run.Runs; turn++)
        {
            BenchRun.Say($"start {turn + 1}/{run.Runs}");
            await using (var host = await floor())
                bare.Add(host.StartedIn.TotalMilliseconds);
            await using (var host = await app())
                ours.Add(host.StartedIn.TotalMilliseconds);
        }

        var (bareMedian, ourMedian) = (Spread.Median(bare), Spread.Median(ours));
        var table = new Table("Process start → first page", "host", "ms", "× floor")
        {
            Note = $"{run.Runs} runs, medians. The application is published and starts on a database of 10,000 opportunities; its first page is /login.",
        };
        table.Add("floor: smallest Blazor host", bareMedian, "1");
        table.Add("BlazorSalesProject", ourMedian, ourMedian / bareMedian);
        return new Findings([table],
        [
            new Goal("S9", "process start → first page ≤ 3 s", $"{ourMedian / 1000:0.00} s", ourMedian <= 3000),
            new Goal("S9", "cold start ≤ 3 × an empty Blazor app", $"{Table.Show(ourMedian / bareMedian)} ×", ourMedian <= 3 * bareMedian),
        ]);
    }
}
