using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Journeys.Nodes;

/// <summary>Two real nodes, started at the same moment on one empty PostgreSQL database, with the slow job in both.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly string wishes = TemporaryFolder.New("wishes");
    private TestBusiness? business;
    private Host? a;
    private Host? b;

    /// <summary>One node.</summary>
    public Host A => a!;

    /// <summary>The other.</summary>
    public Host B => b!;

    /// <summary>A look into their database.</summary>
    public Task<T> Read<T>(Func<Data.AppDb, Task<T>> what) => business!.Read(what);

    /// <summary>Has a node begin the slow job for a slot (a number), and waits until some of its steps are done: the node it runs on, and the other.</summary>
    public async Task<(Host Runs, Host Other)> BeginSlowWork(int slot, int steps = 5)
    {
        var name = slot.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(wishes, name + ".tmp"), "");
        File.Move(Path.Combine(wishes, name + ".tmp"), Path.Combine(wishes, name + ".wish"));
        await Until($"the slow work {slot} has begun", async () => (await Steps(slot)).Count >= steps);
        var node = (await Run(slot))!.Node!;
        return node.EndsWith($"-{A.ProcessId}", StringComparison.Ordinal) ? (A, B) : (B, A);
    }

    /// <summary>The record of the slow work of a slot.</summary>
    public Task<JobRun?> Run(int slot)
    {
        var name = slot.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Read(db => db.Set<JobRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Job == nameof(SlowJob) && r.Slot == name));
    }

    /// <summary>Waits until the slow work of a slot is done, and tells how often each step had its effect.</summary>
    public async Task<IReadOnlyList<int>> Finish(int slot)
    {
        await Until($"the slow work {slot} is done", async () => (await Run(slot))?.State == JobState.Done);
        return await Steps(slot);
    }

    /// <summary>How often each step that was begun had its effect.</summary>
    public async Task<IReadOnlyList<int>> Steps(int slot)
    {
        var ids = Enumerable.Range(1, SlowJob.Steps).Select(step => (Guid?)SlowJob.Step(slot.ToString(System.Globalization.CultureInfo.InvariantCulture), step)).ToList();
        return await Read(db => db.Set<Activity>().Where(x => x.Kind == SlowJob.Kind && ids.Contains(x.SubjectId)).GroupBy(x => x.SubjectId).Select(g => g.Count()).ToListAsync());
    }

    /// <summary>Waits, patiently, until something is so.</summary>
    public static async Task Until(string what, Func<Task<bool>> holds)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(3), $"It did not come true that {what}.");
            await Task.Delay(200);
        }
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        a = Host.Prepare(Database.PostgreSql, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(TwoNodes).Assembly.Location,
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(TwoNodes).Assembly.GetName().Name!,
            [SlowWishes.Folder] = wishes,
        });
        b = a.Another();
        await Task.WhenAll(a.Restart(), b.Restart());
        business = TestBusiness.At(Database.PostgreSql, a.ConnectionString);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var one in new IAsyncDisposable?[] { business, a, b })
        {
            if (one is not null)
            {
                await one.DisposeAsync();
            }
        }
    }
}
