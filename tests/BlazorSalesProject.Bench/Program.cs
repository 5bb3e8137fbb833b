using BlazorSalesProject.Bench;
using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Measures;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;

// The floor is this program again, started as a child.
if (args is ["floor", var url])
    return await FloorServer.RunAsync(url);

// The filled database alone, to look at or to start the application on.
if (args is ["company", var folder])
{
    Console.WriteLine((await Company.CreateAsync(Directory.CreateDirectory(folder).FullName)).File);
    return 0;
}

string[] every = ["start", "page", "verbs", "contention", "import", "delivery", "pools", "circuits", "fanout"];
var wanted = args.FirstOrDefault() == "all" ? every : every.Intersect(args).ToArray();
if (wanted.Length == 0)
{
    Console.WriteLine($"""
        dotnet run -c Release --project tests/BlazorSalesProject.Bench -- {string.Join(" | ", every)} | all
          --runs 3            every measurement is made this often, tables show medians
          --circuits 1,100,500
          --moves 20          drags per run and number of circuits
          --app folder        a published application; without it the bench publishes one itself
        "all" also writes docs/performance.md; "company folder" only makes the filled database.
        """);
    return 1;
}

await using var run = BenchRun.From(args);
var load = Machine.Load();
foreach (var name in wanted)
{
    try
    {
        run.Keep(await MeasureAsync(name));
    }
    catch (Exception e) when (wanted.Length > 1)
    {
        // One broken measurement must not cost the others their figures.
        run.Failures.Add($"{name}: {e.Message.Split('\n')[0]}");
        Console.Error.WriteLine($"{name}: {e}");
    }
}

if (wanted.Length == every.Length)
    PerformancePage.Write(Path.Combine(PublishedApp.RepositoryRoot(), "docs", "performance.md"), run, load);
return run.Failures.Count == 0 ? 0 : 1;

async Task<Findings> MeasureAsync(string name) => name switch
{
    "start" => await Start.RunAsync(run, () => run.StartFloorAsync(probe: false), () => run.StartAppAsync(probe: false)),
    "page" => await Page.RunAsync(run, () => run.StartAppAsync(), await run.CompanyAsync()),
    "verbs" => await Verbs.RunAsync(run, await run.CompanyAsync()),
    "contention" => await Contention.RunAsync(run, await run.CompanyAsync()),
    "pools" => await Pools.RunAsync(run, await run.CompanyAsync()),
    "import" => await Import.RunAsync(run, await run.PublishedAsync()),
    "delivery" => await Delivery.RunAsync(run, () => run.StartAppAsync(), await run.CompanyAsync()),
    "circuits" => await Circuits.RunAsync(run, [run.OpenFloorBoardAsync, run.OpenAppBoardAsync]),
    _ => await Fanout.RunAsync(run, [run.OpenFloorBoardAsync, run.OpenAppBoardAsync]),
};
