using AngleSharp.Dom;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorSalesProject.Web.Tests.Parts;

public sealed class FieldTests : PartsContext
{
    [Fact]
    public void A_field_gives_its_control_label_help_and_error()
    {
        var field = Render<Field>(p => p.Add(f => f.Label, "名称").Add(f => f.Name, "name").Add(f => f.Required, true)
            .Add(f => f.Help, "让同事看懂").Add(f => f.Error, "名称太短。").Add(f => f.ChildContent, Input));

        var input = field.Find("input");
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Equal(["名称太短。", "让同事看懂"], Described(field, input));
    }

    [Fact]
    public void A_field_without_error_describes_nothing()
    {
        var input = Render<Field>(p => p.Add(f => f.Label, "名称").Add(f => f.ChildContent, Input)).Find("input");

        Assert.False(input.HasAttribute("aria-invalid"));
        Assert.False(input.HasAttribute("aria-describedby"));
    }

    [Fact]
    public void A_field_finds_its_sentence_among_the_errors_of_the_form()
    {
        var errors = new FormErrors();
        errors.Add("amount", "金额不能为负。");

        var field = Render<Field>(p => p.Add(f => f.Label, "金额").Add(f => f.Name, "amount").Add(f => f.Errors, errors).Add(f => f.ChildContent, Input));

        Assert.Equal(["金额不能为负。"], Described(field, field.Find("input")));
    }

    [Fact]
    public async Task What_is_no_amount_is_kept_on_screen_refused_and_never_taken_for_empty()
    {
        var errors = new FormErrors();
        var heard = new List<long?>();
        var field = Render<Field>(p => p.Add(f => f.Label, "金额").Add(f => f.Name, "amount").Add(f => f.Errors, errors)
            .Add(f => f.ChildContent, _ => Box<AmountBox>(b => b.AddAttribute(1, nameof(AmountBox.MinorChanged), EventCallback.Factory.Create<long?>(this, heard.Add)))));

        await field.Find("input").ChangeAsync("十二");
        errors.Clear();

        Assert.Empty(heard);
        Assert.True(errors.Any);
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal([Words.Say("Parts.NotAnAmount")], Described(field, field.Find("input")));

        await field.Find("input").ChangeAsync("12.5万");

        Assert.Equal([12_500_000L], heard);
        Assert.False(errors.Any);
        Assert.Equal("125,000.00", Render<AmountBox>(p => p.Add(b => b.Minor, 12_500_000)).Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task A_choice_that_was_not_offered_is_not_taken()
    {
        var heard = new List<string?>();
        var box = Render<ChoiceBox>(p => p.Add(b => b.Options, [new Choice("a", "甲"), new Choice("b", "乙")]).Add(b => b.ValueChanged, heard.Add));

        await box.Find("select").ChangeAsync("forged");
        await box.Find("select").ChangeAsync("b");

        Assert.Equal(["b"], heard);
    }

    [Fact]
    public async Task A_text_longer_than_allowed_is_cut_whatever_the_browser_sent()
    {
        string? heard = null;
        var box = Render<TextBox>(p => p.Add(b => b.MaxLength, 3).Add(b => b.ValueChanged, v => heard = v));

        await box.Find("input").ChangeAsync("abcdef");

        Assert.Equal("abc", heard);
    }

    [Fact]
    public async Task A_date_that_does_not_exist_is_refused()
    {
        var heard = new List<DateOnly?>();
        var box = Render<DateBox>(p => p.Add(b => b.ValueChanged, heard.Add));

        await box.Find("input").ChangeAsync("2026-02-30");
        await box.Find("input").ChangeAsync("2026-02-28");
        await box.Find("input").ChangeAsync("");

        Assert.Equal([new DateOnly(2026, 2, 28), null], heard);
    }

    [Fact]
    public void The_summary_leads_to_the_field_and_takes_the_focus()
    {
        var errors = new FormErrors();
        errors.Add("name", "名称太短。");
        errors.Add("客户已被停用。");

        var summary = Render<ErrorSummary>(p => p.Add(s => s.Errors, errors));

        Assert.Equal("alert", summary.Find("div").GetAttribute("role"));
        Assert.Equal("f-name", summary.Find("button").GetAttribute("data-focus"));
        Assert.Equal(2, summary.FindAll("li").Count);
        Assert.Single(JSInterop.Invocations, i => i.Identifier.EndsWith("domWrapper.focus", StringComparison.Ordinal));
    }

    private static RenderFragment Input(FieldLink link) => builder =>
    {
        builder.OpenElement(0, "input");
        builder.AddMultipleAttributes(1, link.Attributes!);
        builder.CloseElement();
    };

    private static RenderFragment Box<T>(Action<Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder> attributes)
        where T : IComponent => builder =>
        {
            builder.OpenComponent<T>(0);
            attributes(builder);
            builder.CloseComponent();
        };

    private static IEnumerable<string> Described(IRenderedComponent<Field> field, IElement input) =>
        (input.GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => field.Find($"#{id}").TextContent.Trim());
}
