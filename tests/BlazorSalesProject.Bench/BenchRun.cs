using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Measures;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;

namespace BlazorSalesProject.Bench;

/// <summary>What all subcommands of one run share: its folder, how often, how many, and what is prepared once.</summary>
public sealed class BenchRun : IAsyncDisposable
{
    private readonly List<Table> _tables = [];
    private readonly List<Goal> _goals = [];

    private Company? _company;
    private PublishedApp? _app;
    private string? _published;

    private BenchRun(string folder) => Folder = folder;

    /// <summary>A temporary folder of this run; removed at its end.</summary>
    public string Folder { get; }

    /// <summary>Every measurement is made this often; the tables show medians.</summary>
    public int Runs { get; private init; }

    /// <summary>How many circuits are opened, in ascending order.</summary>
    public IReadOnlyList<int> Circuits { get; private init; } = [];

    /// <summary>Moves per run and number of circuits.</summary>
    public int Moves { get; private init; }

    /// <summary>An application published before; null to publish one.</summary>
    public string? App { get; private init; }

    /// <summary>Subcommands that broke off, with the first line of why.</summary>
    public List<string> Failures { get; } = [];

    public IReadOnlyList<Table> Tables => _tables;

    public IReadOnlyList<Goal> Goals => _goals;

    /// <summary>Reads <c>--runs n</c>, <c>--circuits 1,100</c>, <c>--moves n</c> and <c>--app folder</c>.</summary>
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

        return new BenchRun(Directory.CreateTempSubdirectory("bench-").FullName)
        {
            Runs = int.Parse(Value("--runs") ?? "3"),
            Moves = int.Parse(Value("--moves") ?? "20"),
            App = Value("--app") is { } app ? Path.GetFullPath(app) : null,
            Circuits = [.. (Value("--circuits") ?? "1,100,500").Split(',').Select(int.Parse).Order()],
        };
    }

    /// <summary>Prints findings as they come and keeps them for the page.</summary>
    public void Keep(Findings findings)
    {
        foreach (var table in findings.Tables)
        {
            table.Load = Machine.Load();
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

    /// <summary>The filled database all measurements copy; made when first asked for.</summary>
    public async Task<Company> CompanyAsync()
    {
        if (_company is null)
        {
            Say("filling the company");
            _company = await Company.CreateAsync(Folder);
        }

        return _company;
    }

    /// <summary>The published application on its own copy of the company.</summary>
    public async Task<HostProcess> StartAppAsync(bool probe = true)
    {
        _app ??= new PublishedApp(await PublishedAsync(), Folder, await CompanyAsync());
        return await _app.StartAsync(probe);
    }

    /// <summary>The folder of the published application; published when first asked for.</summary>
    public async Task<string> PublishedAsync()
    {
        if (_published is null && App is null)
            Say("publishing the application");
        return _published ??= App ?? await PublishedApp.PublishAsync(Path.Combine(Folder, "app"));
    }

    public async Task<IBoard> OpenFloorBoardAsync() => new FloorBoard(await StartFloorAsync());

    public async Task<IBoard> OpenAppBoardAsync() => await AppBoard.OpenAsync(await StartAppAsync(), await CompanyAsync(), Circuits[^1]);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
