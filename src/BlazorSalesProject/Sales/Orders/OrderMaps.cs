using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Orders;

internal sealed class OrderMap : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("Orders");
        order.Property(o => o.Number).HasMaxLength(20);
        order.Property(o => o.Title).HasMaxLength(Limits.Name);
        order.Property(o => o.Scope).HasMaxLength(Limits.LongText);
        order.Property(o => o.Reason).HasMaxLength(Limits.LongText);
        order.Property(o => o.State).HasConversion<string>().HasMaxLength(12);
        order.Property(o => o.SearchText).HasMaxLength(300);
        order.ComplexProperty(o => o.Amount, m => m.Property(x => x.Currency).HasMaxLength(3));
        order.HasIndex(o => o.Number).IsUnique();
        order.HasIndex(o => new { o.OwnerId, o.State });
        order.HasIndex(o => new { o.ManagerId, o.State });
        order.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
        order.HasOne<Opportunity>().WithMany().HasForeignKey(o => o.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.OwnerId).OnDelete(DeleteBehavior.Restrict);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.ManagerId).OnDelete(DeleteBehavior.Restrict);
        order.OwnsMany(o => o.Points, point =>
        {
            point.ToTable("OrderPoints");
            point.WithOwner().HasForeignKey(p => p.OrderId);
            point.HasKey(p => new { p.OrderId, p.Code });
            point.Property(p => p.Code).HasMaxLength(20);
            point.Property(p => p.Answer).HasMaxLength(Limits.LongText);
        });
    }
}

internal sealed class HandoverPointMap : IEntityTypeConfiguration<HandoverPoint>
{
    public void Configure(EntityTypeBuilder<HandoverPoint> point)
    {
        point.ToTable("HandoverPoints");
        point.Property(p => p.Code).HasMaxLength(20);
        point.Property(p => p.Name).HasMaxLength(Limits.ShortText);
        point.Property(p => p.NameEn).HasMaxLength(Limits.ShortText);
        point.Ignore(p => p.Title);
        point.HasIndex(p => p.Code).IsUnique();
    }
}

internal sealed class OrderRemarkMap : IEntityTypeConfiguration<OrderRemark>
{
    public void Configure(EntityTypeBuilder<OrderRemark> remark)
    {
        remark.ToTable("OrderRemarks");
        remark.Property(r => r.Text).HasMaxLength(Limits.LongText);
        remark.HasIndex(r => r.OrderId);
        remark.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
        remark.HasOne<Person>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
