using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorSalesProject.Web.Tests.Parts;

public sealed class SearchTests : PartsContext
{
    private readonly List<string> _heard = [];
    private readonly List<string> _asked = [];
    private Choice? _picked;

    [Fact]
    public async Task Only_the_last_of_quick_keys_is_searched_for()
    {
        var box = ShowBox();

        var first = box.Find("input").InputAsync("华");
        var second = box.Find("input").InputAsync("华南");
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        await Task.WhenAll(first, second);

        Assert.Equal(["华南"], _heard);
    }

    [Fact]
    public async Task Escape_empties_the_box_and_says_so()
    {
        var box = ShowBox("华南");

        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });

        Assert.Equal([""], _heard);
        Assert.Equal("", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Enter_does_not_wait()
    {
        var box = ShowBox();
        var typing = box.Find("input").InputAsync("启明");

        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        await typing;

        Assert.Equal(["启明"], _heard);
    }

    [Fact]
    public async Task One_of_many_is_found_by_typing_and_taken_with_Enter()
    {
        var pick = ShowPick();
        await pick.Find("input").ClickAsync(new MouseEventArgs());
        var typing = pick.Find("input").InputAsync("启明");
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        await typing;
        Assert.Equal(["", "启明"], _asked);
        Assert.Equal("true", pick.Find("input").GetAttribute("aria-expanded"));

        await pick.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal(pick.FindAll("[role=option]")[1].Id, pick.Find("input").GetAttribute("aria-activedescendant"));
        await pick.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal("2", _picked?.Value);
        Assert.Equal("启明二", pick.Find("input").GetAttribute("value"));
        Assert.Equal("false", pick.Find("input").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Words_that_were_typed_but_not_taken_mean_nothing()
    {
        var pick = ShowPick();
        var typing = pick.Find("input").InputAsync("随便");
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        await typing;

        await pick.Find("input").FocusOutAsync(new FocusEventArgs());

        Assert.Null(_picked);
        Assert.Equal("", pick.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Columns_are_hidden_shown_and_moved()
    {
        IReadOnlyList<string> shown = ["stage", "amount"];
        var chooser = Render<ColumnChooser>(p => p.Add(c => c.Columns, [new("name", "名称", true), new("stage", "阶段"), new("owner", "负责人"), new("amount", "金额")])
            .Add(c => c.Shown, shown).Add(c => c.ShownChanged, s => shown = s));
        Assert.True(chooser.FindAll("input")[0].HasAttribute("disabled"));

        await chooser.FindAll("input")[3].ChangeAsync(true);
        Assert.Equal(["stage", "amount", "owner"], shown);
        await chooser.Find($"button[aria-label='{Words.Say("Parts.MoveDown", "阶段")}']").ClickAsync(new MouseEventArgs());
        Assert.Equal(["amount", "stage"], shown);
        await chooser.FindAll("input")[1].ChangeAsync(false);
        Assert.Equal(["amount"], shown);
    }

    private IRenderedComponent<SearchBox> ShowBox(string? value = null) =>
        Render<SearchBox>(p => p.Add(b => b.Value, value).Add(b => b.ValueChanged, _heard.Add));

    private IRenderedComponent<PickBox> ShowPick() => Render<PickBox>(p => p.Add(b => b.Picked, c => _picked = c).Add(b => b.Find, (text, _) =>
    {
        _asked.Add(text);
        return Task.FromResult<IReadOnlyList<Choice>>([new("1", "启明一"), new("2", "启明二")]);
    }));
}
