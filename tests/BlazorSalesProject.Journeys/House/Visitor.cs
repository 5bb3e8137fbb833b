using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using BlazorSalesProject.Tests.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.House;

/// <summary>
/// A person at a browser. Whatever goes wrong in the page is written down (errors in the console, exceptions, violations of the
/// content security policy, requests to other hosts), and leaving fails the test if there was anything.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> troubles = new();
    private readonly List<Regex> expected = [];
    private readonly Uri address;

    private Visitor(IBrowserContext context, IPage page, Uri address, string name)
    {
        (Context, Page, this.address, Name) = (context, page, address, name);
        Watch(page);
        context.Page += (_, opened) => Watch(opened);
        context.Request += (_, request) => Check(request);
    }

    /// <summary>Who it is, an account of the demo cast as a rule.</summary>
    public string Name { get; }

    /// <summary>The profile: cookies, further pages.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The first page.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong in the pages so far.</summary>
    public IReadOnlyList<string> Troubles => [.. troubles.Where(trouble => !expected.Exists(pattern => pattern.IsMatch(trouble)))];

    /// <summary>Says that a trouble belongs to this journey, for instance the broken connection when the host is killed.</summary>
    public void Expect(string pattern) => expected.Add(new Regex(pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));

    /// <summary>Says that the host goes away during this journey.</summary>
    public void ExpectBrokenConnection() => Expect("ERR_CONNECTION_REFUSED|Failed to fetch|WebSocket|Connection disconnected|Failed to load resource");

    /// <summary>Opens an address of the application and waits until the page is interactive.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Ready();
    }

    /// <summary>Waits until the page is interactive.</summary>
    public Task Ready() => Ready(Page);

    /// <summary>Waits until a page is interactive.</summary>
    public static Task Ready(IPage page) => page.Locator("body[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Signs in with the password of the demo cast on the way to a page, and waits until that is interactive.</summary>
    public async Task SignIn(string account, string path = "/", string password = "Demo-2026!")
    {
        await Page.GotoAsync("/login?ReturnUrl=" + Uri.EscapeDataString(path));
        await Page.GetByLabel("账号").FillAsync(account);
        await Page.GetByLabel("密码").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/login", StringComparison.Ordinal));
        await Ready();
    }

    /// <summary>Leaves, and fails when something went wrong in a page.</summary>
    public async ValueTask DisposeAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "journeys")).FullName;
        try
        {
            // The last thing seen, for whoever has to find out why a journey failed.
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{Name}-last.png") });
        }
        catch (PlaywrightException)
        {
            // The page is gone already.
        }

        await Context.CloseAsync();
        Assert.True(Troubles.Count == 0, $"In the browser of {Name}:\n  {string.Join("\n  ", Troubles.Take(20))}");
    }

    internal static async Task<Visitor> Enter(IBrowserContext context, Uri address, string name)
    {
        await context.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.effectiveDirective} ${e.blockedURI} ${e.sample} in ${location.pathname}`));");
        return new Visitor(context, await context.NewPageAsync(), address, name);
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                troubles.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => troubles.Enqueue($"exception: {error}");
    }

    private void Check(IRequest request)
    {
        if (Uri.TryCreate(request.Url, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" && target.Authority != address.Authority)
        {
            troubles.Enqueue($"request to another host: {request.Url}");
        }
    }
}
