using System.Net;
using System.Text.Json;
using BlazorSalesProject.Data;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorSalesProject.Web.Tests.SignIn;

/// <summary>Codes by text message: what the gateway gets, and what happens when it does not answer.</summary>
public sealed class TextMessagesTests : IDisposable
{
    private readonly HttpListener gateway = new();
    private readonly Uri address = new($"http://127.0.0.1:{FreePort.Next()}/send/");

    [Fact]
    public async Task The_gateway_gets_number_text_sender_and_key()
    {
        gateway.Prefixes.Add(address.ToString());
        gateway.Start();
        var asked = gateway.GetContextAsync();
        var sent = Texts(address).Send("13900001111", "验证码 123456", CancellationToken.None);

        var context = await asked;
        using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
        Assert.Equal(("13900001111", "验证码 123456", "实施部", "Bearer k-1"),
            (body.RootElement.GetProperty("to").GetString(), body.RootElement.GetProperty("text").GetString(), body.RootElement.GetProperty("sender").GetString(), context.Request.Headers["Authorization"]));
        context.Response.StatusCode = 202;
        context.Response.Close();
        Assert.True(await sent);
    }

    [Fact]
    public async Task A_gateway_that_refuses_or_is_away_sent_nothing()
    {
        Assert.False(await Texts(address).Send("13900001111", "x", CancellationToken.None));
        gateway.Prefixes.Add(address.ToString());
        gateway.Start();
        var asked = gateway.GetContextAsync();
        var sent = Texts(address).Send("13900001111", "x", CancellationToken.None);
        var context = await asked;
        context.Response.StatusCode = 500;
        context.Response.Close();
        Assert.False(await sent);
    }

    [Fact]
    public void Without_an_address_no_text_can_be_sent() => Assert.False(Texts(null).CanSend);

    public void Dispose() => gateway.Close();

    private static TextMessages Texts(Uri? url) => new(
        new Settings
        {
            Provider = DatabaseProvider.Sqlite, ConnectionString = "", StoragePath = "", Demo = false, PublicUrl = new Uri("https://crm.example.com/"), Currency = "CNY", CircuitsPerPerson = 1, Mail = new MailSettings(),
            Sms = new SmsSettings { Url = url, Key = "k-1", Sender = "实施部" },
        },
        new ServiceCollection().AddHttpClient().BuildServiceProvider().GetRequiredService<IHttpClientFactory>(), NullLogger<TextMessages>.Instance);
}
