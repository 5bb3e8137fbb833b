using AngleSharp.Dom;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Layout;
using BlazorSalesProject.Web.Tests.Parts;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Layout;

/// <summary>The frame around every page.</summary>
public sealed class FrameTests : PartsContext
{
    [Fact]
    public void The_navigation_shows_only_what_the_person_may_use_and_no_empty_group()
    {
        var menu = Render<NavMenu>(p => p.Add(m => m.Visible, e => e.Group != "admin"));

        Assert.DoesNotContain(menu.FindAll("a"), a => a.GetAttribute("href")!.StartsWith("/admin", StringComparison.Ordinal));
        Assert.DoesNotContain(Words.Say("Layout.Group_admin"), menu.Markup, StringComparison.Ordinal);
        Assert.Contains(menu.FindAll("a"), a => a.GetAttribute("href") == "/customers");
    }

    [Fact]
    public void The_page_one_is_on_is_marked_and_home_only_at_home()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/customers/1?tab=contacts");

        var here = Assert.Single(Render<NavMenu>().FindAll("[aria-current=page]"));

        Assert.Equal("/customers", here.GetAttribute("href"));
    }

    [Fact]
    public void What_waits_stands_at_its_entry()
    {
        var menu = Render<NavMenu>(p => p.Add(m => m.Waiting, e => e.Key == "notices" ? 7 : 0));

        Assert.Equal("/notices", Assert.Single(menu.FindAll(".badge")).Closest("a")?.GetAttribute("href"));
    }

    [Fact]
    public void On_a_phone_everything_is_reachable_in_the_bar_or_behind_more()
    {
        var bar = Render<ThumbBar>();

        Assert.Equal(Navigation.Entries.Select(e => e.Href).Order(StringComparer.Ordinal), bar.FindAll("a").Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.InRange(bar.FindAll(".thumb").Count, 3, 5);
    }

    [Fact]
    public async Task A_page_that_fails_is_told_in_one_sentence_with_a_number_and_can_go_on()
    {
        var broken = true;
        var guard = Render<PageGuard>(p => p.AddChildContent(builder =>
        {
            builder.OpenComponent<Fails>(0);
            builder.AddAttribute(1, nameof(Fails.When), () => broken);
            builder.CloseComponent();
        }));
        Assert.Matches("^[0-9A-F]{8}$", guard.Find("code").TextContent);
        Assert.DoesNotContain("secret", guard.Markup, StringComparison.Ordinal);

        broken = false;
        await guard.Find("button").ClickAsync(new MouseEventArgs());

        Assert.Equal("well", guard.Markup);
    }

    private sealed class Fails : ComponentBase
    {
        [Parameter]
        public Func<bool> When { get; set; } = () => false;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            if (When())
            {
                throw new InvalidOperationException("secret");
            }

            builder.AddContent(0, "well");
        }
    }
}
