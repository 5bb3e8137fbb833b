using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorSalesProject.Web.Tests.Parts;

/// <summary>Tabs and pages: getting from one to the next.</summary>
public sealed class WalkTests : PartsContext
{
    private static readonly TabItem[] Three = [new("a", "全部", 8800), new("b", "我的"), new("c", "停滞", 3)];

    [Fact]
    public void Only_the_chosen_tab_is_in_the_way_of_the_Tab_key()
    {
        var tabs = Render<Tabs>(p => p.Add(t => t.Items, Three).Add(t => t.Active, "b").AddChildContent("这里"));

        Assert.Equal(["-1", "0", "-1"], tabs.FindAll("[role=tab]").Select(t => t.GetAttribute("tabindex")));
        Assert.Equal(["false", "true", "false"], tabs.FindAll("[role=tab]").Select(t => t.GetAttribute("aria-selected")));
        Assert.Equal(tabs.Find("[aria-selected=true]").Id, tabs.Find("[role=tabpanel]").GetAttribute("aria-labelledby"));
        Assert.Equal("8,800", tabs.Find(".tab-count").TextContent);
    }

    [Theory]
    [InlineData("b", "ArrowRight", "c")]
    [InlineData("c", "ArrowRight", "a")]
    [InlineData("a", "ArrowLeft", "c")]
    [InlineData("b", "Home", "a")]
    [InlineData("a", "End", "c")]
    public async Task Arrow_keys_walk_round_the_tabs(string from, string key, string to)
    {
        string? chosen = null;
        var tabs = Render<Tabs>(p => p.Add(t => t.Items, Three).Add(t => t.Active, from).Add(t => t.ActiveChanged, v => chosen = v));

        await tabs.Find("[role=tablist]").KeyDownAsync(new KeyboardEventArgs { Key = key });

        Assert.Equal(to, chosen);
    }

    [Fact]
    public void A_tab_with_an_address_is_a_link()
    {
        var tabs = Render<Tabs>(p => p.Add(t => t.Items, [new TabItem("a", "联系人", Href: "/customers/1?tab=contacts")]).Add(t => t.Active, "a"));

        Assert.Equal("/customers/1?tab=contacts", tabs.Find("a[role=tab]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(8800, 1, "1–50 / 8,800")]
    [InlineData(8800, 176, "8,751–8,800 / 8,800")]
    [InlineData(8799, 176, "8,751–8,799 / 8,799")]
    [InlineData(8800, 999, "8,751–8,800 / 8,800")]
    [InlineData(8800, -3, "1–50 / 8,800")]
    [InlineData(7, 1, "1–7 / 7")]
    public void The_pager_says_which_rows_are_shown(int total, int page, string text) =>
        Assert.Equal(text, Render<Pager>(p => p.Add(x => x.Total, total).Add(x => x.Page, page)).Find("span").TextContent);

    [Fact]
    public async Task The_pager_goes_on_and_stops_at_the_end()
    {
        var went = new List<int>();
        var pager = Render<Pager>(p => p.Add(x => x.Total, 120).Add(x => x.Page, 2).Add(x => x.PageChanged, went.Add));

        foreach (var button in pager.FindAll("button"))
        {
            await button.ClickAsync(new MouseEventArgs());
        }

        Assert.Equal([1, 1, 3, 3], went);
        pager.Render(p => p.Add(x => x.Page, 3));
        Assert.Equal([false, false, true, true], pager.FindAll("button").Select(b => b.HasAttribute("disabled")));
    }

    [Fact]
    public void Nothing_to_show_needs_no_pager() => Assert.Empty(Render<Pager>(p => p.Add(x => x.Total, 0)).Markup.Trim());
}
