using BlazorSalesProject.Tests.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.House;

/// <summary>Pictures of pages, to be looked at by a person: out/looks/name-language-theme-width.png.</summary>
public static class Look
{
    /// <summary>Takes a picture of the whole page, named after what it shows, its language, theme and width.</summary>
    public static async Task<string> At(IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "looks")).FullName;
        var language = await page.EvaluateAsync<string>("() => (document.documentElement.lang || 'zh').split('-')[0]");
        var theme = await page.EvaluateAsync<string>("() => ['light', 'dark'].includes(document.documentElement.dataset.theme) ? document.documentElement.dataset.theme : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");
        var path = Path.Combine(folder, $"{name}-{language}-{theme}-{page.ViewportSize?.Width}.png");
        await page.ScreenshotAsync(new() { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        return path;
    }
}
