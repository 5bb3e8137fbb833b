using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Leads;

internal sealed class LeadMap : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.ToTable("Leads");
        lead.Property(l => l.Number).HasMaxLength(20);
        lead.Property(l => l.Company).HasMaxLength(Limits.Name);
        lead.Property(l => l.CompanyKey).HasMaxLength(Limits.Name);
        lead.Property(l => l.ContactName).HasMaxLength(Limits.ShortText);
        lead.Property(l => l.Phone).HasMaxLength(40);
        lead.Property(l => l.PhoneKey).HasMaxLength(40);
        lead.Property(l => l.Email).HasMaxLength(Limits.Name);
        lead.Property(l => l.EmailKey).HasMaxLength(Limits.Name);
        lead.Property(l => l.Source).HasMaxLength(30);
        lead.Property(l => l.Region).HasMaxLength(Limits.ShortText);
        lead.Property(l => l.Industry).HasMaxLength(Limits.ShortText);
        lead.Property(l => l.Note).HasMaxLength(Limits.LongText);
        lead.Property(l => l.State).HasConversion<string>().HasMaxLength(10);
        lead.Property(l => l.ClosedReason).HasMaxLength(20);
        lead.Property(l => l.ClosedNote).HasMaxLength(Limits.LongText);
        lead.Property(l => l.SearchText).HasMaxLength(Customer.LongestSearchText);
        lead.HasIndex(l => l.Number).IsUnique();
        lead.HasIndex(l => l.CompanyKey);
        lead.HasIndex(l => l.PhoneKey);
        lead.HasIndex(l => l.EmailKey);
        lead.HasIndex(l => new { l.OwnerId, l.State });
        lead.HasIndex(l => new { l.PoolId, l.State, l.PooledAt });
        lead.HasIndex(l => l.CampaignId);
        lead.HasIndex(l => l.CustomerId);
        lead.HasIndex(l => l.ImportId);
        lead.HasOne<Person>().WithMany().HasForeignKey(l => l.OwnerId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Person>().WithMany().HasForeignKey(l => l.EndedById).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Lead>().WithMany().HasForeignKey(l => l.SameAsId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Pools.Pool>().WithMany().HasForeignKey(l => l.PoolId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Person>().WithMany().HasForeignKey(l => l.FormerOwnerId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Campaign>().WithMany().HasForeignKey(l => l.CampaignId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Contact>().WithMany().HasForeignKey(l => l.ContactId).OnDelete(DeleteBehavior.SetNull);
        lead.HasOne<Opportunity>().WithMany().HasForeignKey(l => l.OpportunityId).OnDelete(DeleteBehavior.SetNull);
    }
}
