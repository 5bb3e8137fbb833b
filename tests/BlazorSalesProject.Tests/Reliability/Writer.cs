using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Reliability;

/// <summary>
/// A process of its own that writes through the real verbs until it is killed: <c>write provider connection-string writers</c>.
/// Whatever it has been told is saved it says at once, a line each: <c>saved key opportunity id</c>.
/// </summary>
internal static class Writer
{
    /// <summary>How many write when nothing else is asked for.</summary>
    public const int Writers = 4;

    /// <summary>The text of an advice that was given with a key.</summary>
    public static string Text(Guid key) => $"advice {key}";

    private static async Task<int> Main(string[] args)
    {
        if (args is not ["write", var provider, var connectionString, ..])
        {
            await Console.Error.WriteLineAsync("These are tests: run them with dotnet test.");
            return 64;
        }

        await using var business = TestBusiness.At(provider, connectionString);
        var manager = await business.As("salesmgr");
        var today = Clock.BusinessDate(business.Clock.Now());
        var opportunities = await business.Read(db => db.Opportunities.Where(o => o.State == BlazorSalesProject.Sales.Opportunities.OpportunityState.Open && db.Accounts.Any(a => a.PersonId == o.OwnerId && (a.UserName == "sales1" || a.UserName == "sales2")))
            .OrderBy(o => o.Number).Select(o => o.Id).Take(Writers).ToListAsync());
        Console.WriteLine($"ready {today:yyyy-MM-dd}");
        var give = business.Get<GiveAdvice>();
        await Task.WhenAll(opportunities.Select(opportunity => Task.Run(async () =>
        {
            while (true)
            {
                var key = Guid.NewGuid();
                var outcome = await give.Run(manager, key, opportunity, Text(key));
                var said = outcome.Ok ? $"saved {key} {opportunity} {outcome.Value}" : $"refused {outcome.Refusal!.Key}";
                lock (give)
                {
                    Console.WriteLine(said);
                    Console.Out.Flush();
                }
            }
        })));
        return 0;
    }
}
