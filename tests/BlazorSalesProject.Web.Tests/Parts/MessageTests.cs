using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Parts;

/// <summary>Toasts, dialogs and drawers: what the system says, and what it asks before something is lost.</summary>
public sealed class MessageTests : PartsContext
{
    private ToastTray Tray => Services.GetRequiredService<ToastTray>();

    [Fact]
    public void The_live_region_stands_before_the_first_message_so_that_it_is_read_out()
    {
        var toasts = Render<Toasts>();
        Assert.Equal("status", toasts.Find(".toasts").GetAttribute("role"));
        Assert.Empty(toasts.FindAll(".toast"));

        Tray.Ok("已保存");

        toasts.WaitForAssertion(() => Assert.Contains("已保存", toasts.Find(".toasts[role=status] .toast").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_leaves_by_itself_but_an_error_stays()
    {
        Tray.Ok("已保存");
        Tray.Error("没有保存");

        Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(["没有保存"], Tray.Toasts.Select(t => t.Text));
    }

    [Fact]
    public async Task Undo_runs_once_and_takes_the_message_away()
    {
        var undone = 0;
        var toasts = Render<Toasts>();
        Tray.Ok("已移动", () =>
        {
            undone++;
            return Task.CompletedTask;
        });
        toasts.WaitForElement(".toast-act");
        Assert.Equal(Words.Say("Parts.Undo"), toasts.Find(".toast-act").TextContent);

        await toasts.Find(".toast-act").ClickAsync(new MouseEventArgs());

        Assert.Equal(1, undone);
        Assert.Empty(Tray.Toasts);
    }

    [Fact]
    public void More_than_four_messages_push_the_oldest_out()
    {
        foreach (var text in new[] { "1", "2", "3", "4", "5" })
        {
            Tray.Error(text);
        }

        Assert.Equal(["2", "3", "4", "5"], Tray.Toasts.Select(t => t.Text));
    }

    [Fact]
    public async Task Escape_closes_a_drawer_with_nothing_to_lose()
    {
        var open = true;
        var drawer = ShowDrawer(unsaved: false, v => open = v);

        await drawer.Find("dialog.drawer").TriggerEventAsync("oncancel", EventArgs.Empty);

        Assert.False(open);
    }

    [Fact]
    public async Task A_drawer_with_unsaved_changes_asks_back_before_it_closes()
    {
        var open = true;
        var drawer = ShowDrawer(unsaved: true, v => open = v);

        await drawer.Find("dialog.drawer").TriggerEventAsync("oncancel", EventArgs.Empty);
        Assert.True(open);
        Assert.Contains(Words.Say("Parts.UnsavedText"), drawer.Find("dialog.dialog").TextContent, StringComparison.Ordinal);

        await drawer.Find("dialog.dialog .btn-danger").ClickAsync(new MouseEventArgs());
        Assert.False(open);
    }

    [Fact]
    public async Task Leaving_the_page_with_unsaved_changes_asks_and_then_goes_where_it_was_going()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        var before = navigation.Uri;
        var drawer = ShowDrawer(unsaved: true, _ => { });

        await drawer.InvokeAsync(() => navigation.NavigateTo("/customers"));
        Assert.Equal(before, navigation.Uri);

        await drawer.WaitForElement("dialog.dialog .btn-danger").ClickAsync(new MouseEventArgs());
        Assert.EndsWith("/customers", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_is_under_way_is_not_started_twice()
    {
        var saves = 0;
        var answer = new TaskCompletionSource();
        var drawer = Render<Drawer>(p => p.Add(d => d.Open, true).Add(d => d.Title, "新建").Add(d => d.OnSave, () =>
        {
            saves++;
            return answer.Task;
        }));

        var first = drawer.Find("[data-key='mod+s']").ClickAsync(new MouseEventArgs());
        var second = drawer.Find("[data-key='mod+s']").ClickAsync(new MouseEventArgs());
        answer.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, saves);
    }

    [Fact]
    public async Task A_dialog_confirms_only_what_may_be_confirmed()
    {
        var confirmed = 0;
        var dialog = Render<Dialog>(p => p.Add(d => d.Open, true).Add(d => d.Title, "输单").Add(d => d.ConfirmDisabled, true).Add(d => d.OnConfirm, () => confirmed++));
        await dialog.Find(".btn-primary").ClickAsync(new MouseEventArgs());
        Assert.Equal(0, confirmed);

        dialog.Render(p => p.Add(d => d.ConfirmDisabled, false));
        await dialog.Find(".btn-primary").ClickAsync(new MouseEventArgs());
        Assert.Equal(1, confirmed);
    }

    [Fact]
    public void A_closed_drawer_or_dialog_is_not_in_the_page()
    {
        Assert.Empty(Render<Drawer>(p => p.Add(d => d.Title, "新建")).Markup.Trim());
        Assert.Empty(Render<Dialog>(p => p.Add(d => d.Title, "输单")).Markup.Trim());
    }

    private IRenderedComponent<Drawer> ShowDrawer(bool unsaved, Action<bool> changed) =>
        Render<Drawer>(p => p.Add(d => d.Open, true).Add(d => d.Title, "新建").Add(d => d.Unsaved, unsaved).Add(d => d.OpenChanged, changed));
}
