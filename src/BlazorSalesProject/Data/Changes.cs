using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BlazorSalesProject.Data;

/// <summary>Reads before and after of a tracked noun, leaving out secrets and bookkeeping.</summary>
internal static class Changes
{
    private static readonly ConcurrentDictionary<MemberInfo, bool> Silent = new();

    public static IReadOnlyList<Change> Of(EntityEntry entry)
    {
        var changes = new List<Change>();
        foreach (var property in entry.Properties.Where(p => p.IsModified && !IsSilent(p.Metadata.PropertyInfo)))
        {
            Add(changes, property.Metadata.Name, Text(property.OriginalValue), Text(property.CurrentValue));
        }

        foreach (var complex in entry.ComplexProperties.Where(c => c.IsModified && !IsSilent(c.Metadata.PropertyInfo)))
        {
            var minor = complex.Property(nameof(Money.Minor));
            var currency = complex.Property(nameof(Money.Currency));
            Add(changes, complex.Metadata.Name,
                new Money((long)minor.OriginalValue!, (string)currency.OriginalValue!).ToString(),
                new Money((long)minor.CurrentValue!, (string)currency.CurrentValue!).ToString());
        }

        return changes;
    }

    /// <summary>Invariant text, so that an audit row reads the same in every culture.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static void Add(List<Change> changes, string field, string? before, string? after)
    {
        if (before != after)
        {
            changes.Add(new Change(field, before, after));
        }
    }

    private static bool IsSilent(PropertyInfo? property) => property is null
        || property.Name is nameof(Entity.Version) or nameof(Entity.CreatedAt)
        || Silent.GetOrAdd(property, p => p.GetCustomAttribute<NotAuditedAttribute>() is not null);
}
