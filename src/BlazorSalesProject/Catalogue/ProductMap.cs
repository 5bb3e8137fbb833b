using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Catalogue;

internal sealed class ProductMap : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("Products");
        product.Property(p => p.Name).HasMaxLength(Limits.ShortText);
        product.Property(p => p.NameKey).HasMaxLength(Limits.ShortText);
        product.Property(p => p.Series).HasMaxLength(Limits.ShortText);
        product.ComplexProperty(p => p.Price, m => m.Property(x => x.Currency).HasMaxLength(3));
        product.HasIndex(p => p.NameKey).IsUnique();
        product.HasIndex(p => p.ImportId);
    }
}
