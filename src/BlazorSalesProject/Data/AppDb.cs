using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSalesProject.Data;

/// <summary>
/// The one database context, for SQLite and PostgreSQL alike. Opened from a factory for one operation and closed with it;
/// screens never see it, views and verbs read scoped nouns through <c>VisibleTo(me)</c> only (a house rule holds that).
/// </summary>
public sealed partial class AppDb(DbContextOptions<AppDb> options) : DbContext(options)
{
    internal DbSet<Activity> Activities => Set<Activity>();

    internal DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    internal DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    internal DbSet<NumberRange> NumberRanges => Set<NumberRange>();

    internal DbSet<Clockwork.JobRun> JobRuns => Set<Clockwork.JobRun>();

    internal DbSet<Clockwork.JobTurn> JobTurns => Set<Clockwork.JobTurn>();

    internal DbSet<DataKey> DataKeys => Set<DataKey>();

    internal DbSet<Person> People => Set<Person>();

    internal DbSet<Department> Departments => Set<Department>();

    internal DbSet<Role> Roles => Set<Role>();

    internal DbSet<Account> Accounts => Set<Account>();

    internal DbSet<Invitation> Invitations => Set<Invitation>();

    internal DbSet<VerificationCode> VerificationCodes => Set<VerificationCode>();

    internal DbSet<Knock> Knocks => Set<Knock>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<Absence> Absences => Set<Absence>();

    internal DbSet<SavedView> SavedViews => Set<SavedView>();

    internal DbSet<ViewPreference> ViewPreferences => Set<ViewPreference>();

    internal DbSet<Notice> Notices => Set<Notice>();

    internal DbSet<NoticePreference> NoticePreferences => Set<NoticePreference>();

    public bool OnSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.ComplexProperties<Money>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)).ToList())
        {
            var noun = modelBuilder.Entity(type.ClrType);
            noun.HasKey(nameof(Entity.Id));
            noun.Property(nameof(Entity.Id)).ValueGeneratedNever();
            noun.Property(nameof(Entity.Version)).IsConcurrencyToken();
            noun.Property(nameof(Entity.CreatedAt));
        }
    }

    /// <summary>Times are UTC in the database; anything else is a mistake of ours and throws (rule D-16).</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.Kind == DateTimeKind.Utc ? v : NotUtc(v), v => DateTime.SpecifyKind(v, DateTimeKind.Utc))
    {
        private static DateTime NotUtc(DateTime value) => throw new InvalidOperationException($"{value:O} is not UTC.");
    }
}
