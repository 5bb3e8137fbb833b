using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Bench.Seeding;

/// <summary>The same company grown large: 50,000 customers and 100,000 opportunities, with one public pool for everybody.</summary>
public sealed partial class Company
{
    public const int ManyCustomers = 50_000;
    public const int ManyOpportunities = 100_000;
    public const int Unowned = 200;
    public const int PoolDays = 30;

    /// <summary>Adds what is missing. Every customer was last looked after forty days ago, so that the whole of them is due.</summary>
    public static async Task GrowAsync(OpenBusiness business)
    {
        await using var db = await business.The<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var stages = await db.Set<Stage>().AsNoTracking().ToListAsync();
        var reps = await db.Set<Person>().AsNoTracking().Where(p => db.Set<Account>().Any(a => a.PersonId == p.Id && a.UserKey.StartsWith("rep"))).OrderBy(p => p.Id).ToListAsync();
        var departments = await db.Set<Department>().AsNoTracking().Select(d => d.Id).ToListAsync();
        var pool = Take(Pool.Make(PoolKind.Customers, new PoolFacts("公海") { Members = [.. departments.Select(d => new PoolMemberFacts(null, d, false))], Rules = [new(null, PoolDays, null, null, null)] }, 1));
        await AddAsync(db, [pool]);
        List<Customer> customers = [];
        for (var n = Customers; n < ManyCustomers; n++)
            customers.Add(Take(Customer.Create($"KH-2026-{n + 1:0000}", new CustomerFacts($"{Cities[n % Cities.Length]}{Words[n % Words.Length]}{n}有限公司"), reps[n % reps.Count].Id)));
        for (var n = 0; n < Unowned; n++)
        {
            var customer = Take(Customer.Create($"GH-2026-{n + 1:0000}", new CustomerFacts($"公海{n}有限公司"), null));
            Fine(customer.PutInto(pool.Id, PoolClock.Returned, null, null, Start));
            customers.Add(customer);
        }

        await AddAsync(db, customers);
        var pipeline = new Pipeline(OpportunityKind.System, stages);
        for (var from = Opportunities; from < ManyOpportunities; from += Batch)
            await AddAsync(db, Enumerable.Range(from, Batch).Select(n => NewOpportunity(n, pipeline, reps[n % reps.Count], customers[n * 7 % customers.Count])).ToList());
        var quiet = TimeProvider.System.Now().AddDays(-PoolDays - 10);
        await db.Set<Customer>().Where(c => c.OwnerId != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.OwnedSince, quiet).SetProperty(c => c.TouchedAt, quiet));
        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }
}
