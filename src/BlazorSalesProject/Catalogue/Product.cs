using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Catalogue;

/// <summary>Something we sell. Its cost is seen only with the right Catalogue.SeeCost.</summary>
public sealed class Product : Entity
{
    private Product()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>Lower case; unique.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    public string? Series { get; private set; }

    /// <summary>List price.</summary>
    public Money Price { get; private set; }

    /// <summary>Cost in minor units of the price's currency; null while unknown, which is not zero.</summary>
    public long? CostMinor { get; private set; }

    public bool Active { get; private set; } = true;

    public Guid? ImportId { get; internal set; }

    public static string Key(string name) => name.Trim().ToLowerInvariant();

    public static Outcome<Product> Create(string? name, string? series, Money price, long? costMinor = null)
    {
        var product = new Product();
        if (product.Set(name, series, price, costMinor) is { } refusal)
        {
            return refusal;
        }

        product.Happened("ProductCreated", ("Name", product.Name));
        return product;
    }

    public Refusal? Change(string? name, string? series, Money price, long? costMinor)
    {
        var refusal = Set(name, series, price, costMinor);
        if (refusal is null)
        {
            Happened("ProductChanged");
        }

        return refusal;
    }

    private Refusal? Set(string? name, string? series, Money price, long? costMinor)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Name), name, Limits.ShortText, required: true),
            Limits.Check(nameof(Series), series, Limits.ShortText),
            price.Minor is < 0 or > Money.Largest ? Refusal.For(nameof(Price), "Kernel.AmountOutOfRange") : null,
            costMinor is < 0 or > Money.Largest ? Refusal.For("Cost", "Kernel.AmountOutOfRange") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        Name = Limits.Clean(name)!;
        NameKey = Key(Name);
        Series = Limits.Clean(series);
        Price = price;
        CostMinor = costMinor;
        return null;
    }
}
