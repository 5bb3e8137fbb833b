using System.Text.Json;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BlazorSalesProject.Data.Import;

/// <summary>The changed fields of a record as they were, kept so that they can be put back.</summary>
internal static class Before
{
    /// <summary>Null when nothing changed.</summary>
    public static string? Of(EntityEntry entry)
    {
        var before = new Dictionary<string, JsonElement>();
        foreach (var property in entry.Properties.Where(p => p.IsModified && !Equals(p.OriginalValue, p.CurrentValue) && p.Metadata.Name is not nameof(Entity.Version)))
        {
            before[property.Metadata.Name] = JsonSerializer.SerializeToElement(property.OriginalValue, property.Metadata.ClrType);
        }

        foreach (var complex in entry.ComplexProperties.Where(c => c.Metadata.ClrType == typeof(Money)))
        {
            foreach (var part in new[] { nameof(Money.Minor), nameof(Money.Currency) })
            {
                var property = complex.Property(part);
                if (!Equals(property.OriginalValue, property.CurrentValue))
                {
                    before[$"{complex.Metadata.Name}.{part}"] = JsonSerializer.SerializeToElement(property.OriginalValue, property.Metadata.ClrType);
                }
            }
        }

        return before.Count == 0 ? null : JsonSerializer.Serialize(before);
    }

    public static void Restore(EntityEntry entry, string json)
    {
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!)
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                var property = entry.Property(name);
                property.CurrentValue = value.Deserialize(property.Metadata.ClrType);
            }
            else
            {
                var property = entry.ComplexProperty(name[..dot]).Property(name[(dot + 1)..]);
                property.CurrentValue = value.Deserialize(property.Metadata.ClrType);
            }
        }
    }
}
