using System.Reflection;
using System.Text.RegularExpressions;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>What each floor of the house must not know.</summary>
public sealed partial class FloorTests
{
    private static readonly Assembly Business = typeof(Words).Assembly;
    private static readonly Assembly Screens = typeof(Program).Assembly;

    private static IEnumerable<SourceFile> Components => Repository.Files(Rule.Screens, ".razor", ".razor.cs");

    [Fact]
    public void The_business_knows_no_web_framework_no_scheduler_and_no_component_library()
    {
        Rule.Holds(
            "The business may not reference ASP.NET Core, Blazor, Quartz or Radzen.",
            Business.GetReferencedAssemblies().Select(name => name.Name!).Where(name => Foreign().IsMatch(name)));
        Rule.Holds(
            "The business may not import ASP.NET Core, Blazor, Quartz or Radzen.",
            Repository.Files(Rule.Business, ".cs").SelectMany(file => file.Find(ForeignUse())));
    }

    [Fact]
    public void Nouns_know_no_EF() =>
        Rule.Holds("A noun (anything that is an Entity) may not know EF Core.", NounsWithEf(Repository.Files(Rule.Business, ".cs"), Nouns()));

    [Fact]
    public void Screens_touch_no_database()
    {
        Rule.Holds("A screen may not touch the database: it calls verbs and views.", Components.SelectMany(file => file.Find(DatabaseUse())));
        Rule.Holds(
            "A component may not be handed a database context.",
            Screens.GetTypes().Where(type => typeof(IComponent).IsAssignableFrom(type))
                .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(property => typeof(DbContext).IsAssignableFrom(property.PropertyType) || property.PropertyType.Name.StartsWith("IDbContextFactory", StringComparison.Ordinal))
                .Select(property => $"{property.DeclaringType}.{property.Name}"));
    }

    [Fact]
    public void Components_do_not_reach_for_the_HTTP_request() =>
        Rule.Holds(
            "HttpContext is unreliable in interactive rendering: only SignIn, App.razor and ErrorPage.razor, which are rendered for one request, may use it.",
            Components.Where(file => !file.Path.StartsWith(Rule.Screens + "/SignIn/", StringComparison.Ordinal) && file.Name is not ("App.razor" or "ErrorPage.razor"))
                .SelectMany(file => file.Find(HttpUse())));

    [Fact]
    public void A_job_calls_one_verb_and_holds_no_rule()
    {
        var jobs = Screens.GetTypes().Where(type => typeof(IJob).IsAssignableFrom(type) && !type.IsAbstract).Select(type => type.Name).ToHashSet();
        var sources = Repository.Files(Rule.Screens, ".cs").ToList();
        Rule.Holds(
            "A job calls exactly one verb (one .Run(…)) and knows no database; the rule lives in the verb.",
            jobs.Select(job => sources.Single(file => Regex.IsMatch(file.Code, $@"\bclass {job}\b", RegexOptions.None, TimeSpan.FromSeconds(5))))
                .Where(DoesMoreThanOneThing).Select(file => file.Path));
    }

    [Fact]
    public void The_rules_see_who_breaks_them()
    {
        Assert.Matches(Foreign(), "Microsoft.AspNetCore.Http.Abstractions");
        Assert.Matches(ForeignUse(), "using Quartz;");
        Assert.Matches(ForeignUse(), "Radzen.Query q;");
        Assert.Matches(DatabaseUse(), "@inject IDbContextFactory<AppDb> Factory");
        Assert.Matches(HttpUse(), "[CascadingParameter] HttpContext? Http { get; set; }");
        var noun = SourceFile.Of("src/BlazorSalesProject/Sales/Lead.cs", "using Microsoft.EntityFrameworkCore;\npublic sealed partial class Lead : Entity;");
        Assert.Single(NounsWithEf([noun], ["Lead"]));
        Assert.Empty(NounsWithEf([noun], ["Other"]));
        Assert.True(DoesMoreThanOneThing(SourceFile.Of("J.cs", "await a.Run(ct); await b.Run(ct);")));
        Assert.True(DoesMoreThanOneThing(SourceFile.Of("J.cs", "AppDb db; await a.Run(ct);")));
        Assert.False(DoesMoreThanOneThing(SourceFile.Of("J.cs", "await a.Run(ct);")));
    }

    private static IEnumerable<string> Nouns() => Business.GetTypes()
        .Where(type => type is { IsClass: true } && Ancestors(type).Any(ancestor => ancestor.Name == "Entity"))
        .Select(type => type.Name.Split('`')[0]);

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            yield return up;
        }
    }

    private static IEnumerable<string> NounsWithEf(IEnumerable<SourceFile> files, IEnumerable<string> nouns)
    {
        var names = nouns.ToHashSet(StringComparer.Ordinal);
        return files.Where(file => ClassName().Matches(file.Code).Any(match => names.Contains(match.Groups["name"].Value)))
            .SelectMany(file => file.Find(EfUse()));
    }

    private static bool DoesMoreThanOneThing(SourceFile job) => VerbCall().Count(job.Code) != 1 || DatabaseUse().IsMatch(job.Code);

    [GeneratedRegex(@"^(Microsoft\.AspNetCore|Microsoft\.JSInterop|Quartz|Radzen)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"(?<![\w.])(Microsoft\.AspNetCore|Microsoft\.JSInterop|Quartz|Radzen)[.;][\w.]*", RegexOptions.ExplicitCapture)]
    private static partial Regex ForeignUse();

    [GeneratedRegex(@"\b(AppDb|DbContext|IDbContextFactory|Microsoft\.EntityFrameworkCore)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex DatabaseUse();

    [GeneratedRegex(@"\bMicrosoft\.EntityFrameworkCore\b")]
    private static partial Regex EfUse();

    [GeneratedRegex(@"\b(IHttpContextAccessor|HttpContext)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex HttpUse();

    [GeneratedRegex(@"\b(class|record)\s+(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"\.Run\(")]
    private static partial Regex VerbCall();
}
