namespace BlazorSalesProject.Web.Tests.House;

/// <summary>One host with the demo company for all tests of a collection that only look, or change what is theirs.</summary>
public sealed class DemoHost : IDisposable
{
    /// <summary>The collection's name.</summary>
    public const string Name = "demo host";

    /// <summary>The host.</summary>
    public TestHost Host { get; } = new(demo: true);

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();
}

/// <summary>The tests that share one host.</summary>
[CollectionDefinition(DemoHost.Name)]
public sealed class DemoHostCollection : ICollectionFixture<DemoHost>;
