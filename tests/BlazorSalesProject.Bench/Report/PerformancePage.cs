using System.Text;

namespace BlazorSalesProject.Bench.Report;

/// <summary>Writes docs/performance.md: the machine, the commands, the tables, and the goals beside what was measured.</summary>
public static class PerformancePage
{
    private static readonly (string Id, string Wanted)[] NotMeasuredHere =
    [
        ("S5", "customer page with 2,000 linked records; dashboard with 8 charts: cold ≤ 450, warm ≤ 300 ms"),
        ("S7", "recycle 100,000 opportunities, an activity each, ≥ 10,000 rows/s, no writer blocked > 50 ms"),
        ("S8", "notice to a person on the other node ≤ 50 ms p95 after commit"),
    ];

    public static void Write(string file, BenchRun run, double loadBefore)
    {
        var page = new StringBuilder()
            .AppendLine("# Performance")
            .AppendLine()
            .AppendLine("Written by `tests/BlazorSalesProject.Bench`; run it again with")
            .AppendLine("`dotnet run -c Release --project tests/BlazorSalesProject.Bench -- all`, or one table with the name of its subcommand")
            .AppendLine("(`fanout`, `circuits`, `verbs`, `contention`, `import`, `page`, `delivery`, `start`; `--runs`, `--circuits 1,100,500`, `--moves`).")
            .AppendLine()
            .Append("- Date: ").AppendLine($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC")
            .Append("- Machine: ").AppendLine(Machine.Describe())
            .Append("- Load average over one minute: ").AppendLine($"{loadBefore:0.0} before the run, {Machine.Load():0.0} at its end (the run itself included)")
            .AppendLine("- Everything on loopback; bench and host share the cores, so the clients' work is part of the figures, for floor and application alike.")
            .AppendLine("- Absolute figures drift between machines and runs by up to half; what counts are the ratios to the floor in the same run, with a margin of 15 % (one client) or 30 % (eight).")
            .AppendLine()
            .AppendLine("## Goals")
            .AppendLine()
            .AppendLine("| | goal | measured | |")
            .AppendLine("| --- | --- | --- | --- |");
        foreach (var goal in run.Goals.Concat(NotMeasuredHere.Where(n => run.Goals.All(g => g.Id != n.Id)).Select(n => new Goal(n.Id, n.Wanted, "not measured by the bench yet", null))).OrderBy(g => int.Parse(g.Id[1..])))
            page.AppendLine($"| {goal.Id} | {goal.Wanted} | {goal.Measured} | {(goal.Met is { } met ? met ? "met" : "missed" : "open")} |");
        foreach (var failure in run.Failures)
            page.AppendLine().Append("Not measured in this run: ").AppendLine(failure);
        page.AppendLine().AppendLine("## Figures").AppendLine();
        foreach (var table in run.Tables)
            page.Append(table).AppendLine();
        File.WriteAllText(file, page.ToString().TrimEnd() + "\n");
    }
}
