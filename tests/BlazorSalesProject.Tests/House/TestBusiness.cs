using BlazorSalesProject.Attachments;
using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Tests.House;

/// <summary>The whole business on a database of its own, without a host: verbs and views to call, a clock to turn, the cast to act.</summary>
public sealed class TestBusiness : IAsyncDisposable
{
    private readonly ServiceProvider services;

    /// <summary>The business on a database; the clock stands on Monday, 2 March 2026, 09:00 in Shanghai unless another is given.</summary>
    public TestBusiness(Database on, FixedClock? clock = null)
        : this(on?.Provider ?? throw new ArgumentNullException(nameof(on)), on.ConnectionString, clock ?? new FixedClock())
    {
    }

    /// <summary>The business on a database another process has made.</summary>
    public static TestBusiness At(string provider, string connectionString) => new(provider, connectionString, new FixedClock());

    private TestBusiness(string provider, string connectionString, FixedClock clock)
    {
        Clock = clock;
        var registry = new ServiceCollection();
        registry.AddLogging();
        registry.AddSingleton<TimeProvider>(clock);
        registry.AddSingleton<IPasswords, PlainPasswords>();
        registry.AddSingleton<ISecretBox, TurnedBox>();
        registry.AddSingleton<ITextMessages, NoTexts>();
        registry.AddSingleton<IClockwork>(Clockwork);
        registry.AddSingleton(_ => new FileStore(Storage));
        registry.AddBusiness(Enum.Parse<DatabaseProvider>(provider), connectionString);
        services = registry.BuildServiceProvider();
    }

    /// <summary>Where uploaded files lie.</summary>
    public string Storage { get; } = TemporaryFolder.NewName("storage");

    /// <summary>What wakes the jobs; nothing runs by itself here.</summary>
    public StillClockwork Clockwork { get; } = new();

    /// <summary>The time of everything that happens.</summary>
    public FixedClock Clock { get; }

    /// <summary>A verb, a view or another piece of the business.</summary>
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Uploads a whole file in one piece.</summary>
    public async Task<Outcome<UploadedFile>> Upload(Me me, string name, Stream content)
    {
        using var whole = new MemoryStream();
        await content.CopyToAsync(whole);
        whole.Position = 0;
        var announced = await Get<AnnounceUpload>().Run(me, name, whole.Length);
        if (announced.Refusal is { } refusal)
        {
            return refusal;
        }

        var step = await Get<ReceiveUpload>().Run(me, announced.Value, 0, whole);
        return step.Refusal is { } refused ? refused : step.Value!.File!;
    }

    /// <summary>Somebody of the demo cast by account, with present rights; needs a database <c>WithDemo()</c>.</summary>
    public async Task<Me> As(string account)
    {
        var person = await Read(db => db.Accounts.Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync());
        return await Get<WhoIs>().Load(person) ?? throw new InvalidOperationException($"{account} may not act.");
    }

    /// <summary>A look into the database, past all rights.</summary>
    public async Task<T> Read<T>(Func<AppDb, Task<T>> what)
    {
        ArgumentNullException.ThrowIfNull(what);
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await what(db);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.DisposeAsync();

    internal static async Task Fill(string provider, string connectionString, Content content)
    {
        await using var business = new TestBusiness(provider, connectionString, new FixedClock());
        await business.Get<Beginning>().Run();
        if (content == Content.Demo)
        {
            await business.Get<Demo>().Run();
        }
    }

    private sealed class NoTexts : ITextMessages
    {
        public bool CanSend => false;
    }

    /// <summary>Real hashing is slow on purpose; what it does is tested where it lives.</summary>
    private sealed class PlainPasswords : IPasswords
    {
        public string Hash(string password) => "plain:" + password;

        public bool Matches(string hash, string password) => hash == Hash(password);
    }

    /// <summary>Hides nothing from a reader of tests, and still shows when somebody forgot to close or open it.</summary>
    private sealed class TurnedBox : ISecretBox
    {
        public string Close(string secret) => "closed:" + new string([.. secret.Reverse()]);

        public string Open(string box) => new([.. box["closed:".Length..].Reverse()]);
    }
}
