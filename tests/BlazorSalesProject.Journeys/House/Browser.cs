using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.House;

/// <summary>The machine's Chromium, started once for the whole run; every person gets a context (a profile) of their own.</summary>
public static class Browser
{
    private static readonly Lazy<Task<IBrowser>> TheOne = new(Start);

    /// <summary>A page in a fresh profile, Chinese and in Shanghai, at a desk or with another width.</summary>
    public static async Task<Visitor> Visit(Uri address, string name, int width = 1440, int height = 900, bool touch = false, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await TheOne.Value;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = touch,
            IsMobile = touch,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(30_000);
        return await Visitor.Enter(context, address, name);
    }

    private static async Task<IBrowser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("PLAYWRIGHT_CHROMIUM") is { Length: > 0 } given)
        {
            return given;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin");
        return new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed: run ./test.sh, which installs it, or set PLAYWRIGHT_CHROMIUM to its path.");
    }
}
