using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Catalogue;

/// <summary>A product to choose.</summary>
public sealed record ProductPick(Guid Id, string Name, string? Series);

/// <summary>The products a person can choose from, by part of the name; the best few.</summary>
public sealed class ProductPicks(Works works)
{
    private const int Most = 30;

    public Task<IReadOnlyList<ProductPick>> For(Me me, string? text = null) => works.Read(async db =>
    {
        if (!me.May(Area.Catalogue, Function.Read))
        {
            return (IReadOnlyList<ProductPick>)[];
        }

        var found = db.Products.Where(p => p.Active);
        if (Limits.Clean(text)?.ToLowerInvariant() is { } wanted)
        {
            found = found.Where(p => p.NameKey.Contains(wanted));
        }

        return await found.OrderBy(p => p.Name).Take(Most).Select(p => new ProductPick(p.Id, p.Name, p.Series)).ToListAsync();
    });
}
