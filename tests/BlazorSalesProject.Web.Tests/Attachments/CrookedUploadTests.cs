using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorSalesProject.Web.Tests.Attachments;

/// <summary>Uploads that lie about their length, trickle, or come as no upload should (FU 3, 15, 16, 17, 20, 23): each gets one sentence or one status, none is an error of ours.</summary>
[Collection(DemoHost.Name)]
public sealed class CrookedUploadTests(DemoHost demo)
{
    [Fact]
    public void FU_16_who_sends_a_byte_a_second_is_cut_off_by_the_server()
    {
        var limits = demo.Host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.True(limits.MinRequestBodyDataRate is { BytesPerSecond: >= 240, GracePeriod.TotalSeconds: <= 10 });
        Assert.True(limits.RequestHeadersTimeout <= TimeSpan.FromSeconds(30));
        Assert.Equal(Limits.ImportBytes + (1024 * 1024), limits.MaxRequestBodySize);
    }

    [Fact]
    public async Task FU_15_a_body_without_end_is_cut_at_what_was_announced_and_nothing_of_it_is_kept()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var token = await li.Token("/notices");
        var id = await Announce(li, token, "a.txt", 1000);

        var endless = new Endless(64 * 1024 * 1024);
        using var request = Piece(id, 0, new StreamContent(endless), token);
        request.Headers.TransferEncodingChunked = true;
        var answer = await li.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(endless.Given < 8 * 1024 * 1024, $"{endless.Given} bytes were taken");
        Assert.Equal(HttpStatusCode.NotFound, (await li.Get($"/attachments/arriving/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("-1"), InlineData("9223372036854775807"), InlineData("9223372036854775808"), InlineData("0x10"), InlineData("a"), InlineData("1e3"), InlineData(" "), InlineData("%00")]
    public async Task FU_23_a_place_that_is_none_is_refused(string offset)
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var token = await li.Token("/notices");
        var id = await Announce(li, token, "a.txt", 3);
        using var request = Piece(id, null, new ByteArrayContent("abc"u8.ToArray()), token, $"?offset={offset}");
        Assert.True((await li.Http.SendAsync(request)).StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict);
        Assert.Contains("\"received\":0", await li.Http.GetStringAsync(new Uri($"/attachments/arriving/{id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FU_3_17_and_20_names_in_broken_bytes_and_with_hidden_signs_are_refused_or_made_safe()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var token = await li.Token("/notices");
        foreach (var broken in new byte[][] { [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xFF, 0xFE], [0xED, 0xA0, 0x80] })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/attachments", UriKind.Relative)) { Content = new ByteArrayContent([.. "{\"size\":1,\"name\":\"a"u8, .. broken, .. "x.txt\"}"u8]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("RequestVerificationToken", token);
            Assert.Equal(HttpStatusCode.BadRequest, (await li.Http.SendAsync(request)).StatusCode);
        }

        foreach (var (name, kept) in new[] { ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie"), ("..%2f..%2fa.txt", ".._.._a.txt"), ("a\0.txt", "a.txt"), ("\u202Etxt.exe.txt", "txt.exe.txt") })
        {
            var answer = await (await li.Upload(token, name, "a"u8.ToArray())).Content.ReadAsStringAsync();
            Assert.True(answer.Contains($"\"name\":\"{kept}", StringComparison.Ordinal) || answer.Contains("message", StringComparison.Ordinal), $"{name}: {answer}");
            Assert.DoesNotContain("\\u202", answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("multipart/form-data"), InlineData("multipart/form-data; boundary="), InlineData("multipart/form-data; boundary=\"\""), InlineData("multipart/form-data; boundary=other"), InlineData("multipart/mixed; boundary=b"),
     InlineData("application/octet-stream"), InlineData("text/csv"), InlineData("application/x-www-form-urlencoded")]
    public async Task FU_23_an_import_that_is_no_form_is_refused(string type)
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        using var content = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\na\r\n--b--\r\n"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await li.Http.PostAsync(new Uri("/imports/upload", UriKind.Relative), content);
        Assert.True((int)answer.StatusCode is 400 or 415, $"{type}: {answer.StatusCode}");
    }

    [Fact]
    public async Task FU_23_thousands_of_parts_fields_twice_and_a_form_that_breaks_off_are_refused_or_led_back()
    {
        using var li = await Client.SignedIn(demo.Host, "sales1");
        var token = await li.Token("/notices");
        async Task<HttpStatusCode> Send(Action<StringBuilder> parts, bool end = true)
        {
            var body = new StringBuilder($"--b\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\n{token}\r\n");
            parts(body);
            body.Append(end ? "--b--\r\n" : "");
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString()));
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
            return (await li.Http.PostAsync(new Uri("/imports/upload", UriKind.Relative), content)).StatusCode;
        }

        void File(StringBuilder body, string more) => body.Append(System.Globalization.CultureInfo.InvariantCulture, $"--b\r\nContent-Disposition: form-data; name=\"files\"{more}\r\nContent-Type: text/csv\r\n\r\n名称\r\n甲\r\n");

        Assert.Equal(HttpStatusCode.BadRequest, await Send(b => Enumerable.Range(0, 10_000).ToList().ForEach(i => b.Append(System.Globalization.CultureInfo.InvariantCulture, $"--b\r\nContent-Disposition: form-data; name=\"f{i}\"\r\n\r\n1\r\n"))));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(b => b.Append("--b\r\n").Append('x', 40_000).Append(":1\r\n\r\n")));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(b => File(b, "; filename=\"a.csv\""), end: false));

        // A part without a name for its file is a field, not a file; the same names twice are two values: both are led back with a sentence.
        Assert.True(await Send(b => File(b, "")) is HttpStatusCode.Found or HttpStatusCode.BadRequest);
        Assert.True(await Send(b => File(b, "; filename=\"\"")) is HttpStatusCode.Found or HttpStatusCode.BadRequest);
        Assert.True(await Send(b => File(b, "; filename=\"../../a.exe\"")) is HttpStatusCode.Found or HttpStatusCode.BadRequest);
    }

    private static async Task<Guid> Announce(Client client, string token, string name, long size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/attachments", UriKind.Relative)) { Content = JsonContent.Create(new { name, size }) };
        await request.Content.LoadIntoBufferAsync();
        request.Headers.Add("RequestVerificationToken", token);
        return (await (await client.Http.SendAsync(request)).Content.ReadFromJsonAsync<Dictionary<string, Guid>>())!["id"];
    }

    private static HttpRequestMessage Piece(Guid id, long? offset, HttpContent content, string token, string? query = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, new Uri($"/attachments/arriving/{id}{query ?? $"?offset={offset}"}", UriKind.Relative)) { Content = content };
        request.Headers.Add("RequestVerificationToken", token);
        return request;
    }

    /// <summary>As many letters as somebody asks for, up to a limit that nobody should reach.</summary>
    private sealed class Endless(long most) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, most - Given);
            buffer.AsSpan(offset, read).Fill((byte)'a');
            Given += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
