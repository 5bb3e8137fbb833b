using System.Net;
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
        using var large = await Announce(li, "a.txt", Limits.UploadBytes + 1);
        Assert.Contains("100 MB", await Message(large), StringComparison.Ordinal);
        using var wrong = await Announce(li, "a.exe", 10);
        Assert.Contains(".pdf", await Message(wrong), StringComparison.Ordinal);

        foreach (var body in new[] { "", "nothing", "{", "[]", "null", "{\"name\":1,\"size\":1}", "{\"name\":\"a.txt\",\"size\":\"many\"}", "{\"name\":\"" + new string('a', 10_000) + "\",\"size\":1}" })
        {
            using var answer = await Send(li, HttpMethod.Post, "/attachments", new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.NotEmpty(await Message(answer));
        }

        using var announced = await Announce(li, "a.txt", 3);
        var id = (await announced.Content.ReadFromJsonAsync<Answer>())!.Id;
        foreach (var (address, status) in new[] { ($"/attachments/arriving/{id}?offset=1", HttpStatusCode.Conflict), ($"/attachments/arriving/{id}", HttpStatusCode.Conflict), ($"/attachments/arriving/{Guid.NewGuid()}?offset=0", HttpStatusCode.BadRequest) })
        {
            using var answer = await Send(li, HttpMethod.Patch, address, new ByteArrayContent("abc"u8.ToArray()));
            Assert.Equal(status, answer.StatusCode);
            Assert.NotEmpty(await Message(answer));
        }

        using var much = await Send(li, HttpMethod.Patch, $"/attachments/arriving/{id}?offset=0", new ByteArrayContent("abcd"u8.ToArray()));
        Assert.Equal(HttpStatusCode.BadRequest, much.StatusCode);
    }

    [Fact]
    public async Task A_file_goes_on_from_where_it_broke_off_for_its_own_person_only()
    {
        using var li = await Enter("sales1");
        using var stranger = await Enter("sales3");
        using var announced = await Announce(li, "a.txt", 6);
        var id = (await announced.Content.ReadFromJsonAsync<Answer>())!.Id;
        using var first = await Send(li, HttpMethod.Patch, $"/attachments/arriving/{id}?offset=0", new ByteArrayContent("abc"u8.ToArray()));
        Assert.Equal(3, (await first.Content.ReadFromJsonAsync<Answer>())!.Received);
        using var foreign = await stranger.Door.Client.GetAsync($"/attachments/arriving/{id}");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(3, (await li.Door.Client.GetFromJsonAsync<Answer>($"/attachments/arriving/{id}"))!.Received);
        using var rest = await Send(li, HttpMethod.Patch, $"/attachments/arriving/{id}?offset=3", new ByteArrayContent("def"u8.ToArray()));
        await Hang(await Uploaded(rest));
        Assert.Equal("abcdef", await li.Door.Client.GetStringAsync($"/attachments/{id}"));
    }

    [Fact]
    public async Task Only_pictures_and_PDFs_are_shown_in_the_page_and_only_when_asked()
    {
        using var li = await Enter("sales1");
        var pdf = await Uploaded(await Upload(li, "a.pdf", "%PDF-1.4\n%%EOF"u8.ToArray()));
        await Hang(pdf);
        var text = await Uploaded(await Upload(li, "a.txt", "a"u8.ToArray()));
        await Hang(text);

        foreach (var (id, show, disposition) in new[] { (pdf, "?show=1", "inline"), (pdf, "", "attachment"), (text, "?show=1", "attachment") })
        {
            using var answer = await li.Door.Client.GetAsync($"/attachments/{id}{show}");
            Assert.Equal(disposition, answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    private static Task<HttpResponseMessage> Announce(Entered person, string name, long size) => Send(person, HttpMethod.Post, "/attachments", JsonContent.Create(new { name, size }));

    private static async Task<HttpResponseMessage> Upload(Entered person, string name, byte[] content)
    {
        var announced = await Announce(person, name, content.Length);
        if (announced.StatusCode != HttpStatusCode.OK)
        {
            return announced;
        }

        var id = (await announced.Content.ReadFromJsonAsync<Answer>())!.Id;
        announced.Dispose();
        return await Send(person, HttpMethod.Patch, $"/attachments/arriving/{id}?offset=0", new ByteArrayContent(content));
    }

    private static async Task<HttpResponseMessage> Send(Entered person, HttpMethod method, string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        // A length of its own, as browsers send it, instead of chunks.
        await content.LoadIntoBufferAsync();
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

    private sealed record Answer(Guid Ticket, string? Message, Guid Id, long Received);

    [GeneratedRegex("data-token=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
