using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Opportunities;

internal sealed class OpportunityMap : IEntityTypeConfiguration<Opportunity>
{
    public void Configure(EntityTypeBuilder<Opportunity> opportunity)
    {
        opportunity.ToTable("Opportunities");
        opportunity.Property(o => o.Number).HasMaxLength(20);
        opportunity.Property(o => o.Title).HasMaxLength(Limits.Name);
        opportunity.Property(o => o.Kind).HasConversion<string>().HasMaxLength(20);
        opportunity.Property(o => o.State).HasConversion<string>().HasMaxLength(10);
        opportunity.Property(o => o.Stage).HasMaxLength(30);
        opportunity.Property(o => o.Column).HasMaxLength(30);
        opportunity.ComplexProperty(o => o.Amount, m => m.Property(x => x.Currency).HasMaxLength(3));
        opportunity.Property(o => o.Source).HasMaxLength(30);
        opportunity.Property(o => o.Note).HasMaxLength(Limits.LongText);
        opportunity.Property(o => o.LostReason).HasMaxLength(30);
        opportunity.Property(o => o.LostNote).HasMaxLength(Limits.LongText);
        opportunity.Property(o => o.LostTo).HasMaxLength(Limits.Name);
        opportunity.Property(o => o.WonNote).HasMaxLength(Limits.LongText);
        opportunity.Property(o => o.WaitingFor).HasMaxLength(Limits.Name);
        opportunity.Property(o => o.ExternalId).HasMaxLength(Limits.ShortText);
        opportunity.Property(o => o.SearchText).HasMaxLength(500);
        opportunity.HasIndex(o => o.Number).IsUnique();
        opportunity.HasIndex(o => o.ExternalId).IsUnique();
        opportunity.HasIndex(o => new { o.Kind, o.Column, o.EnteredAt });
        opportunity.HasIndex(o => new { o.OwnerId, o.Kind, o.Column });
        opportunity.HasIndex(o => o.CustomerId);
        opportunity.HasIndex(o => o.ImportId);
        opportunity.HasOne<Person>().WithMany().HasForeignKey(o => o.OwnerId).OnDelete(DeleteBehavior.Restrict);
        opportunity.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
        opportunity.HasOne<Product>().WithMany().HasForeignKey(o => o.ProductId).OnDelete(DeleteBehavior.Restrict);
        opportunity.OwnsMany(o => o.Collaborators, collaborator =>
        {
            collaborator.ToTable("OpportunityCollaborators");
            collaborator.WithOwner().HasForeignKey(c => c.OpportunityId);
            collaborator.HasKey(c => new { c.OpportunityId, c.PersonId });
            collaborator.HasIndex(c => c.PersonId);
            collaborator.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        opportunity.HasMany(o => o.Stages).WithOne().HasForeignKey(s => s.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        opportunity.HasMany(o => o.Owners).WithOne().HasForeignKey(s => s.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        opportunity.HasMany(o => o.Contacts).WithOne().HasForeignKey(c => c.OpportunityId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StageSpanMap : IEntityTypeConfiguration<StageSpan>
{
    public void Configure(EntityTypeBuilder<StageSpan> span)
    {
        span.ToTable("StageSpans");
        span.Property(s => s.Id).ValueGeneratedNever();
        span.Property(s => s.Column).HasMaxLength(30);
        span.HasIndex(s => s.OpportunityId);
    }
}

internal sealed class OwnerSpanMap : IEntityTypeConfiguration<OwnerSpan>
{
    public void Configure(EntityTypeBuilder<OwnerSpan> span)
    {
        span.ToTable("OwnerSpans");
        span.Property(s => s.Id).ValueGeneratedNever();
        span.HasIndex(s => s.OpportunityId);
    }
}

internal sealed class OpportunityContactMap : IEntityTypeConfiguration<OpportunityContact>
{
    public void Configure(EntityTypeBuilder<OpportunityContact> contact)
    {
        contact.ToTable("OpportunityContacts");
        contact.HasKey(c => new { c.OpportunityId, c.ContactId });
        contact.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId).OnDelete(DeleteBehavior.Cascade);
    }
}
