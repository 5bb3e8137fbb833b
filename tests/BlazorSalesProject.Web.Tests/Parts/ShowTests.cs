using BlazorSalesProject.Web.Parts;
using Bunit;

namespace BlazorSalesProject.Web.Tests.Parts;

public sealed class ShowTests : PartsContext
{
    [Theory]
    [InlineData("zh-CN", 123450, "CNY", "¥1,234.50")]
    [InlineData("zh-CN", -2000, "USD", "-US$20.00")]
    [InlineData("en", -2000, "USD", "-$20.00")]
    [InlineData("en", 123450, "CNY", "¥1,234.50")]
    [InlineData("zh-CN", 1234, "JPY", "JP¥1,234")]
    [InlineData("en", 1234567, "KWD", "KWD 1,234.567")]
    [InlineData("zh-CN", long.MinValue, "CNY", "-¥92,233,720,368,547,758.08")]
    public void Money_reads_by_language_and_currency(string culture, long minor, string currency, string text)
    {
        Speak(culture);

        Assert.Equal(text, MoneyText.Full(minor, currency));
    }

    [Theory]
    [InlineData("zh-CN", 123_456_789_012, "¥12.34亿")]
    [InlineData("zh-CN", 5_630_000, "¥5.63万")]
    [InlineData("zh-CN", 999_900, "¥9,999")]
    [InlineData("zh-CN", 9_999_999_999, "¥9,999万")]
    [InlineData("en", 1_000_553_400, "¥10M")]
    [InlineData("en", 123_456, "¥1.23K")]
    [InlineData("en", -5_630_000_00, "-¥5.63M")]
    public void Short_money_is_cut_never_rounded_up(string culture, long minor, string text)
    {
        Speak(culture);

        Assert.Equal(text, MoneyText.Short(minor, "CNY"));
    }

    [Fact]
    public void Short_money_keeps_the_exact_amount_at_hand()
    {
        var money = Render<ShowMoney>(p => p.Add(m => m.Minor, 5_630_012).Add(m => m.Short, true)).Find(".money");

        Assert.Equal("¥5.63万", money.TextContent);
        Assert.Equal("¥56,300.12", money.GetAttribute("title"));
    }

    [Theory]
    [InlineData("zh-CN", "2026-03-02T00:59:30", "刚刚")]
    [InlineData("zh-CN", "2026-03-02T00:30:00", "30分钟前")]
    [InlineData("zh-CN", "2026-03-01T17:00:00", "8小时前")]
    [InlineData("zh-CN", "2026-03-01T15:00:00", "昨天")]
    [InlineData("en", "2026-03-01T15:00:00", "yesterday")]
    [InlineData("zh-CN", "2026-02-27T04:00:00", "3天前")]
    [InlineData("en", "2026-03-02T00:00:00", "1 hour ago")]
    [InlineData("zh-CN", "2026-03-03T04:00:00", "明天")]
    [InlineData("en", "2026-03-05T04:00:00", "in 3 days")]
    [InlineData("zh-CN", "2026-01-15T04:00:00", "1月15日")]
    [InlineData("en", "2026-01-15T04:00:00", "15 Jan")]
    [InlineData("zh-CN", "2025-12-31T15:59:00", "2025-12-31")]
    public void A_moment_is_told_as_people_in_Shanghai_say_it(string culture, string utc, string text)
    {
        Speak(culture);
        var at = DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

        Assert.Equal(text, DateText.Relative(at, Clock.UtcNow));
    }

    [Fact]
    public void The_exact_Shanghai_time_stands_in_the_title_and_UTC_in_the_markup()
    {
        var time = Render<ShowDate>(p => p.Add(d => d.At, new DateTime(2026, 2, 28, 20, 30, 0, DateTimeKind.Utc))).Find("time");

        Assert.Equal("昨天", time.TextContent);
        Assert.Equal("2026-03-01 04:30", time.GetAttribute("title"));
        Assert.Equal("2026-02-28T20:30:00Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public void A_deadline_that_has_passed_says_so_in_words()
    {
        Assert.Equal("昨天 已逾期", Render<ShowDate>(p => p.Add(d => d.Day, new DateOnly(2026, 3, 1)).Add(d => d.Due, true)).Find("time").TextContent);
        Assert.Equal("今天", Render<ShowDate>(p => p.Add(d => d.Day, new DateOnly(2026, 3, 2)).Add(d => d.Due, true)).Find("time").TextContent);
        Assert.Empty(Render<ShowDate>().FindAll("time"));
    }

    [Theory]
    [InlineData("李娜", "李娜")]
    [InlineData("欧阳小明", "小明")]
    [InlineData("John Smith", "JS")]
    [InlineData("ann", "A")]
    [InlineData("", "?")]
    public void A_person_is_two_letters(string name, string letters) => Assert.Equal(letters, Avatar.Initials(name));

    [Theory]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("１２３", "123")]
    [InlineData("12.5万", "125000")]
    [InlineData("¥3亿", "300000000")]
    [InlineData("2k", "2000")]
    [InlineData("-7", "-7")]
    public void Figures_are_read_as_people_type_them(string typed, string number)
    {
        Assert.True(NumberText.TryRead(typed, out var read));
        Assert.Equal(number, read.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1e9")]
    [InlineData("12万万")]
    [InlineData("999999999999999999999")]
    public void What_is_no_figure_is_not_read(string typed) => Assert.False(NumberText.TryRead(typed, out _));

    [Fact]
    public void An_amount_finer_than_its_currency_is_refused()
    {
        Assert.False(NumberText.TryReadMinor("0.005", "CNY", out _));
        Assert.False(NumberText.TryReadMinor("0.5", "JPY", out _));
        Assert.True(NumberText.TryReadMinor("0.05", "CNY", out var minor));
        Assert.Equal(5, minor);
    }

    [Fact]
    public void Every_icon_a_screen_names_is_drawn()
    {
        var named = BlazorSalesProject.Tests.House.Repository.Files("src/BlazorSalesProject.Web", ".razor")
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(file.Text, "(<Icon Name|\\bIcon)=\"(?<name>[a-z][a-z-]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["name"].Value))
            .Concat(Web.Layout.Navigation.Entries.Select(e => e.Icon));

        Assert.Empty(named.Where(name => !Icons.Names.Contains(name)).Distinct());
    }
}
