using System.Text.RegularExpressions;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>The line of modules: each may use only what stands to its left, and Data.</summary>
public sealed partial class ModuleLineTests
{
    private static readonly string[] Line =
        ["Kernel", "People", "Clockwork", "Attachments", "Notices", "Approvals", "Customers", "Catalogue", "Sales", "Contracts", "Delivery", "Handover", "Service", "Insights"];

    private static IEnumerable<SourceFile> Sources => Repository.Files(Rule.Business, ".cs");

    [Fact]
    public void A_module_uses_only_what_stands_to_its_left() =>
        Rule.Holds($"A module may use only what stands to its left ({string.Join(" · ", Line)}), and Data.", LooksRight(Sources));

    [Fact]
    public void Every_folder_of_the_business_has_its_place_in_the_line_and_names_its_files_after_it() =>
        Rule.Holds("A folder of the business is a module of the line (a new one gets a decision record) and its namespace says so.", Misplaced(Sources));

    [Fact]
    public void The_rule_sees_a_module_that_looks_right()
    {
        SourceFile[] files =
        [
            SourceFile.Of(Rule.Business + "/Delivery/Projects/Project.cs", "namespace BlazorSalesProject.Delivery.Projects;"),
            SourceFile.Of(Rule.Business + "/Sales/A.cs", "using BlazorSalesProject.Delivery.Projects;\nnamespace BlazorSalesProject.Sales;"),
            SourceFile.Of(Rule.Business + "/Sales/B.cs", "namespace BlazorSalesProject.Sales;\nclass B { Delivery.Projects.Project p; }"),
            SourceFile.Of(Rule.Business + "/Sales/C.cs", "namespace BlazorSalesProject.Sales;\n// using BlazorSalesProject.Delivery;\nusing BlazorSalesProject.Customers;"),
            SourceFile.Of(Rule.Business + "/Helpers/D.cs", "namespace BlazorSalesProject.Helpers;"),
        ];
        Assert.Equal(["src/BlazorSalesProject/Sales/A.cs:1: BlazorSalesProject.Delivery", "src/BlazorSalesProject/Sales/B.cs:2: Delivery.Projects"], LooksRight(files));
        Assert.Single(Misplaced(files));
    }

    private static IEnumerable<string> LooksRight(IEnumerable<SourceFile> files)
    {
        var all = files.ToList();
        foreach (var file in all)
        {
            var place = Array.IndexOf(Line, Module(file));
            foreach (var right in place < 0 ? [] : Line[(place + 1)..])
            {
                // Inside the business's namespace "Delivery.Projects" works without its first word, but so does a property called
                // Delivery: only names of folders and types that exist there count.
                var inside = all.Where(other => Module(other) == right).SelectMany(other => other.Parts[3..].Select(part => part.Split('.')[0])).Distinct();
                var names = string.Join('|', inside.Select(Regex.Escape));
                var relative = names.Length == 0 ? "" : $@"|(?<![\w.])(?<!\busing )(?<!\bnamespace ){right}\.(?:{names})\b";
                foreach (var hit in file.Find(new Regex($@"\bBlazorSalesProject\.{right}\b{relative}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))))
                {
                    yield return hit;
                }
            }
        }
    }

    private static IEnumerable<string> Misplaced(IEnumerable<SourceFile> files) => files
        .Where(file => file.Parts.Length > 3)
        .Where(file => (!Line.Contains(Module(file)) && Module(file) != "Data")
            || Namespace().Match(file.Code) is { Success: true } named && !(named.Groups["name"].Value + ".").StartsWith(Module(file) + ".", StringComparison.Ordinal))
        .Select(file => file.Path);

    private static string Module(SourceFile file) => file.Parts.Length > 3 ? file.Parts[2] : "";

    [GeneratedRegex(@"^namespace BlazorSalesProject\.(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
