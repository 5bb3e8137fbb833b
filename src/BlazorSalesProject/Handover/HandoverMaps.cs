using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Handover;

internal sealed class PartialDeliveryMap : IEntityTypeConfiguration<PartialDelivery>
{
    public void Configure(EntityTypeBuilder<PartialDelivery> partial)
    {
        partial.ToTable("PartialDeliveries");
        partial.Property(p => p.Summary).HasMaxLength(Limits.LongText);
        partial.Property(p => p.Reason).HasMaxLength(Limits.LongText);
        partial.Property(p => p.State).HasConversion<string>().HasMaxLength(10);
        partial.HasIndex(p => p.OrderId);
        partial.HasIndex(p => p.ProjectId);
        partial.HasIndex(p => p.TaskId).IsUnique().HasFilter("\"State\" = 'Asked'");
        partial.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Restrict);
        partial.HasOne<Project>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Restrict);
        partial.HasOne<ProjectTask>().WithMany().HasForeignKey(p => p.TaskId).OnDelete(DeleteBehavior.Restrict);
        partial.HasOne<Person>().WithMany().HasForeignKey(p => p.AskedById).OnDelete(DeleteBehavior.Restrict);
        partial.HasOne<Person>().WithMany().HasForeignKey(p => p.AnsweredById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HandoverRulesMap : IEntityTypeConfiguration<HandoverRules>
{
    public void Configure(EntityTypeBuilder<HandoverRules> rules) => rules.ToTable("HandoverRules");
}
