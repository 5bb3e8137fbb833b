using System.Globalization;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Customers;

/// <summary>One question of the customer form: how its answer reads, and how to take it over from other facts.</summary>
/// <param name="Key">The field a refusal names.</param>
internal sealed record FormField(string Key, Func<CustomerFacts, object?> Read, Func<CustomerFacts, CustomerFacts, CustomerFacts> Take)
{
    public string Label => Key switch
    {
        "Kind" => Say("Customers.Kind"),
        "Employees" => Say("Customers.Employees"),
        "Founded" => Say("Customers.Founded"),
        "Revenue" => Say("Customers.Revenue"),
        "Parent" => Say("Customers.Parent"),
        _ => Say($"Fields.{Key}"),
    };

    public string Show(CustomerFacts facts) => (Key, Read(facts)) switch
    {
        (_, null) => Say("Activity.None"),
        ("Kind", var kind) => Say($"Customers.Kind_{kind}"),
        ("Source", string source) => SourceName(source),
        ("Revenue", ValueTuple<long, string> revenue) => MoneyText.Full(revenue.Item1, revenue.Item2),
        (_, IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture),
        (_, var other) => other.ToString()!,
    };

    /// <summary>A source is a known code, or whatever an import brought.</summary>
    public static string SourceName(string source) => Find($"Sales.Source_{source}", CultureInfo.CurrentUICulture) ?? source;
}

/// <summary>The form of a customer, and what to do when somebody else saved the same customer meanwhile.</summary>
internal static class CustomerForm
{
    public static IReadOnlyList<FormField> Fields { get; } =
    [
        new("Name", f => f.Name, (mine, theirs) => mine with { Name = theirs.Name }),
        new("Kind", f => f.Kind, (mine, theirs) => mine with { Kind = theirs.Kind }),
        new("Level", f => f.Level, (mine, theirs) => mine with { Level = theirs.Level }),
        new("Industry", f => f.Industry, (mine, theirs) => mine with { Industry = theirs.Industry }),
        new("Source", f => f.Source, (mine, theirs) => mine with { Source = theirs.Source }),
        new("Phone", f => f.Phone, (mine, theirs) => mine with { Phone = theirs.Phone }),
        new("Website", f => f.Website, (mine, theirs) => mine with { Website = theirs.Website }),
        new("Region", f => f.Region, (mine, theirs) => mine with { Region = theirs.Region }),
        new("Address", f => f.Address, (mine, theirs) => mine with { Address = theirs.Address }),
        new("Employees", f => f.Employees, (mine, theirs) => mine with { Employees = theirs.Employees }),
        new("Founded", f => f.Founded, (mine, theirs) => mine with { Founded = theirs.Founded }),
        new("Revenue", f => f.RevenueMinor is { } minor ? (minor, f.RevenueCurrency ?? "CNY") : null, (mine, theirs) => mine with { RevenueMinor = theirs.RevenueMinor, RevenueCurrency = theirs.RevenueCurrency }),
        new("Parent", f => f.ParentId, (mine, theirs) => mine with { ParentId = theirs.ParentId }),
        new("Note", f => f.Note, (mine, theirs) => mine with { Note = theirs.Note }),
    ];

    /// <summary>Takes over what only the other one changed; what both changed differently is left to the person, field by field.</summary>
    public static (CustomerFacts Merged, IReadOnlyList<FormField> Both) Merge(CustomerFacts opened, CustomerFacts mine, CustomerFacts theirs)
    {
        var both = new List<FormField>();
        var merged = mine;
        foreach (var field in Fields.Where(f => !Equals(f.Read(opened), f.Read(theirs)) && !Equals(f.Read(mine), f.Read(theirs))))
        {
            if (Equals(field.Read(opened), field.Read(mine)))
            {
                merged = field.Take(merged, theirs);
            }
            else
            {
                both.Add(field);
            }
        }

        return (merged, both);
    }
}
