using Microsoft.Playwright;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace BlazorSalesProject.Journeys.House;

/// <summary>One host with demo data for all journeys that carry <c>[Collection(SharedHost.Name)]</c>.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    /// <summary>The collection's name.</summary>
    public const string Name = "shared host";

    private Host? host;

    /// <summary>The host.</summary>
    public Host Host => host ?? throw new InvalidOperationException("The host has not been started.");

    /// <summary>Somebody who has not signed in.</summary>
    public Task<Visitor> Visit(string name = "nobody", int width = 1440, int height = 900, bool touch = false, ColorScheme scheme = ColorScheme.Light) =>
        Browser.Visit(Host.Address, name, width, height, touch, scheme);

    /// <summary>One of the demo cast, signed in and on a page, in a browser profile of their own.</summary>
    public async Task<Visitor> SignIn(string account, string path = "/", int width = 1440, int height = 900, bool touch = false, ColorScheme scheme = ColorScheme.Light)
    {
        var visitor = await Visit(account, width, height, touch, scheme);
        await visitor.SignIn(account, path);
        return visitor;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => host = await Host.Start();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}

/// <summary>The journeys that share one host.</summary>
[CollectionDefinition(SharedHost.Name)]
public sealed class SharedHostCollection : ICollectionFixture<SharedHost>;
