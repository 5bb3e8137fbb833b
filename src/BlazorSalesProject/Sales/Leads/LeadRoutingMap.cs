using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Leads;

internal sealed class LeadRoutingMap : IEntityTypeConfiguration<LeadRouting>
{
    public void Configure(EntityTypeBuilder<LeadRouting> routing)
    {
        routing.ToTable("LeadRoutings");
        routing.Property(r => r.Way).HasConversion<string>().HasMaxLength(20);
        routing.HasIndex(r => r.PoolId).IsUnique();
        routing.HasOne<Pool>().WithMany().HasForeignKey(r => r.PoolId).OnDelete(DeleteBehavior.Cascade);
        routing.OwnsMany(r => r.Territories, territory =>
        {
            territory.ToTable("LeadTerritories");
            territory.WithOwner().HasForeignKey(t => t.RoutingId);
            territory.HasKey(t => new { t.RoutingId, t.Region });
            territory.Property(t => t.Region).HasMaxLength(Limits.ShortText);
            territory.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
