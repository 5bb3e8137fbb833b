using System.Net;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.SignIn;

/// <summary>Requests inside the test have no address; here each says where it comes from by a header, as a connection would.</summary>
internal sealed class FromAddress : IStartupFilter
{
    private const string Header = "X-Test-From";

    /// <summary>A host whose visitors have addresses.</summary>
    public static WebApplicationFactory<Program> Host(TestHost host) => host.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, FromAddress>()));

    /// <summary>A browser at such a host.</summary>
    public static Client Client(WebApplicationFactory<Program> host, string address)
    {
        var client = new Client(host);
        client.Http.DefaultRequestHeaders.Add(Header, address);
        return client;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, go) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Header].ToString(), out var address) ? address : null;
            return go(http);
        });
        next(app);
    };
}
