using BlazorSalesProject.Web.Parts;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorSalesProject.Web.Tests.Parts;

public sealed class FilterBarTests : PartsContext
{
    private static readonly FilterDef Owner = new("owner", "负责人", FilterKind.Person, [new("1", "李娜"), new("2", "王强"), new("3", "周洋"), new("4", "陈工")]);
    private static readonly FilterDef Kind = new("kind", "类型", FilterKind.Choice, [new("sys", "系统商机"), new("spare", "备品商机")]);
    private static readonly FilterDef Amount = new("amount", "金额", FilterKind.AmountRange);
    private static readonly FilterDef Close = new("close", "预计成交", FilterKind.DateRange);
    private static readonly FilterDef Stale = new("stale", "停滞", FilterKind.Bool);

    private IReadOnlyDictionary<string, string>? _heard;

    [Fact]
    public void A_chip_reads_as_a_sentence()
    {
        var bar = Show(("owner", "1,2"), ("amount", "1000.."), ("close", "this-month"));

        Assert.Equal(
            ["负责人 属于 李娜、王强", "预计成交 在 本月", "金额 在 1,000 起"],
            bar.FindAll(".filter > button:first-child").Select(b => b.GetAttribute("title")));
    }

    [Fact]
    public async Task Removing_a_chip_leaves_the_others_and_what_is_no_filter()
    {
        var bar = Show(("owner", "1"), ("kind", "sys"), ("view", "board"));

        await bar.Find("[data-filter=owner] .filter-x").ClickAsync(new MouseEventArgs());

        Assert.Equal(["kind=sys", "view=board"], Heard());
    }

    [Fact]
    public async Task Clearing_takes_every_filter_and_nothing_else()
    {
        var bar = Show(("owner", "1"), ("kind", "sys"), ("view", "board"));

        await bar.Find(".filters > button:last-child").ClickAsync(new MouseEventArgs());

        Assert.Equal(["view=board"], Heard());
    }

    [Fact]
    public async Task Ticking_a_person_adds_to_those_ticked_before()
    {
        var bar = Show(("owner", "1"));
        await bar.Find("[data-filter=owner] button").ClickAsync(new MouseEventArgs());

        await bar.FindAll("input[type=checkbox]")[2].ChangeAsync(true);

        Assert.Equal(["owner=1,3"], Heard());
    }

    [Fact]
    public async Task A_filter_is_added_from_the_menu_and_asks_at_once()
    {
        var bar = Show();
        await bar.FindAll("[role=menuitem]").Single(i => i.TextContent.Contains("类型", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());

        Assert.Equal("类型", bar.Find("[role=dialog]").GetAttribute("aria-label"));
        await bar.FindAll("input[type=radio]")[1].ChangeAsync("on");

        Assert.Equal(["kind=spare"], Heard());
    }

    [Fact]
    public async Task A_yes_or_no_filter_needs_no_question()
    {
        var bar = Show();

        await bar.FindAll("[role=menuitem]").Single(i => i.TextContent.Contains("停滞", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());

        Assert.Equal(["stale=1"], Heard());
    }

    [Fact]
    public async Task An_amount_that_is_no_number_changes_nothing()
    {
        var bar = Show(("amount", "1000..5000"));
        await bar.Find("[data-filter=amount] button").ClickAsync(new MouseEventArgs());

        await bar.FindAll(".filter-editor input")[0].ChangeAsync("<script>");
        Assert.Equal(["amount=1000..5000"], Heard());
        await bar.FindAll(".filter-editor input")[0].ChangeAsync("1.2万");
        Assert.Equal(["amount=12000..5000"], Heard());
    }

    [Theory]
    [InlineData("today", "2026-03-02", "2026-03-02")]
    [InlineData("this-week", "2026-03-02", "2026-03-08")]
    [InlineData("this-month", "2026-03-01", "2026-03-31")]
    [InlineData("last-month", "2026-02-01", "2026-02-28")]
    [InlineData("next-month", "2026-04-01", "2026-04-30")]
    [InlineData("this-quarter", "2026-01-01", "2026-03-31")]
    [InlineData("this-year", "2026-01-01", "2026-12-31")]
    [InlineData("overdue", null, "2026-03-01")]
    [InlineData("2026-01-05..", "2026-01-05", null)]
    [InlineData("..2026-02-30", null, null)]
    [InlineData("nonsense", null, null)]
    public void A_range_of_days_is_read_as_it_is_named(string value, string? from, string? to)
    {
        var (first, last) = FilterText.DateRange(value, DateText.Day(Clock.UtcNow));

        Assert.Equal((from, to), (first?.ToString("yyyy-MM-dd"), last?.ToString("yyyy-MM-dd")));
    }

    [Fact]
    public void Many_values_are_told_by_the_first_three_and_their_number() =>
        Assert.Equal("李娜、王强、周洋 等 4 项", FilterText.Describe(Owner, "1,2,3,4"));

    private IRenderedComponent<FilterBar> Show(params (string Key, string Value)[] values) =>
        Render<FilterBar>(p => p.Add(b => b.Filters, [Owner, Kind, Close, Amount, Stale])
            .Add(b => b.Values, values.ToDictionary(v => v.Key, v => v.Value))
            .Add(b => b.ValuesChanged, v => _heard = v));

    private IEnumerable<string> Heard() => _heard!.Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal);
}
