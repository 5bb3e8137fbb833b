using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Report;

namespace BlazorSalesProject.Bench;

/// <summary>What all subcommands of one run share: its folder, how often, how many, and what is prepared once.</summary>
public sealed class BenchRun : IAsyncDisposable
{
    private readonly List<Table> _tables = [];
    private readonly List<Goal> _goals = [];

    private BenchRun(string folder) => Folder = folder;

    /// <summary>A temporary folder of this run; removed at its end.</summary>
    public string Folder { get; }

    /// <summary>Every measurement is made this often; the tables show medians.</summary>
    public int Runs { get; private init; } = 3;

    /// <summary>How many circuits are opened, in ascending order.</summary>
    public IReadOnlyList<int> Circuits { get; private init; } = [1, 100, 500];

    /// <summary>Moves per run and number of circuits.</summary>
    public int Moves { get; private init; } = 20;

    public IReadOnlyList<Table> Tables => _tables;

    public IReadOnlyList<Goal> Goals => _goals;

    /// <summary>Reads <c>--runs n</c>, <c>--circuits 1,100</c> and <c>--moves n</c>.</summary>
    public static BenchRun From(IReadOnlyList<string> args)
    {
        string? Value(string name)
        {
            for (var i = 0; i < args.Count - 1; i++)
            {
                if (args[i] == name)
                    return args[i + 1];
            }

            return null;
        }

        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var run = new BenchRun(folder);
        return new BenchRun(folder)
        {
            Runs = Value("--runs") is { } runs ? int.Parse(runs) : run.Runs,
            Moves = Value("--moves") is { } moves ? int.Parse(moves) : run.Moves,
            Circuits = Value("--circuits") is { } counts ? [.. counts.Split(',').Select(int.Parse).Order()] : run.Circuits,
        };
    }

    /// <summary>Prints findings as they come and keeps them for the page.</summary>
    public void Keep(Findings findings)
    {
        foreach (var table in findings.Tables)
        {
            Console.WriteLine(table);
            _tables.Add(table);
        }

        foreach (var goal in findings.Goals)
        {
            Console.WriteLine($"{goal.Id}: {goal.Measured}{(goal.Met is { } met ? met ? " (met)" : " (missed)" : "")}");
            _goals.Add(goal);
        }

        Console.WriteLine();
    }

    /// <summary>Says what is being done, with the time and the load, so that a disturbed run is seen to be one.</summary>
    public static void Say(string what) => Console.WriteLine($"[{TimeProvider.System.GetUtcNow():HH:mm:ss}, load {Machine.Load():0.0}] {what}");

    /// <summary>The floor: this program again, as the smallest Blazor host, in a process of its own.</summary>
    public Task<HostProcess> StartFloorAsync(bool probe = true) =>
        HostProcess.StartAsync(typeof(FloorServer).Assembly.Location, ["floor", "{url}"], Folder, new Dictionary<string, string>(), "/cards", probe);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
