using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Pools;

internal sealed class PoolMap : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> pool)
    {
        pool.ToTable("Pools");
        pool.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        pool.Property(p => p.Name).HasMaxLength(Limits.ShortText);
        pool.HasMany<Customer>().WithOne().HasForeignKey(c => c.PoolId).OnDelete(DeleteBehavior.Restrict);
        pool.OwnsMany(p => p.Members, member =>
        {
            member.ToTable("PoolMembers");
            member.WithOwner().HasForeignKey(m => m.PoolId);
            member.HasKey(m => m.Id);
            member.Property(m => m.Id).ValueGeneratedNever();
            member.HasIndex(m => m.PersonId);
            member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
            member.HasOne<Department>().WithMany().HasForeignKey(m => m.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        });
        pool.OwnsMany(p => p.Rules, rule =>
        {
            rule.ToTable("PoolRules");
            rule.WithOwner().HasForeignKey(r => r.PoolId);
            rule.HasKey(r => r.Id);
            rule.Property(r => r.Id).ValueGeneratedNever();
            rule.Property(r => r.Level).HasMaxLength(20);
        });
    }
}

internal sealed class PoolMoveMap : IEntityTypeConfiguration<PoolMove>
{
    public void Configure(EntityTypeBuilder<PoolMove> move)
    {
        move.ToTable("PoolMoves");
        move.Property(m => m.Id).ValueGeneratedNever();
        move.Property(m => m.Direction).HasConversion<string>().HasMaxLength(5);
        move.Property(m => m.How).HasMaxLength(20);
        move.HasIndex(m => new { m.PoolId, m.At });
        move.HasIndex(m => new { m.RecordId, m.At });
        move.HasOne<Pool>().WithMany().HasForeignKey(m => m.PoolId).OnDelete(DeleteBehavior.Restrict);
        move.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClaimCountMap : IEntityTypeConfiguration<ClaimCount>
{
    public void Configure(EntityTypeBuilder<ClaimCount> count)
    {
        count.ToTable("ClaimCounts");
        count.HasKey(c => new { c.PoolId, c.PersonId, c.Day });
        count.HasOne<Pool>().WithMany().HasForeignKey(c => c.PoolId).OnDelete(DeleteBehavior.Cascade);
        count.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PoolReminderMap : IEntityTypeConfiguration<PoolReminder>
{
    public void Configure(EntityTypeBuilder<PoolReminder> reminder)
    {
        reminder.ToTable("PoolReminders");
        reminder.HasKey(r => new { r.CustomerId, r.ReturnsOn, r.Before });
        reminder.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}
