using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Capture;

internal sealed class LeadFormMap : IEntityTypeConfiguration<LeadForm>
{
    public void Configure(EntityTypeBuilder<LeadForm> form)
    {
        form.ToTable("LeadForms");
        form.Property(f => f.Key).HasMaxLength(40);
        form.Property(f => f.Name).HasMaxLength(Limits.ShortText);
        form.Property(f => f.NameEn).HasMaxLength(Limits.ShortText);
        form.Property(f => f.Consent).HasMaxLength(Limits.LongText);
        form.Property(f => f.ConsentEn).HasMaxLength(Limits.LongText);
        form.Property(f => f.Sites).HasMaxLength(2100);
        form.HasIndex(f => f.Key).IsUnique();
        form.HasOne<Pool>().WithMany().HasForeignKey(f => f.PoolId).OnDelete(DeleteBehavior.Restrict);
        form.HasOne<Campaign>().WithMany().HasForeignKey(f => f.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LeadKeyMap : IEntityTypeConfiguration<LeadKey>
{
    public void Configure(EntityTypeBuilder<LeadKey> key)
    {
        key.ToTable("LeadKeys");
        key.Property(k => k.Name).HasMaxLength(Limits.ShortText);
        key.Property(k => k.Start).HasMaxLength(12);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasOne<Pool>().WithMany().HasForeignKey(k => k.PoolId).OnDelete(DeleteBehavior.Restrict);
        key.HasOne<Campaign>().WithMany().HasForeignKey(k => k.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}
