using BlazorSalesProject.Customers;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSalesProject.Delivery;

internal sealed class ProjectMap : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> project)
    {
        project.ToTable("Projects");
        project.Property(p => p.Number).HasMaxLength(20);
        project.Property(p => p.Title).HasMaxLength(Limits.Name);
        project.Property(p => p.State).HasConversion<string>().HasMaxLength(12);
        project.Property(p => p.Word).HasConversion<string>().HasMaxLength(12);
        project.Property(p => p.WordNote).HasMaxLength(Limits.LongText);
        project.Property(p => p.SearchText).HasMaxLength(300);
        project.ComplexProperty(p => p.Budget, m => m.Property(x => x.Currency).HasMaxLength(3));
        project.HasIndex(p => p.Number).IsUnique();
        project.HasIndex(p => p.OrderId).IsUnique();
        project.HasIndex(p => new { p.ManagerId, p.State });
        project.HasIndex(p => new { p.SalesId, p.State });
        project.HasOne<Order>().WithOne().HasForeignKey<Project>(p => p.OrderId).OnDelete(DeleteBehavior.Restrict);
        project.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);
        project.HasOne<Person>().WithMany().HasForeignKey(p => p.ManagerId).OnDelete(DeleteBehavior.Restrict);
        project.HasOne<Person>().WithMany().HasForeignKey(p => p.SalesId).OnDelete(DeleteBehavior.Restrict);
        project.HasMany(p => p.Tasks).WithOne(t => t.Project).HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProjectRiskMap : IEntityTypeConfiguration<ProjectRisk>
{
    public void Configure(EntityTypeBuilder<ProjectRisk> risk)
    {
        risk.ToTable("ProjectRisks");
        risk.Property(r => r.Title).HasMaxLength(Limits.Name);
        risk.Property(r => r.Measure).HasMaxLength(Limits.LongText);
        risk.Property(r => r.Ending).HasMaxLength(Limits.LongText);
        risk.HasIndex(r => new { r.ProjectId, r.ClosedAt });
        risk.HasIndex(r => new { r.OwnerId, r.ClosedAt });
        risk.HasOne(r => r.Project).WithMany(p => p.Risks).HasForeignKey(r => r.ProjectId).OnDelete(DeleteBehavior.Restrict);
        risk.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeliverableMap : IEntityTypeConfiguration<Deliverable>
{
    public void Configure(EntityTypeBuilder<Deliverable> deliverable)
    {
        deliverable.ToTable("Deliverables");
        deliverable.Property(d => d.Id).ValueGeneratedNever();
        deliverable.Property(d => d.FileName).HasMaxLength(Limits.Name);
        deliverable.HasIndex(d => d.ProjectId);
        deliverable.HasIndex(d => d.TaskId);
        deliverable.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TaskMap : IEntityTypeConfiguration<ProjectTask>
{
    public void Configure(EntityTypeBuilder<ProjectTask> task)
    {
        task.ToTable("Tasks");
        task.Property(t => t.Title).HasMaxLength(Limits.Name);
        task.Property(t => t.Description).HasMaxLength(Limits.LongText);
        task.Property(t => t.State).HasConversion<string>().HasMaxLength(10);
        task.Property(t => t.Hours).HasConversion(InHundredths.Instance);
        task.ComplexProperty(t => t.Fee, m => m.Property(x => x.Currency).HasMaxLength(3));
        task.HasIndex(t => new { t.ProjectId, t.State });
        task.HasOne<ProjectTask>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.Restrict);
        task.OwnsMany(t => t.Assignees, assignee =>
        {
            assignee.ToTable("TaskAssignees");
            assignee.WithOwner().HasForeignKey(a => a.TaskId);
            assignee.HasKey(a => new { a.TaskId, a.PersonId });
            assignee.Property(a => a.Answer).HasConversion<string>().HasMaxLength(10);
            assignee.Property(a => a.Reason).HasMaxLength(Limits.LongText);
            assignee.HasIndex(a => a.PersonId);
            assignee.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        task.OwnsMany(t => t.Needs, need =>
        {
            need.ToTable("TaskNeeds");
            need.WithOwner().HasForeignKey(n => n.TaskId);
            need.HasKey(n => new { n.TaskId, n.NeedsId });
            need.HasIndex(n => n.NeedsId);
            need.HasOne<ProjectTask>().WithMany().HasForeignKey(n => n.NeedsId).OnDelete(DeleteBehavior.Restrict);
        });
        task.HasMany(t => t.Submissions).WithOne().HasForeignKey(s => s.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TemplateMap : IEntityTypeConfiguration<ProjectTemplate>
{
    public void Configure(EntityTypeBuilder<ProjectTemplate> template)
    {
        template.ToTable("ProjectTemplates");
        template.Property(t => t.Name).HasMaxLength(Limits.Name);
        template.Property(t => t.Note).HasMaxLength(Limits.LongText);
        template.OwnsMany(t => t.Items, item =>
        {
            item.ToTable("ProjectTemplateItems");
            item.WithOwner().HasForeignKey(i => i.TemplateId);
            item.HasKey(i => new { i.TemplateId, i.No });
            item.Property(i => i.No).ValueGeneratedNever();
            item.Property(i => i.Title).HasMaxLength(Limits.Name);
            item.Property(i => i.Description).HasMaxLength(Limits.LongText);
            item.Property(i => i.Hours).HasConversion(InHundredths.Instance);
            item.Property(i => i.Needs).HasMaxLength(TemplateItem.LongestNeeds);
        });
    }
}

internal sealed class SubmissionMap : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> submission)
    {
        submission.ToTable("Submissions");
        submission.Property(s => s.Id).ValueGeneratedNever();
        submission.Property(s => s.Notes).HasMaxLength(Limits.LongText);
        submission.Property(s => s.Comment).HasMaxLength(Limits.LongText);
        submission.Property(s => s.Hours).HasConversion(InHundredths.Instance);
        submission.Property(s => s.Verdict).HasConversion<string>().HasMaxLength(10);
        submission.HasIndex(s => new { s.TaskId, s.Version }).IsUnique();
    }
}

/// <summary>Hours are kept as whole hundredths: SQLite can neither order nor add decimals.</summary>
internal sealed class InHundredths() : ValueConverter<decimal, long>(hours => (long)Math.Round(hours * 100), kept => kept / 100m)
{
    public static readonly InHundredths Instance = new();
}
