using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Bench.Seeding;

/// <summary>The business without screens, on its own copy of the company: verbs and views are called as the screens call them.</summary>
public sealed class OpenBusiness : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public OpenBusiness(string database)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error));
        services.AddBusiness(DatabaseProvider.Sqlite, $"Data Source={database}");
        _services = services.BuildServiceProvider();
    }

    /// <summary>A verb or view.</summary>
    public T The<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The person behind an account, with rights.</summary>
    public async Task<Me> WhoAsync(string account)
    {
        var id = await ReadAsync(db => db.Set<Account>().Where(a => a.UserKey == account).Select(a => a.PersonId).SingleAsync());
        return await The<WhoIs>().Load(id) ?? throw new InvalidOperationException($"{account} is not there.");
    }

    /// <summary>A read of the bench's own, past all rights.</summary>
    public Task<T> ReadAsync<T>(Func<AppDb, Task<T>> what) => The<Works>().Read(what);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
