using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Notices;

/// <summary>The hub for other clients: closed, one's own notices only, gone with the session.</summary>
public sealed partial class HubTests : IAsyncLifetime
{
    private readonly TestHost host = new(demo: true);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Nobody_gets_in_without_signing_in()
    {
        using var client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var answer = await client.PostAsync(new Uri("/hubs/notices/negotiate?negotiateVersion=1", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_is_refused_even_with_the_cookie()
    {
        using var client = await SignIn("sales1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/notices/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_line_hears_its_own_notices_and_no_others_and_ends_with_the_session()
    {
        using var li = await SignIn("sales1");
        using var wang = await SignIn("sales2");
        var (ofLi, ofWang) = (await Line.Open(li), await Line.Open(wang));
        Assert.Equal(0, (await ofLi.Next()).GetProperty("unread").GetInt32());
        Assert.Equal(0, (await ofWang.Next()).GetProperty("unread").GetInt32());

        var works = host.Services.GetRequiredService<Works>();
        var wangId = await works.Read(db => db.Accounts.Where(a => a.UserName == "sales2").Select(a => a.PersonId).SingleAsync());
        await works.Do(Me.System, "Test", async work =>
        {
            work.Db.Notices.Add(new Notice { PersonId = wangId, ActivityId = await work.Db.Activities.MaxAsync(a => a.Id), Kind = "OpportunityWon", TextKey = "Notices.OpportunityWon", Arguments = """[{"Text":"甲"},{"Text":"乙"},{"Text":"丙"}]""", Link = "/", ButtonKey = "Notices.Button_Opportunity", SubjectKind = "Person", SubjectId = wangId, At = work.Now });
            work.Touch(Signals.Topic(nameof(Notice), wangId));
            return null;
        });
        var heard = await ofWang.Next();
        Assert.Equal(1, heard.GetProperty("unread").GetInt32());
        Assert.Equal("甲 赢下了商机「乙」，丙", heard.GetProperty("latest")[0].GetProperty("text").GetString());

        // Whatever Li hears next is about his own: a signal to him shows no trace of the other's.
        host.Services.GetRequiredService<Signals>().Raise([nameof(Role)]);
        Assert.Equal(0, (await ofLi.Next()).GetProperty("unread").GetInt32());

        await host.Services.GetRequiredService<Sessions>().EndAll(wangId);
        Assert.True(await ofWang.Ended());
    }

    private async Task<HttpClient> SignIn(string account)
    {
        var client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        var page = await client.GetStringAsync(new Uri("/login", UriKind.Relative));
        var form = Hidden().Matches(page.Split("/language")[0]).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        form["Input.UserName"] = account;
        form["Input.Password"] = Demo.Password;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(new Uri("/login", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();

    /// <summary>A client of the hub by long polling, written out: what any program in any language can do.</summary>
    private sealed class Line(HttpClient client, string address)
    {
        private readonly Queue<JsonElement> waiting = new();

        public static async Task<Line> Open(HttpClient client)
        {
            using var answer = await client.PostAsync(new Uri("/hubs/notices/negotiate?negotiateVersion=1", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("connectionToken").GetString()!;
            var line = new Line(client, $"/hubs/notices?id={Uri.EscapeDataString(token)}");
            await line.Poll();
            using var hello = new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e", Encoding.UTF8);
            using var said = await client.PostAsync(new Uri(line.address, UriKind.Relative), hello);
            Assert.Equal(HttpStatusCode.OK, said.StatusCode);
            return line;
        }

        private readonly string address = address;

        /// <summary>The next notices told.</summary>
        public async Task<JsonElement> Next()
        {
            while (waiting.Count == 0)
            {
                Assert.True(await Poll(), "The line has ended.");
            }

            return waiting.Dequeue();
        }

        /// <summary>Listens until the line is cut.</summary>
        public async Task<bool> Ended()
        {
            while (await Poll())
            {
            }

            return true;
        }

        private async Task<bool> Poll()
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return false;
            }

            foreach (var text in (await answer.Content.ReadAsStringAsync()).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
            {
                var message = JsonDocument.Parse(text).RootElement;
                if (message.TryGetProperty("target", out var target) && target.GetString() == "notices")
                {
                    waiting.Enqueue(message.GetProperty("arguments")[0]);
                }
            }

            return true;
        }
    }
}
