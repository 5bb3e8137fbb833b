using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.FollowUps;

internal sealed class FollowUpMap : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> followUp)
    {
        followUp.ToTable("FollowUps");
        followUp.Property(f => f.Way).HasMaxLength(20);
        followUp.Property(f => f.Text).HasMaxLength(Limits.LongText);
        followUp.HasIndex(f => f.OpportunityId);
        followUp.HasIndex(f => f.CustomerId);
        followUp.HasIndex(f => f.LeadId);
        followUp.HasOne<Opportunity>().WithMany().HasForeignKey(f => f.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        followUp.HasOne<Lead>().WithMany().HasForeignKey(f => f.LeadId).OnDelete(DeleteBehavior.Restrict);
        followUp.HasOne<Customer>().WithMany().HasForeignKey(f => f.CustomerId).OnDelete(DeleteBehavior.Restrict);
        followUp.HasOne<Person>().WithMany().HasForeignKey(f => f.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FollowUpPlanMap : IEntityTypeConfiguration<FollowUpPlan>
{
    public void Configure(EntityTypeBuilder<FollowUpPlan> plan)
    {
        plan.ToTable("FollowUpPlans");
        plan.Property(p => p.Way).HasMaxLength(20);
        plan.Property(p => p.What).HasMaxLength(Limits.Name);
        plan.HasIndex(p => new { p.OpportunityId, p.DoneAt, p.DueAt });
        plan.HasIndex(p => p.CustomerId);
        plan.HasIndex(p => p.LeadId);
        plan.HasIndex(p => new { p.PersonId, p.DoneAt, p.DueAt });
        plan.HasIndex(p => new { p.DoneAt, p.RemindedAt, p.DueAt });
        plan.HasOne<Opportunity>().WithMany().HasForeignKey(p => p.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        plan.HasOne<Lead>().WithMany().HasForeignKey(p => p.LeadId).OnDelete(DeleteBehavior.Restrict);
        plan.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);
        plan.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdviceMap : IEntityTypeConfiguration<Advice>
{
    public void Configure(EntityTypeBuilder<Advice> advice)
    {
        advice.ToTable("Advice");
        advice.Property(a => a.Text).HasMaxLength(Limits.LongText);
        advice.HasIndex(a => a.OpportunityId);
        advice.HasOne<Opportunity>().WithMany().HasForeignKey(a => a.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        advice.HasOne<Person>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
