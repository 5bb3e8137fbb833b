using System.Globalization;
using BlazorSalesProject.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlazorSalesProject.Journeys.House;

/// <summary>What the journeys stand on has to hold too: a bad page must not pass.</summary>
public sealed class HouseTests : IAsyncLifetime
{
    private WebApplication? site;

    private Uri Address => new(site!.Urls.First());

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}");
        site = builder.Build();
        site.Run(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            await context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/good" => "<!doctype html><html lang=en><title>t</title><link rel=icon href=/i><body data-ready><main><h1>好</h1></main>",
                "/bad" => "<!doctype html><html lang=en><title>t</title><link rel=icon href=/i><body data-ready><main><h1>坏</h1><img src=https://example.invalid/x.png><input></main><script>1</script>",
                _ => "",
            });
        });
        await site.StartAsync();
    }

    public async Task DisposeAsync() => await site!.DisposeAsync();

    [Fact]
    public async Task A_good_page_passes()
    {
        await using var anybody = await Browser.Visit(Address, "anybody");
        await anybody.Open("/good");
        await Axe.Check(anybody.Page);
        Assert.True(File.Exists(await Look.At(anybody.Page, "house-test")));
    }

    [Fact]
    public async Task A_page_that_breaks_its_policy_or_lacks_a_label_does_not_pass()
    {
        var anybody = await Browser.Visit(Address, "anybody");
        await anybody.Open("/bad");
        var axe = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.Check(anybody.Page));
        Assert.Contains("critical label", axe.Message, StringComparison.Ordinal);
        var troubles = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => anybody.DisposeAsync().AsTask());
        Assert.Contains("CSP: script-src", troubles.Message, StringComparison.Ordinal);
        Assert.Contains("CSP: img-src https://example.invalid", troubles.Message, StringComparison.Ordinal);
    }
}
