using System.Text;

namespace BlazorSalesProject.Customers;

/// <summary>Company names as people mean them: full and half width, brackets and legal forms make no difference.</summary>
public static class CompanyName
{
    private static readonly string[] Forms =
    [
        "股份有限公司", "有限责任公司", "有限公司", "集团公司", "总公司", "分公司", "公司", "集团", "控股",
        "incorporated", "corporation", "company", "limited", "group", "holdings", "gmbh", "corp", "inc", "ltd", "llc", "plc", "co", "ag",
    ];

    /// <summary>A key that is equal for spellings of one name.</summary>
    public static string Key(string name)
    {
        var folded = name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var words = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            words.Append(char.IsLetterOrDigit(c) ? c : ' ');
        }

        var parts = words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (parts.Count > 1 && Forms.Contains(parts[^1]))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        var key = string.Concat(parts);
        for (var cut = true; cut;)
        {
            cut = false;
            foreach (var form in Forms.Where(f => f[0] > 127 && key.Length > f.Length + 1 && key.EndsWith(f, StringComparison.Ordinal)))
            {
                key = key[..^form.Length];
                cut = true;
                break;
            }
        }

        return key;
    }

    /// <summary>How alike two keys are, from 0 to 1: twice the pairs of neighbouring signs they share, over all their pairs.</summary>
    public static double Likeness(string one, string other)
    {
        if (one == other)
        {
            return 1;
        }

        var (pairs, others) = (Pairs(one), Pairs(other));
        var all = pairs.Count + others.Count;
        if (all == 0)
        {
            return 0;
        }

        var shared = pairs.Count(pair => others.Remove(pair));
        return 2.0 * shared / all;
    }

    /// <summary>The name as one may tell it to somebody who is not to know the company: its first sign.</summary>
    public static string Mask(string name) => name.Length == 0 ? "**" : System.Globalization.StringInfo.GetNextTextElement(name) + "**";

    private static List<string> Pairs(string key) => [.. Enumerable.Range(0, Math.Max(0, key.Length - 1)).Select(i => key.Substring(i, 2))];
}
