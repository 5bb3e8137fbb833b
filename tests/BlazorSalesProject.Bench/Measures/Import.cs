using System.Diagnostics;
using System.Globalization;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>
/// The command line brings in the real sample, and the same sample with five times its opportunities: the difference of
/// the two is what a row costs, without the start of the process, and shows whether memory stays flat.
/// </summary>
public static class Import
{
    private const int Larger = 5;
    private const double RowsPerSecond = 3000;
    private const double BestPeer = 270;
    private const string Pipeline = "sales_pipeline.csv";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<Findings> RunAsync(BenchRun run, string app)
    {
        var sample = Path.Combine(PublishedApp.RepositoryRoot(), "samples", "maven-crm");
        if (!File.Exists(Path.Combine(sample, "mapping.json")))
            throw new FileNotFoundException("The sample has no mapping.json yet, so there is nothing to import it by.");
        var larger = Enlarge(sample, Path.Combine(run.Folder, "sample-larger"));
        List<double> rates = [], small = [], large = [], smallPeak = [], largePeak = [];
        var (rows, moreRows) = (Rows(sample), Rows(larger));
        for (var turn = 0; turn < run.Runs; turn++)
        {
            BenchRun.Say($"import {turn + 1}/{run.Runs}");
            var first = await RunOnceAsync(app, sample, Path.Combine(run.Folder, $"import-{turn}a"));
            var second = await RunOnceAsync(app, larger, Path.Combine(run.Folder, $"import-{turn}b"));
            small.Add(first.Seconds);
            large.Add(second.Seconds);
            smallPeak.Add(first.PeakMB);
            largePeak.Add(second.PeakMB);
            rates.Add((moreRows - rows) / (second.Seconds - first.Seconds));
        }

        var rate = Spread.Median(rates);
        var table = new Table("Import of the sample by the command line, into an empty SQLite file", "files", "rows", "s, start of the process included", "peak MB")
        {
            Note = $"{run.Runs} runs, medians. With mapping, duplicate check, audit; synchronous=FULL. The difference of the two: {Table.Show(rate)} rows/s.",
        };
        table.Add("the four files of the sample", rows, Spread.Median(small), Spread.Median(smallPeak));
        table.Add($"the same with {Larger} times the opportunities", moreRows, Spread.Median(large), Spread.Median(largePeak));
        var growth = Spread.Median(largePeak) / Spread.Median(smallPeak);
        return new Findings([table],
        [
            new Goal("S6", $"import with mapping, duplicate check, audit ≥ {RowsPerSecond:N0} rows/s, memory flat (others' work meanwhile is not measured yet)",
                $"{Table.Show(rate)} rows/s ({Table.Show(rate / BestPeer)} × the best peer), peak memory × {Table.Show(growth)} for × {Larger} rows", rate >= RowsPerSecond && growth < 1.5),
        ]);
    }

    private static int Rows(string folder) => Directory.GetFiles(folder, "*.csv").Sum(f => File.ReadLines(f).Count(l => l.Length > 0) - 1);

    private static string Enlarge(string sample, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(sample))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        var lines = File.ReadAllLines(Path.Combine(sample, Pipeline));
        File.WriteAllLines(Path.Combine(target, Pipeline),
            [lines[0], .. Enumerable.Range(0, Larger).SelectMany(copy => lines.Skip(1).Select(l => copy == 0 ? l : $"{copy}-{l}"))]);
        return target;
    }

    private static async Task<(double Seconds, double PeakMB)> RunOnceAsync(string app, string folder, string data)
    {
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = app, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(app, "BlazorSalesProject.Web.dll"));
        start.ArgumentList.Add("import");
        start.ArgumentList.Add(folder);
        foreach (var (name, value) in PublishedApp.Settings(Path.Combine(data, "app.db"), data))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["DOTNET_gcServer"] = "0";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            if (clock.Elapsed > Patience)
            {
                process.Kill();
                throw new TimeoutException($"The import of {folder} was not done within {Patience.TotalMinutes} minutes.");
            }

            await Task.Delay(20);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? (seconds, peak) : throw new InvalidOperationException($"The import ended with {process.ExitCode}:\n{await said}\n{await complained}");
    }

    private static double Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
