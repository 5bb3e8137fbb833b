using System.Text.RegularExpressions;
using BlazorSalesProject.Bench.Circuits;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;
using Microsoft.Playwright;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>The board in Chromium: until it is usable with an empty and with a filled cache, what it transfers, how many nodes it has.</summary>
public static partial class Page
{
    private const string WatchForReady = """
        (() => {
          const look = () => { if (document.body && document.body.hasAttribute('data-ready') && !window.benchReady) window.benchReady = performance.now(); };
          new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
          document.addEventListener('DOMContentLoaded', look);
        })();
        """;

    private static readonly string[] Pages = ["/opportunities", "/opportunities?view=list", "/customers", "/"];

    public static async Task<Findings> RunAsync(BenchRun run, Func<Task<HostProcess>> app, Company company)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var host = await app();
        using var session = new BrowserSession(host.Address);
        await session.SignInAsync(company.Manager, Company.Password);
        var visits = await VisitsAsync(run, browser, host, [.. Pages.Select(path => (session, path))]);
        var table = Show(visits, "Pages in Chromium", $"Until body[data-ready], {run.Runs} runs, medians, manager of one of two departments, window of 1440 × 900; KB as transferred, compressed, WebSocket not counted. One visit before the runs warms the host.");
        var board = Median(visits["/opportunities"]);
        List<Goal> goals =
        [
            new Goal("S2", "board of 10,000 usable: cold ≤ 700 ms, warm ≤ 350 ms, ≤ 400 KB cold without the icon font, ≤ 2,000 DOM nodes",
                $"cold {Table.Show(board.Cold.Ready)} ms, warm {Table.Show(board.Warm.Ready)} ms, {Table.Show(board.Cold.Kb - board.Cold.FontKb)} KB, {Table.Show(board.Cold.Nodes)} nodes",
                board.Cold.Ready <= 700 && board.Warm.Ready <= 350 && board.Cold.Kb - board.Cold.FontKb <= 400 && board.Cold.Nodes <= 2000),
        ];

        var drawer = await DrawerAsync(browser, host, session, run);
        var clicks = new Table("Opening a drawer on the board", "clicks", "click → paint p50 ms", "p95 ms", "last ms")
        {
            Note = "From the click on the primary button, through the server, to the frame that shows the open drawer.",
        };
        clicks.Add(drawer.Times.Count, drawer.P50, drawer.P95, drawer.Last);
        goals.Add(new Goal("S10", "event → paint p95 ≤ 100 ms on loopback (opening a drawer; typing and INP are not measured yet)", $"p50 {Table.Show(drawer.P50)} ms, p95 {Table.Show(drawer.P95)} ms", drawer.P95 <= 100));
        return new Findings([table, clicks], goals);
    }

    /// <summary>Chromium as the machine has it; CHROMIUM_PATH names another.</summary>
    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    /// <summary>Every page with an empty and then with a filled cache, as often as the run says, after one visit that warms the host.</summary>
    internal static async Task<IReadOnlyDictionary<string, List<(Visit Cold, Visit Warm)>>> VisitsAsync(BenchRun run, IBrowser browser, HostProcess host, IReadOnlyList<(BrowserSession Session, string Path)> pages)
    {
        Dictionary<string, List<(Visit Cold, Visit Warm)>> visits = [];
        for (var turn = -1; turn < run.Runs; turn++)
        {
            foreach (var (session, path) in pages)
            {
                BenchRun.Say($"page {path} {(turn < 0 ? "warm-up" : $"{turn + 1}/{run.Runs}")}");
                await using var context = await ContextAsync(browser, host, session);
                var both = (await VisitAsync(context, path), await VisitAsync(context, path));
                if (turn < 0)
                    continue;
                if (!visits.TryGetValue(path, out var list))
                    visits[path] = list = [];
                list.Add(both);
            }
        }

        return visits;
    }

    /// <summary>A row for each page, without the ids in its address.</summary>
    internal static Table Show(IReadOnlyDictionary<string, List<(Visit Cold, Visit Warm)>> visits, string title, string note)
    {
        var table = new Table(title, "page", "cold ms", "warm ms", "KB cold", "KB cold without fonts", "KB warm", "requests cold", "DOM nodes") { Note = note };
        foreach (var (path, list) in visits)
        {
            var (cold, warm) = Median(list);
            table.Add(Ids().Replace(path, "{id}"), cold.Ready, warm.Ready, cold.Kb, cold.Kb - cold.FontKb, warm.Kb, cold.Requests, cold.Nodes);
        }

        return table;
    }

    private static (Visit Cold, Visit Warm) Median(List<(Visit Cold, Visit Warm)> list)
    {
        Visit Of(Func<(Visit Cold, Visit Warm), Visit> which)
        {
            double Each(Func<Visit, double> what) => Spread.Median(list.Select(v => what(which(v))));
            return new Visit(Each(v => v.Ready), Each(v => v.Kb), Each(v => v.FontKb), Each(v => v.Requests), Each(v => v.Nodes));
        }

        return (Of(v => v.Cold), Of(v => v.Warm));
    }

    private static async Task<Spread> DrawerAsync(IBrowser browser, HostProcess host, BrowserSession session, BenchRun run)
    {
        const int warmUp = 3;
        await using var context = await ContextAsync(browser, host, session);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/opportunities");
        await page.WaitForSelectorAsync("body[data-ready]");
        List<double> times = [];
        for (var i = -warmUp; i < 10 * run.Runs; i++)
        {
            await page.EvaluateAsync("""
                () => {
                  window.benchShown = new Promise(done => addEventListener('click', click => {
                    const look = () => requestAnimationFrame(() => document.querySelector('dialog[open]') ? done(performance.now() - click.timeStamp) : look());
                    look();
                  }, { capture: true, once: true }));
                }
                """);
            await page.ClickAsync("button.btn-primary[data-key=c]");
            var shown = await page.EvaluateAsync<double>("() => window.benchShown");
            if (i >= 0)
                times.Add(shown);
            await page.Keyboard.PressAsync("Escape");
            await page.WaitForFunctionAsync("() => !document.querySelector('dialog[open]')");
        }

        return new Spread(times);
    }

    internal static async Task<IBrowserContext> ContextAsync(IBrowser browser, HostProcess host, BrowserSession session)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await context.AddCookiesAsync(session.Cookies.Split("; ").Select(c => c.Split('=', 2)).Select(c => new Cookie { Name = c[0], Value = c[1], Url = host.Address.ToString() }));
        return context;
    }

    private static async Task<Visit> VisitAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(WatchForReady);
        var network = await context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        double bytes = 0, fonts = 0;
        var requests = 0;
        HashSet<string> fontRequests = [];
        network.Event("Network.responseReceived").OnEvent += (_, e) =>
        {
            requests++;
            if (e?.GetProperty("type").GetString() == "Font")
                fontRequests.Add(e.Value.GetProperty("requestId").GetString()!);
        };
        network.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            var length = e!.Value.GetProperty("encodedDataLength").GetDouble();
            bytes += length;
            if (fontRequests.Contains(e.Value.GetProperty("requestId").GetString()!))
                fonts += length;
        };
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => window.benchReady > 0", null, new PageWaitForFunctionOptions { Timeout = 20_000 });
        var ready = await page.EvaluateAsync<double>("() => window.benchReady");
        await page.WaitForTimeoutAsync(300);
        var nodes = await page.EvaluateAsync<int>("() => document.getElementsByTagName('*').length");
        await page.CloseAsync();
        return new Visit(ready, bytes / 1024, fonts / 1024, requests, nodes);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    internal sealed record Visit(double Ready, double Kb, double FontKb, double Requests, double Nodes);
}
