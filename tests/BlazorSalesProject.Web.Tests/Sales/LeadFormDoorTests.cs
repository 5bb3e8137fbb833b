using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Web.Tests.House;
using BlazorSalesProject.Web.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Sales;

/// <summary>The doors by which strangers' leads come in, over plain HTTP: spam, replay, scripts, limits, languages.</summary>
public sealed partial class LeadFormDoorTests(DoorHost shared) : IClassFixture<DoorHost>
{
    [Fact]
    public async Task The_form_says_its_words_in_both_languages_without_a_script_and_only_its_sites_may_frame_it()
    {
        using var stranger = new Client(shared.Host);
        var key = await Key();
        using var answer = await stranger.Get($"/form/{key}");
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("预约演示", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors https://www.example.com;", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("Book a demonstration", await stranger.Read($"/form/{key}?lang=en"), StringComparison.Ordinal);
        using var missing = await stranger.Get("/form/nothing");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("frame-ancestors 'none'", missing.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_twice_it_comes_in_once_and_a_filled_trap_is_thanked_and_not_heard()
    {
        using var stranger = new Client(shared.Host);
        var key = await Key();
        var sending = Sending().Match(await stranger.Read($"/form/{key}")).Groups[1].Value;
        (string, string)[] fields = [("sending", sending), ("company", "一次塑胶有限公司"), ("phone", "13711110001"), ("agreed", "yes")];
        foreach (var _ in new[] { 1, 2 })
        {
            using var sent = await stranger.Post($"/form/{key}?lang=zh", null, fields);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains("data-form=\"sent\"", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(1, await Count("13711110001"));
        using var trapped = await stranger.Post($"/form/{key}", null, ("company", "机器"), ("phone", "13711110002"), ("agreed", "yes"), ("website", "http://spam.example"));
        Assert.Contains("data-form=\"sent\"", await trapped.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Count("13711110002"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_what_was_typed_and_a_script_is_only_text()
    {
        using var stranger = new Client(shared.Host);
        var key = await Key();
        using var answer = await stranger.Post($"/form/{key}?lang=en", null, ("company", "\"><script>alert(1)</script>"), ("note", "</textarea><img src=x onerror=alert(1)>"));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Enter a phone number", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("Please agree", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        using var huge = await stranger.Post($"/form/{key}", null, ("note", new string('x', 70_000)));
        Assert.True(huge.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, huge.StatusCode.ToString());
    }

    [Fact]
    public async Task One_address_sends_so_many_in_an_hour_and_then_waits()
    {
        using var host = FromAddress.Host(new TestHost(demo: true));
        using var stranger = FromAddress.Client(host, "203.0.113.77");
        var key = await Key(host.Services);
        HttpStatusCode last = default;
        for (var i = 0; i <= Limits.FormsSent; i++)
        {
            using var answer = await stranger.Post($"/form/{key}", null, ("company", "很多"), ("phone", $"1372222{i:0000}"), ("agreed", "yes"));
            last = answer.StatusCode;
            Assert.Equal(i < Limits.FormsSent, last == HttpStatusCode.OK);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_program_hands_in_a_lead_with_its_key_once_and_reads_what_is_wrong_in_its_language()
    {
        var secret = await Secret();
        using var client = shared.Host.CreateClient();
        async Task<HttpResponseMessage> Send(object body, string? bearer, string? once, string language = "zh-CN")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/leads", UriKind.Relative)) { Content = JsonContent.Create(body) };
            request.Headers.AcceptLanguage.ParseAdd(language);
            if (bearer is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            }

            if (once is not null)
            {
                request.Headers.Add("Idempotency-Key", once);
            }

            return await client.SendAsync(request);
        }

        var lead = new { company = "接口塑胶有限公司", phone = "13733330001", ownerId = Guid.NewGuid(), state = "Converted" };
        foreach (var _ in new[] { 1, 2 })
        {
            using var taken = await Send(lead, secret, "order-1");
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
            Assert.Equal("""{"received":true}""", await taken.Content.ReadAsStringAsync());
        }

        Assert.Equal(1, await Count("13733330001"));
        using var reused = await Send(new { company = "另一家", phone = "13733330002" }, secret, "order-1");
        Assert.Equal(HttpStatusCode.Conflict, reused.StatusCode);
        using var wrong = await Send(lead, "xs_wrong", "order-2");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var none = await Send(lead, null, "order-2");
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        using var keyless = await Send(lead, secret, null);
        Assert.Equal(HttpStatusCode.BadRequest, keyless.StatusCode);
        using var empty = await Send(new { company = "没有电话" }, secret, "order-3", "en-GB");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (empty.StatusCode, empty.Content.Headers.ContentType!.MediaType));
        var problem = await empty.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith("Enter a phone number", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("phone", problem.GetProperty("errors")[0].GetProperty("field").GetString());
        using var broken = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/leads", UriKind.Relative)) { Content = new StringContent("{\"company\":", Encoding.UTF8, "application/json") };
        broken.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        broken.Headers.Add("Idempotency-Key", "order-4");
        using var refused = await client.SendAsync(broken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private Task<string> Key() => Key(shared.Host.Services);

    private static async Task<string> Key(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.LeadForms.OrderBy(f => f.Id).Select(f => f.Key).FirstAsync();
    }

    private async Task<int> Count(string phone)
    {
        await using var db = await shared.Host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.Leads.CountAsync(l => l.PhoneKey == phone);
    }

    private async Task<string> Secret()
    {
        await using var db = await shared.Host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var pool = await db.Pools.Where(p => p.Kind == PoolKind.Leads).Select(p => p.Id).FirstAsync();
        return (await shared.Host.Services.GetRequiredService<MakeLeadKey>().Run(Me.System, "测试", pool, null)).Value!;
    }

    [GeneratedRegex("name=\"sending\" value=\"([^\"]+)\"")]
    private static partial Regex Sending();
}
