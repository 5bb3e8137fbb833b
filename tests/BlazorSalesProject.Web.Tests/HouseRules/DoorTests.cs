using System.Reflection;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>Every door is closed unless the list says that it is open.</summary>
public sealed class DoorTests
{
    [Fact]
    public void Every_routed_page_is_closed_or_says_openly_that_it_is_not() =>
        Rule.Holds(
            "A routed page carries [Authorize] or [AllowAnonymous].",
            typeof(Program).Assembly.GetTypes()
                .Where(type => type.GetCustomAttributes<RouteAttribute>().Any())
                .Where(type => !type.GetCustomAttributes(true).Any(attribute => attribute is IAuthorizeData or IAllowAnonymous))
                .Select(type => type.FullName!));

    [Fact]
    public void Open_without_signing_in_is_only_what_the_list_says()
    {
        using var host = new TestHost();
        var fallback = host.Services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null;
        Rule.EqualsGolden(
            "anonymous-endpoints.txt",
            "What answers without signing in is listed.",
            host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(endpoint => IsOpen(endpoint.Metadata, fallback))
                .Select(Describe));
    }

    [Fact]
    public void The_rule_sees_an_open_door()
    {
        Assert.True(IsOpen(new([]), fallback: false));
        Assert.False(IsOpen(new([]), fallback: true));
        Assert.True(IsOpen(new([new AllowAnonymousAttribute()]), fallback: true));
        Assert.True(IsOpen(new([new AuthorizeAttribute(), new AllowAnonymousAttribute()]), fallback: true));
        Assert.False(IsOpen(new([new AuthorizeAttribute()]), fallback: false));
    }

    private static bool IsOpen(Microsoft.AspNetCore.Http.EndpointMetadataCollection metadata, bool fallback) =>
        metadata.GetMetadata<IAllowAnonymous>() is not null || (!fallback && metadata.GetMetadata<IAuthorizeData>() is null && metadata.GetMetadata<AuthorizationPolicy>() is null);

    private static string Describe(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        ? "static assets"
        : $"{string.Join('|', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
}
