using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Data;

/// <summary>A chain over the activities: each seal hashes the rows since the last one together with that one's hash.</summary>
public sealed class AuditSeal
{
    public long Id { get; private set; }

    public long FirstActivity { get; init; }

    public long LastActivity { get; init; }

    public int Rows { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}

/// <summary>Work that must follow a commit: telling people of an activity, or sending a mail. At least once; effects are idempotent.</summary>
public sealed class OutboxMessage
{
    public const string Tell = "tell";
    public const string Mail = "mail";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Kind { get; init; }

    public long? ActivityId { get; set; }

    /// <summary>Only while saving: the row's activity, whose number the database gives.</summary>
    public Activity? Activity { get; init; }

    public string? Payload { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC; not taken before that.</summary>
    public DateTime DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>UTC; a taken row that was not finished by then may be taken again.</summary>
    public DateTime? LockedUntil { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Why it was set aside; it waits for a person.</summary>
    public string? DeadReason { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; set; }
}

/// <summary>An answer already given to a command: the same key again gets the same answer (rule D-9).</summary>
public sealed class IdempotencyKey
{
    public Guid ActorId { get; init; }

    public required string Verb { get; init; }

    public Guid Key { get; init; }

    public required string RequestHash { get; init; }

    public string? Result { get; init; }

    /// <summary>UTC; kept for 30 days.</summary>
    public DateTime At { get; init; }
}

/// <summary>The next number of a series such as SJ-2026; taken by one conditional statement.</summary>
public sealed class NumberRange
{
    public required string Series { get; init; }

    public int Last { get; set; }
}

/// <summary>A Data Protection key (rule D-20): in the database, so every node reads every node's cookies.</summary>
public sealed class DataKey
{
    public int Id { get; private set; }

    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class ActivityMap : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("Activities");
        activity.Property(a => a.Kind).HasMaxLength(60);
        activity.Property(a => a.Verb).HasMaxLength(60);
        activity.Property(a => a.SubjectKind).HasMaxLength(40);
        activity.Property(a => a.AboutKind).HasMaxLength(40);
        activity.Property(a => a.Ip).HasMaxLength(64);
        activity.Property(a => a.Outcome).HasConversion<string>().HasMaxLength(10);
        activity.Property(a => a.Hash).HasMaxLength(64);
        activity.HasIndex(a => new { a.SubjectId, a.Id });
        activity.HasIndex(a => new { a.AboutId, a.Id });
        activity.HasIndex(a => new { a.ActorId, a.Id });
    }
}

internal sealed class AuditSealMap : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> seal)
    {
        seal.ToTable("AuditSeals");
        seal.Property(s => s.Hash).HasMaxLength(64);
        seal.HasIndex(s => s.FirstActivity).IsUnique();
    }
}

internal sealed class OutboxMap : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("Outbox");
        message.Property(m => m.Kind).HasMaxLength(20);
        message.Property(m => m.DeadReason).HasMaxLength(1000);
        message.Property(m => m.LastError).HasMaxLength(1000);
        message.HasIndex(m => new { m.Kind, m.DoneAt, m.DueAt });
        message.HasOne(m => m.Activity).WithMany().HasForeignKey(m => m.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IdempotencyKeyMap : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> key)
    {
        key.ToTable("IdempotencyKeys");
        key.HasKey(k => new { k.ActorId, k.Verb, k.Key });
        key.Property(k => k.Verb).HasMaxLength(60);
        key.Property(k => k.RequestHash).HasMaxLength(64);
    }
}

internal sealed class NumberRangeMap : IEntityTypeConfiguration<NumberRange>
{
    public void Configure(EntityTypeBuilder<NumberRange> range)
    {
        range.ToTable("NumberRanges");
        range.HasKey(r => r.Series);
        range.Property(r => r.Series).HasMaxLength(40);
    }
}

internal sealed class DataKeyMap : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> key)
    {
        key.ToTable("DataKeys");
        key.Property(k => k.Name).HasMaxLength(200);
    }
}
