using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.House;

/// <summary>What a page does to people who do not see it or do not use a mouse, as far as a machine can tell.</summary>
public static class Axe
{
    /// <summary>Fails when axe finds something serious or critical, and lists the places.</summary>
    public static async Task Check(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        // While the circuit takes a page over, its head is written anew.
        await page.WaitForFunctionAsync("() => document.title !== ''");
        // What fades in has not got its colours yet: nothing moves while axe looks, as for somebody who asked for that.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var result = await page.RunAxe();
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Null });
        var found = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Impact} {violation.Id}: {violation.Help}: {node.Html}"))
            .ToList();
        Assert.True(found.Count == 0, $"axe on {page.Url}:\n  {string.Join("\n  ", found)}");
    }
}
