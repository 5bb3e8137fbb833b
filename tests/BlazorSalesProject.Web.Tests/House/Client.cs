using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BlazorSalesProject.Web.Tests.House;

/// <summary>Somebody without a browser: cookies, forms and no redirects followed.</summary>
public sealed partial class Client : IDisposable
{
    /// <summary>A stranger at a host.</summary>
    public Client(WebApplicationFactory<Program> host, string address = "http://localhost")
    {
        ArgumentNullException.ThrowIfNull(host);
        Http = host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri(address) });
    }

    /// <summary>For whatever has no name here.</summary>
    public HttpClient Http { get; }

    /// <summary>One of the demo cast, signed in.</summary>
    public static async Task<Client> SignedIn(WebApplicationFactory<Program> host, string account, string address = "http://localhost")
    {
        var client = new Client(host, address);
        var answer = await client.Post("/login", await client.Token("/login"), ("_handler", "login"), ("Input.UserName", account), ("Input.Password", Data.Demo.Password));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    /// <summary>What a page answers.</summary>
    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>What a page says, entities decoded.</summary>
    public async Task<string> Read(string path) => WebUtility.HtmlDecode(await Http.GetStringAsync(new Uri(path, UriKind.RelativeOrAbsolute)));

    /// <summary>The token of the first form of a page.</summary>
    public async Task<string> Token(string path)
    {
        var answer = await Get(path);
        return TokenOf().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value is { Length: > 0 } token ? token : throw new InvalidOperationException($"{path} has no form ({answer.StatusCode}).");
    }

    /// <summary>Sends a form; without a token when that is null.</summary>
    public Task<HttpResponseMessage> Post(string path, string? token, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
        return Http.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), new FormUrlEncodedContent(token is null ? all : all.Prepend(KeyValuePair.Create("__RequestVerificationToken", token))));
    }

    /// <summary>Announces a file and sends it in one piece; the first refusal ends it.</summary>
    /// <param name="more">What is said beside its name and size.</param>
    public async Task<HttpResponseMessage> Upload(string? token, string name, byte[] content, params (string Name, string Value)[] more)
    {
        var said = more.ToDictionary(m => m.Name, m => (object)m.Value, StringComparer.Ordinal);
        (said["name"], said["size"]) = (name, content.Length);
        var announced = await Send(token, HttpMethod.Post, "/attachments", JsonContent.Create(said));
        if (announced.StatusCode != HttpStatusCode.OK)
        {
            return announced;
        }

        var id = (await announced.Content.ReadFromJsonAsync<Dictionary<string, Guid>>())!["id"];
        return await Send(token, HttpMethod.Patch, $"/attachments/arriving/{id}?offset=0", new ByteArrayContent(content));
    }

    private async Task<HttpResponseMessage> Send(string? token, HttpMethod method, string path, HttpContent content)
    {
        // A length of its own, as browsers send it, instead of chunks.
        await content.LoadIntoBufferAsync();
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Whether this browser is signed in: the home page answers itself.</summary>
    public async Task<bool> IsSignedIn() => (await Get("/notices")).StatusCode == HttpStatusCode.OK;

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenOf();
}
