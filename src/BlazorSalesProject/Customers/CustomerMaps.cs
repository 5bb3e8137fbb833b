using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Customers;

internal sealed class CustomerMap : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("Customers");
        customer.Property(c => c.Number).HasMaxLength(20);
        customer.Property(c => c.Name).HasMaxLength(Limits.Name);
        customer.Property(c => c.NameKey).HasMaxLength(Limits.Name);
        customer.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        customer.Property(c => c.Level).HasMaxLength(20);
        customer.Property(c => c.Industry).HasMaxLength(Limits.ShortText);
        customer.Property(c => c.Source).HasMaxLength(Limits.ShortText);
        customer.Property(c => c.Phone).HasMaxLength(40);
        customer.Property(c => c.PhoneKey).HasMaxLength(40);
        customer.Property(c => c.Website).HasMaxLength(Limits.Name);
        customer.Property(c => c.Region).HasMaxLength(Limits.ShortText);
        customer.Property(c => c.Address).HasMaxLength(Limits.Name);
        customer.Property(c => c.RevenueCurrency).HasMaxLength(3);
        customer.Property(c => c.Note).HasMaxLength(Limits.LongText);
        customer.Property(c => c.SearchText).HasMaxLength(Customer.LongestSearchText);
        customer.HasIndex(c => c.Number).IsUnique();
        customer.HasIndex(c => c.NameKey);
        customer.HasIndex(c => c.PhoneKey);
        customer.Property(c => c.PooledBy).HasMaxLength(20);
        customer.HasIndex(c => c.OwnerId);
        customer.HasIndex(c => new { c.PoolId, c.PooledAt });
        customer.HasOne<Person>().WithMany().HasForeignKey(c => c.FormerOwnerId).OnDelete(DeleteBehavior.Restrict);
        customer.HasIndex(c => c.ImportId);
        customer.HasOne<Person>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        customer.HasOne<Customer>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        customer.HasMany(c => c.Contacts).WithOne().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        customer.OwnsMany(c => c.Collaborators, collaborator =>
        {
            collaborator.ToTable("CustomerCollaborators");
            collaborator.WithOwner().HasForeignKey(c => c.CustomerId);
            collaborator.HasKey(c => new { c.CustomerId, c.PersonId });
            collaborator.HasIndex(c => c.PersonId);
            collaborator.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

internal sealed class ContactMap : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("Contacts");
        contact.Property(c => c.Name).HasMaxLength(Limits.ShortText);
        contact.Property(c => c.Role).HasConversion<string>().HasMaxLength(20);
        contact.Property(c => c.Title).HasMaxLength(Limits.ShortText);
        contact.Property(c => c.Phone).HasMaxLength(40);
        contact.Property(c => c.PhoneKey).HasMaxLength(40);
        contact.Property(c => c.Email).HasMaxLength(Limits.Name);
        contact.Property(c => c.Note).HasMaxLength(Limits.LongText);
        contact.HasIndex(c => c.CustomerId);
        contact.HasIndex(c => c.PhoneKey);
    }
}
