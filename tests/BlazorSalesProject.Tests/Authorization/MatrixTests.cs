using BlazorSalesProject.Kernel;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Authorization;

/// <summary>
/// Who may do what: every verb and view as every role (reliability tests AZ-1, AZ-3, AZ-6, CO-1). The expectation stands in matrix.txt,
/// '+' where it is let in and '.' where it is refused; a new verb or view without a row fails.
/// </summary>
public sealed class MatrixTests
{
    private static readonly string File = Path.Combine(Repository.Root, "tests", "BlazorSalesProject.Tests", "Authorization", "matrix.txt");

    [Fact]
    public void Every_verb_and_view_has_a_row()
    {
        var all = Business.VerbsAndViews.Select(t => t.Name).Order().ToList();
        var tried = Cases.Verbs.Keys.Concat(Cases.Views.Keys).Concat(Cases.Own.Keys).Concat(Cases.Elsewhere.Keys).ToList();
        Assert.Equal([], all.Except(tried));
        Assert.Equal([], tried.Except(all));
        Assert.Equal([], tried.GroupBy(t => t).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory, BothDatabases]
    public async Task Every_cell_is_as_the_matrix_says(Database on)
    {
        var lines = new List<string> { Line("", Scene.Roles) };
        var faults = new List<string>();
        foreach (var (name, verb) in Cases.Verbs.Concat(Cases.Own).OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            // Each row on a database of its own: what the scenes of hundreds of cells leave behind would slow every next one down.
            await using var business = new TestBusiness(Database.On(on.Provider).WithDemo());
            lines.Add(Line(name, await Row(business, role => Try(business, name, verb, role, faults))));
        }

        foreach (var (name, view) in Cases.Views.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            await using var business = new TestBusiness(Database.On(on.Provider).WithDemo());
            lines.Add(Line(name, await Row(business, async role => await view(await Scene.Make(business, role, name)))));
        }

        var found = string.Join('\n', lines) + "\n";
        var expected = System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "";
        if (found != expected)
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "matrix-found.txt"), found);
        }

        Assert.Equal([], faults);
        Assert.Equal(expected, found);
    }

    private static async Task<bool> Try(TestBusiness business, string name, Func<Scene, Task<Outcome>> verb, string role, List<string> faults)
    {
        var scene = await Scene.Make(business, role, name);
        var before = await scene.State();
        var last = await business.Read(db => db.Activities.MaxAsync(a => a.Id));
        var outcome = await verb(scene);
        var rows = await business.Read(db => db.Activities.Where(a => a.Id > last).ToListAsync());
        var refused = outcome.Refusal?.Kind is RefusalKind.Denied or RefusalKind.NotFound;
        if (outcome.Refusal is { Kind: RefusalKind.Unexpected })
        {
            faults.Add($"{name} as {role} failed unexpectedly");
        }

        if (refused && await scene.State() != before)
        {
            faults.Add($"{name} as {role} was refused and still changed something");
        }

        var upkeep = !refused && rows.Count == 0 && Cases.Upkeep.Contains(name);
        if ((!upkeep && rows.Select(r => r.Operation).Distinct().Count() != 1) || rows.Exists(r => r.Verb != name))
        {
            faults.Add($"{name} as {role} left {rows.Count} audit rows of {rows.Select(r => r.Operation).Distinct().Count()} runs");
        }

        if (refused && rows is not [{ Outcome: ActivityOutcome.Denied }])
        {
            faults.Add($"{name} as {role} was refused without a row that says so");
        }

        return !refused;
    }

    private static async Task<IReadOnlyList<string>> Row(TestBusiness business, Func<string, Task<bool>> cell)
    {
        var cells = new List<string>();
        foreach (var role in Scene.Roles)
        {
            cells.Add(await cell(role) ? "+" : ".");
        }

        return cells;
    }

    private static string Line(string name, IReadOnlyList<string> cells) =>
        string.Concat($"{name,-26}", string.Join(' ', cells.Zip(Scene.Roles, (c, role) => c.PadRight(role.Length)))).TrimEnd();
}
