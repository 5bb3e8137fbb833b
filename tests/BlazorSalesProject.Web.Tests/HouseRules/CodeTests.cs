using System.Reflection;
using System.Text.RegularExpressions;
using BlazorSalesProject.Tests.House;
using Microsoft.JSInterop;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>What no line of the product may do, or only where a list says so (markup: IN-2).</summary>
public sealed partial class CodeTests
{
    private static IEnumerable<SourceFile> Code => Repository.Files("src", ".cs", ".razor");

    [Fact]
    public void Time_comes_only_from_the_clock_that_is_handed_in() =>
        Rule.Holds("Time comes from an injected TimeProvider.", Code.SelectMany(file => file.Find(WallClock())));

    [Fact]
    public void Raw_SQL_is_never_put_together_from_pieces() =>
        Rule.Holds("Raw SQL takes parameters, it is never interpolated or added up.", Code.SelectMany(file => file.Find(InterpolatedSql())));

    [Fact]
    public void Raw_SQL_stands_only_where_the_list_says() =>
        Rule.EqualsGolden(
            "raw-sql.txt",
            "Every use of raw SQL is listed.",
            Rule.CountPerFile(Code.Where(file => !file.Path.Contains(".Migrations.", StringComparison.Ordinal)), RawSql()));

    [Fact]
    public void Markup_that_is_not_encoded_stands_only_where_the_list_says() =>
        Rule.EqualsGolden("markup.txt", "Every use of markup that Razor does not encode is listed.", Rule.CountPerFile(Code, RawMarkup()));

    [Fact]
    public void Script_may_call_only_what_the_list_says() =>
        Rule.EqualsGolden(
            "js-invokable.txt",
            "Everything the browser may call is listed.",
            from type in typeof(Program).Assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where method.GetCustomAttribute<JSInvokableAttribute>() is not null
            select $"{type.FullName}.{method.Name}");

    [Fact]
    public void Nothing_blocks_a_thread_to_wait() =>
        Rule.EqualsGolden("blocking.txt", "Waiting is awaited: .Result, .Wait() and Thread.Sleep stop a whole thread.", Rule.CountPerFile(Code, Blocking()));

    [Fact]
    public void Pages_carry_no_inline_script_style_or_handler() =>
        Rule.Holds(
            "The content security policy forbids inline scripts, style elements and event attributes.",
            Repository.Files(Rule.Screens, ".razor").SelectMany(file => file.Find(Inline())));

    [Fact]
    public void Nothing_is_fetched_from_elsewhere() =>
        Rule.Holds(
            "Pages, styles and scripts fetch nothing from other hosts.",
            Repository.Files(Rule.Screens, ".razor", ".css", ".js").Concat(Repository.Files("wwwroot-assets", ".css", ".js", ".svg", ".html")).SelectMany(file => file.Find(Elsewhere())));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTime.Today")]
    public void The_clock_rule_sees(string code) => Assert.Matches(WallClock(), code);

    [Theory]
    [InlineData("db.Database.ExecuteSqlRaw($\"delete from {table}\")")]
    [InlineData("FromSqlRaw(\n   \"select \" + name)")]
    [InlineData("command.CommandText = $\"pragma {x}\"")]
    public void The_SQL_rule_sees(string code) => Assert.Matches(InterpolatedSql(), code);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<a onclick=\"x()\">")]
    public void The_inline_rule_sees(string code) => Assert.Matches(Inline(), code);

    [Fact]
    public void The_inline_rule_lets_Blazor_events_and_script_files_pass()
    {
        Assert.DoesNotMatch(Inline(), "<button @onclick=\"Save\" /> <Lock OnChanged=\"Ask\" />");
        Assert.DoesNotMatch(Inline(), "<script src=\"@Assets[\"js/board.js\"]\"></script>");
    }

    [Theory]
    [InlineData("task.Wait()", true)]
    [InlineData("task.Wait(TimeSpan.FromSeconds(1))", true)]
    [InlineData("x.GetAwaiter().GetResult()", true)]
    [InlineData("opportunity.Wait(until, reason)", false)]
    [InlineData("new Answer { Result = 1 }", false)]
    public void The_waiting_rule_sees_tasks(string code, bool blocks) => Assert.Equal(blocks, Blocking().IsMatch(code));

    [Fact]
    public void The_lists_see_new_uses()
    {
        SourceFile[] files = [SourceFile.Of("a.cs", "// task.Result\nvar x = task.Result; (MarkupString)x; db.FromSql($\"\")")];
        Assert.Equal(["a.cs ×1"], Rule.CountPerFile(files, Blocking()));
        Assert.Equal(["a.cs ×1"], Rule.CountPerFile(files, RawMarkup()));
        Assert.Equal(["a.cs ×1"], Rule.CountPerFile(files, RawSql()));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Rule.EqualsGolden("js-invokable.txt", "", ["Somewhere.New"]));
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\b((ExecuteSqlRaw|FromSqlRaw|SqlQueryRaw)(Async)?(<\w+>)?\(\s*(\$|@\$|""([^""]*)""\s*\+)|CommandText\s*=\s*(\$|@\$|""[^""]*""\s*\+))", RegexOptions.ExplicitCapture)]
    private static partial Regex InterpolatedSql();

    [GeneratedRegex(@"\b((ExecuteSql|FromSql|SqlQuery)(Raw|Interpolated)?(Async)?(<\w+>)?\(|CommandText\b)", RegexOptions.ExplicitCapture)]
    private static partial Regex RawSql();

    [GeneratedRegex(@"\b(MarkupString|AddMarkupContent)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"\.Result\b(?!\s*[={(])|\.Wait\((\)|\d|TimeSpan)|\.GetResult\(\)|\bThread\.Sleep\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Blocking();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\son[a-z]+\s*=\s*""", RegexOptions.ExplicitCapture)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(?<!xmlns=""|xmlns:\w+="")\bhttps?://(?!www\.w3\.org/)[\w.-]+|url\(\s*['""]?//", RegexOptions.ExplicitCapture)]
    private static partial Regex Elsewhere();
}
