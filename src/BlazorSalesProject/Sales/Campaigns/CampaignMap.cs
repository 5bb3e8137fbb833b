using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Campaigns;

internal sealed class CampaignMap : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.ToTable("Campaigns");
        campaign.Property(c => c.Number).HasMaxLength(20);
        campaign.Property(c => c.Name).HasMaxLength(Limits.Name);
        campaign.Property(c => c.Note).HasMaxLength(Limits.LongText);
        campaign.ComplexProperty(c => c.Cost, m => m.Property(x => x.Currency).HasMaxLength(3));
        campaign.HasIndex(c => c.Number).IsUnique();
    }
}
