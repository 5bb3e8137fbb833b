using BlazorSalesProject.Bench;
using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Measures;

if (args is ["floor", var url])
    return await FloorServer.RunAsync(url);

await using var run = BenchRun.From(args);
switch (args.FirstOrDefault())
{
    case "fanout":
        run.Keep(await Fanout.RunAsync(run, [async () => new FloorBoard(await run.StartFloorAsync())]));
        return 0;
    default:
        Console.WriteLine("dotnet run -c Release --project tests/BlazorSalesProject.Bench -- fanout [--runs 3] [--circuits 1,100,500] [--moves 20]");
        return 1;
}
