using System.Collections.Concurrent;
using System.Diagnostics;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Reliability;

/// <summary>
/// CR-1: a node is killed in the middle of its work, again and again. What it had confirmed is there, with its audit and its message;
/// what it had not is there completely or not at all. CRASHES=100 runs the long form.
/// </summary>
public sealed class CrashTests
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("CRASHES"), out var wanted) && wanted > 0 ? wanted : 3;

    [Theory, BothDatabases]
    public async Task Nothing_that_was_confirmed_is_lost_by_a_power_cut(Database on)
    {
        on.WithDemo();
        var confirmed = new Dictionary<Guid, (Guid Opportunity, Guid Id)>();
        var chance = new Random(2026);
        for (var kill = 0; kill < Kills; kill++)
        {
            await WriteUntilKilled(on, TimeSpan.FromMilliseconds(chance.Next(300, 3000)), confirmed);
            await Look(on, confirmed);
        }

        Assert.True(confirmed.Count > Kills, $"Only {confirmed.Count} operations were confirmed in {Kills} rounds.");

        // Asked again with its key, a confirmed operation gives its first answer and happens no second time.
        await using var b = new TestBusiness(on);
        var manager = await b.As("salesmgr");
        foreach (var (key, (opportunity, id)) in confirmed.Take(20))
        {
            var again = await b.Get<GiveAdvice>().Run(manager, key, opportunity, Writer.Text(key));
            Assert.Equal(id, again.Value);
        }

        await Look(on, confirmed);
    }

    private static async Task WriteUntilKilled(Database on, TimeSpan life, Dictionary<Guid, (Guid, Guid)> confirmed)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", typeof(CrashTests).Assembly.Location, "write", on.Provider, on.ConnectionString })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var guardian = new Guardian("grep -q BlazorSalesProject.Tests /proc/$1/cmdline && kill -9 $1", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var said = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            said.Enqueue(line.Data ?? "");
            if (line.Data is null || line.Data.StartsWith("saved ", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        var errors = process.StandardError.ReadToEndAsync();
        process.BeginOutputReadLine();

        // The clock runs from the first confirmation: how long a process takes to start says nothing here.
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.False(process.HasExited, process.HasExited ? await errors : "");
        await Task.Delay(life);
        process.Kill();
        await process.WaitForExitAsync();
        foreach (var words in said.Select(line => line.Split(' ')))
        {
            Assert.True(words[0] is "saved" or "ready" or "", string.Join(' ', words));

            // The last line may have been cut in the middle: then nobody was told.
            if (words is ["saved", var key, var opportunity, var id] && Guid.TryParse(key, out var k) && Guid.TryParse(opportunity, out var o) && Guid.TryParse(id, out var i))
            {
                confirmed.Add(k, (o, i));
            }
        }
    }

    private static async Task Look(Database on, Dictionary<Guid, (Guid Opportunity, Guid Id)> confirmed)
    {
        await using var b = new TestBusiness(on);
        var advices = await b.Read(db => db.Advices.Select(a => new { a.Id, a.OpportunityId, a.Text }).ToDictionaryAsync(a => a.Id));
        foreach (var (key, (opportunity, id)) in confirmed)
        {
            Assert.True(advices.TryGetValue(id, out var advice), $"{key} was confirmed and is lost.");
            Assert.Equal((opportunity, Writer.Text(key)), (advice.OpportunityId, advice.Text));
        }

        // Confirmed or not: an advice, its audit row, its message and its idempotency key are there together or not at all.
        var audited = await b.Read(db => db.Activities.Where(a => a.Kind == "AdviceGiven" && a.Outcome == ActivityOutcome.Done).Select(a => new { a.Id, a.Data, a.SubjectId }).ToListAsync());
        var told = await b.Read(db => db.Outbox.Where(o => o.Kind == OutboxMessage.Tell && o.ActivityId != null).Select(o => o.ActivityId!.Value).ToListAsync());
        var keys = await b.Read(db => db.IdempotencyKeys.CountAsync(k => k.Verb == nameof(GiveAdvice)));
        Assert.Equal(advices.Values.Select(a => a.Text).Order(StringComparer.Ordinal), audited.Select(a => a.Data[a.Data.IndexOf("advice ", StringComparison.Ordinal)..][..43]).Order(StringComparer.Ordinal));
        Assert.All(audited, a => Assert.Contains(a.Id, told));
        Assert.Equal(advices.Count, keys);
        if (on.Provider == Database.Sqlite)
        {
            Assert.Equal("ok", await b.Read(async db => (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()).Single()));
        }
    }
}
