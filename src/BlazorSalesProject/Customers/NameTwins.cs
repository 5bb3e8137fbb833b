using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>A record by the key of its company's name, see <see cref="CompanyName.Key"/>.</summary>
internal sealed class KeyedName
{
    public Guid Id { get; init; }

    public string Key { get; init; } = "";
}

/// <summary>Finds names that mean the same or nearly the same, wherever they are kept.</summary>
internal static class NameTwins
{
    private const double Similar = 0.75;
    private const int Candidates = 300;

    /// <summary>
    /// Candidates by equality, by containing and by halves: who differs in one place shares one half with what was typed.
    /// Only keys are read, at most <see cref="Candidates"/> of them, and scored here.
    /// </summary>
    /// <param name="most">How many of the same name at most.</param>
    public static async Task<IEnumerable<(Guid Id, Likeness How, double Score)>> Of(IQueryable<KeyedName> names, string key, int most)
    {
        var (left, right) = (key[..(key.Length / 2)], key[(key.Length / 2)..]);
        var (shortest, longest) = ((int)(key.Length * 0.6), (int)(key.Length / 0.6) + 1);
        var same = await names.Where(n => n.Key == key).OrderBy(n => n.Id).Take(most).ToListAsync();
        var containing = await names.Where(n => n.Key != key && (n.Key.Contains(key) || (n.Key.Length > 2 && key.Contains(n.Key))))
            .OrderBy(n => n.Key.Length).ThenBy(n => n.Id).Take(Candidates).ToListAsync();
        var halves = key.Length < 4
            ? []
            : await names.Where(n => n.Key != key && n.Key.Length >= shortest && n.Key.Length <= longest && (n.Key.StartsWith(left) || n.Key.EndsWith(right)))
                .OrderBy(n => n.Id).Take(Candidates).ToListAsync();
        return same.Select(n => (n.Id, Likeness.SameName, 1.0))
            .Concat(containing.Concat(halves).DistinctBy(n => n.Id)
                .Select(n => (n.Id, Likeness.SimilarName, Score: CompanyName.Likeness(key, n.Key), Contains: n.Key.Contains(key, StringComparison.Ordinal) || key.Contains(n.Key, StringComparison.Ordinal)))
                .Where(n => n.Contains || n.Score >= Similar)
                .Select(n => (n.Id, n.SimilarName, n.Score)));
    }
}
