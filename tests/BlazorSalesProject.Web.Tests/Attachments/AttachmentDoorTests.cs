using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Tests.House;
using BlazorSalesProject.Web.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Attachments;

/// <summary>Files over plain HTTP at the real host: in with a token and a session, out to whom the record is open (FU 4, 15, 18, 20, 23, 25, 26).</summary>
public sealed partial class AttachmentDoorTests(DoorHost shared) : IClassFixture<DoorHost>
{
    [Fact]
    public async Task A_file_goes_in_hangs_on_a_follow_up_and_comes_out_as_an_attachment()
    {
        using var li = await Enter("sales1");
        var ticket = await Uploaded(await Upload(li, "报价\u202E \"最终\".txt", "<b>节拍</b>"u8.ToArray()));
        await Hang(ticket);

        using var answer = await li.Door.Client.GetAsync($"/attachments/{ticket}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("attachment", "报价 _最终_.txt"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal("<b>节拍</b>", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task FU_25_and_26_a_foreign_guessed_or_unsaved_file_is_not_found()
    {
        using var li = await Enter("sales1");
        using var stranger = await Enter("sales3");
        var saved = await Uploaded(await Upload(li, "a.txt", "a"u8.ToArray()));
        await Hang(saved);
        var unsaved = await Uploaded(await Upload(li, "b.txt", "b"u8.ToArray()));

        foreach (var (person, address) in new[] { (stranger, $"/attachments/{saved}"), (li, $"/attachments/{unsaved}"), (li, $"/attachments/{Guid.Empty}"), (li, "/attachments/"), (li, "/attachments/..%2f..%2fapp.db") })
        {
            using var answer = await person.Door.Client.GetAsync(address);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{address}: {answer.StatusCode}");
        }

        var outcome = await shared.Host.Services.GetRequiredService<RecordFollowUp>().Run(await Me("sales3"), Guid.NewGuid(), new FollowUpFacts(await Opportunity("申通轨道检修产线"), null, "call", "x") { Files = [unsaved] });
        Assert.Equal("Attachments.TicketGone", outcome.Refusal?.Key);
    }

    [Fact]
    public async Task Without_a_session_or_with_a_forged_token_nothing_goes_in()
    {
        using var li = await Enter("sales1");
        using var forged = await Upload(li with { Token = "forged" }, "a.txt", "a"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var none = await Upload(li with { Token = null }, "a.txt", "a"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);

        using var door = new Door(shared.Host);
        using var nobody = await Upload(new Entered(door, li.Token), "a.txt", "a"u8.ToArray());
        Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);
    }

    [Fact]
    public async Task FU_15_and_23_too_long_or_crooked_requests_get_one_sentence()
    {
        using var li = await Enter("sales1");
        using var large = await Upload(li, "a.txt", new byte[Limits.UploadBytes + 1]);
        Assert.Contains("20 MB", await Message(large), StringComparison.Ordinal);
        using var huge = await Upload(li, "a.txt", new byte[Limits.UploadBytes + (128 * 1024)]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);

        foreach (var body in new[]
        {
            new StringContent("nothing", Encoding.UTF8, "text/plain"),
            Raw("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--\r\n", "multipart/form-data; boundary=b"),
            Raw("--b\r\n", "multipart/form-data; boundary=b"),
            Raw("--b\r\n\r\n", $"multipart/form-data; boundary={new string('b', 500)}"),
            Raw(string.Concat(Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n", 10_000)) + "--b--\r\n", "multipart/form-data; boundary=b"),
        })
        {
            using var answer = await Send(li, body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.NotEmpty(await Message(answer));
        }
    }

    private static StringContent Raw(string body, string type)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static Task<HttpResponseMessage> Upload(Entered person, string name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        var form = new MultipartFormDataContent { file };
        return Send(person, form);
    }

    private static async Task<HttpResponseMessage> Send(Entered person, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/attachments", UriKind.Relative)) { Content = content };
        if (person.Token is not null)
        {
            request.Headers.Add("RequestVerificationToken", person.Token);
        }

        return await person.Door.Client.SendAsync(request);
    }

    private static async Task<Guid> Uploaded(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Answer>())!.Ticket;
    }

    private static async Task<string> Message(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<Answer>())!.Message ?? "";

    private async Task Hang(Guid ticket)
    {
        var outcome = await shared.Host.Services.GetRequiredService<RecordFollowUp>().Run(await Me("sales1"), Guid.NewGuid(), new FollowUpFacts(await Opportunity("华星光电 MES 一期"), null, "call", "附件") { Files = [ticket] });
        Assert.True(outcome.Ok, outcome.Refusal?.Key);
    }

    private async Task<Me> Me(string account)
    {
        var person = await shared.Host.Services.GetRequiredService<Works>().Read(db => db.Accounts.Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync());
        return (await shared.Host.Services.GetRequiredService<WhoIs>().Load(person))!;
    }

    private Task<Guid> Opportunity(string title) => shared.Host.Services.GetRequiredService<Works>().Read(db => db.Opportunities.Where(o => o.Title == title).Select(o => o.Id).SingleAsync());

    /// <summary>Signs in and reads the token the page hands to its upload box.</summary>
    private async Task<Entered> Enter(string account)
    {
        var door = new Door(shared.Host);
        using var entered = await door.SignIn(account);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var html = await door.Client.GetStringAsync($"/opportunities/{await Opportunity(account == "sales3" ? "申通轨道检修产线" : "华星光电 MES 一期")}");
        return new Entered(door, WebUtility.HtmlDecode(Token().Match(html).Groups["token"].Value));
    }

    private sealed record Entered(Door Door, string? Token) : IDisposable
    {
        public void Dispose() => Door.Dispose();
    }

    private sealed record Answer(Guid Ticket, string? Message);

    [GeneratedRegex("data-token=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
