using System.Net;
using System.Text.RegularExpressions;

namespace BlazorSalesProject.Bench.Circuits;

/// <summary>One signed-in person's cookies; any number of circuits may be opened from it, like tabs of one browser.</summary>
public sealed partial class BrowserSession(Uri baseAddress) : IDisposable
{
    private readonly Dictionary<string, string> _cookies = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = baseAddress };

    public Uri BaseAddress { get; } = baseAddress;

    /// <summary>The Cookie header; kept by hand because the bench speaks plain http on loopback and cookies may be marked Secure.</summary>
    public string Cookies
    {
        get
        {
            lock (_cookies)
                return string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}"));
        }
    }

    /// <summary>Signs in through the sign-in form as a browser would; fails with the address it was sent to otherwise.</summary>
    public async Task SignInAsync(string account, string password, CancellationToken cancel = default)
    {
        var (html, _) = await GetAsync("/login", cancel);
        var form = LoginForm().Match(html);
        if (!form.Success)
            throw new InvalidOperationException("/login shows no form with a password field.");
        Dictionary<string, string> fields = [];
        foreach (Match input in Inputs().Matches(form.Value))
        {
            var tag = input.Value;
            var name = Attribute(tag, "name");
            if (name is null)
                continue;
            var type = Attribute(tag, "type") ?? "text";
            if (type == "hidden")
                fields[name] = Attribute(tag, "value") ?? "";
            else if (type == "password")
                fields[name] = password;
            else if (type is "text" or "email" && !fields.ContainsValue(account))
                fields[name] = account;
        }

        var action = Attribute(FormTag().Match(form.Value).Value, "action") ?? "/login";
        using var request = Request(HttpMethod.Post, action.Length == 0 ? "/login" : action);
        request.Content = new FormUrlEncodedContent(fields);
        using var response = await _http.SendAsync(request, cancel);
        Keep(response);
        var target = response.Headers.Location?.ToString();
        if (response.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther) || target is null || target.Contains("/login", StringComparison.Ordinal))
            throw new InvalidOperationException($"Signing in as {account} ended with {(int)response.StatusCode} {target}.");
    }

    /// <summary>GETs a page, following redirects within the host; returns its html and the address it was found at.</summary>
    public async Task<(string Html, string Address)> GetAsync(string path, CancellationToken cancel = default)
    {
        for (var hop = 0; hop < 5; hop++)
        {
            using var request = Request(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            using var response = await _http.SendAsync(request, cancel);
            Keep(response);
            if (response.Headers.Location is { } location)
            {
                path = new Uri(new Uri(BaseAddress, path), location).PathAndQuery;
                continue;
            }

            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadAsStringAsync(cancel), new Uri(BaseAddress, path).ToString());
        }

        throw new InvalidOperationException($"{path} redirects without end.");
    }

    /// <summary>Says that a page is being left, as a browser does when a tab closes; the server drops the circuit at once.</summary>
    public async Task LeaveAsync(string circuit, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Post, "/_blazor/disconnect");
        request.Headers.TryAddWithoutValidation("Origin", BaseAddress.GetLeftPart(UriPartial.Authority));
        request.Content = new MultipartFormDataContent { { new StringContent(circuit), "circuitId" } };
        using var response = await _http.SendAsync(request, cancel);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{name}=(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value + match.Groups[2].Value + match.Groups[3].Value) : null;
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(BaseAddress, path));
        var cookies = Cookies;
        if (cookies.Length > 0)
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        return request;
    }

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies))
            return;
        lock (_cookies)
        {
            foreach (var cookie in cookies)
            {
                var pair = cookie.Split(';', 2)[0];
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (pair.Length == equals + 1)
                    _cookies.Remove(pair[..equals]);
                else
                    _cookies[pair[..equals]] = pair[(equals + 1)..];
            }
        }
    }

    [GeneratedRegex("<form\\b(?:(?!</form>).)*type=\"?password(?:(?!</form>).)*</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex LoginForm();

    [GeneratedRegex("<form\\b[^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FormTag();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inputs();
}
