using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.People;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.ComplexProperty(p => p.HourlyRate, m => m.Property(x => x.Currency).HasMaxLength(3));
        person.Property(p => p.Name).HasMaxLength(Limits.ShortText);
        person.Property(p => p.Title).HasMaxLength(Limits.ShortText);
        person.Property(p => p.Email).HasMaxLength(Limits.Name);
        person.Property(p => p.Mobile).HasMaxLength(40);
        person.Property(p => p.Language).HasMaxLength(10);
        person.Property(p => p.SearchText).HasMaxLength(1000);
        person.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        person.HasIndex(p => p.DepartmentId);
        person.HasIndex(p => p.ImportId);
        person.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        person.OwnsMany(p => p.Roles, role =>
        {
            role.ToTable("PersonRoles");
            role.WithOwner().HasForeignKey(r => r.PersonId);
            role.HasKey(r => new { r.PersonId, r.RoleId });
            role.HasOne<Role>().WithMany().HasForeignKey(r => r.RoleId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

internal sealed class DepartmentMap : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> department)
    {
        department.ToTable("Departments");
        department.Property(d => d.Name).HasMaxLength(Limits.ShortText);
        department.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId).OnDelete(DeleteBehavior.Restrict);
        department.HasIndex(d => d.ImportId);
    }
}

internal sealed class RoleMap : IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Role> role)
    {
        role.ToTable("Roles");
        role.Property(r => r.Name).HasMaxLength(Limits.ShortText);
        role.Property(r => r.Code).HasMaxLength(40);
        role.Property(r => r.Note).HasMaxLength(Limits.LongText);
        role.Property(r => r.Asked).HasMaxLength(Limits.LongText);
        role.HasIndex(r => r.Code).IsUnique();
        role.OwnsMany(r => r.Grants, grant =>
        {
            grant.ToTable("RoleGrants");
            grant.WithOwner().HasForeignKey("RoleId");
            grant.HasKey("RoleId", nameof(Grant.Area), nameof(Grant.Function));
            grant.Property(g => g.Area).HasConversion<string>().HasMaxLength(20);
            grant.Property(g => g.Function).HasConversion<string>().HasMaxLength(20);
            grant.Property(g => g.Scope).HasConversion<string>().HasMaxLength(20);
        });
    }
}

internal sealed class AccountMap : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("Accounts");
        account.Property(a => a.UserName).HasMaxLength(Limits.ShortText);
        account.Property(a => a.UserKey).HasMaxLength(Limits.ShortText);
        account.Property(a => a.PasswordHash).HasMaxLength(500);
        account.Property(a => a.TotpSecret).HasMaxLength(500);
        account.HasIndex(a => a.UserKey).IsUnique();
        account.HasIndex(a => a.PersonId).IsUnique();
        account.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("Sessions");
        session.Property(s => s.KeyHash).HasMaxLength(64);
        session.Property(s => s.Ip).HasMaxLength(64);
        session.Property(s => s.Browser).HasMaxLength(300);
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.HasIndex(s => s.PersonId);
        session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("Invitations");
        invitation.Property(i => i.TokenHash).HasMaxLength(64);
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.HasIndex(i => i.PersonId);
        invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AbsenceMap : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.ToTable("Absences");
        absence.Property(a => a.Note).HasMaxLength(Limits.Name);
        absence.HasIndex(a => new { a.PersonId, a.UntilOn });
        absence.HasIndex(a => new { a.DelegateId, a.UntilOn });
        absence.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        absence.HasOne<Person>().WithMany().HasForeignKey(a => a.DelegateId).OnDelete(DeleteBehavior.Restrict);
    }
}
