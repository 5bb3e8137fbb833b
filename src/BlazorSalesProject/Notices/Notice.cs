using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Notices;

/// <summary>A message to one person: what happened, to which record, and the button that does the next thing.</summary>
public sealed class Notice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    /// <summary>Unique together with the person: telling again is harmless.</summary>
    public long ActivityId { get; init; }

    /// <summary>What it is about, for preferences: OpportunityAssigned …</summary>
    public required string Kind { get; init; }

    /// <summary>Resource key of the sentence; it is said in the reader's language when read.</summary>
    public required string TextKey { get; init; }

    /// <summary>JSON list of the sentence's arguments.</summary>
    public required string Arguments { get; init; }

    /// <summary>Local address the button leads to.</summary>
    public required string Link { get; init; }

    /// <summary>Resource key of the button's label.</summary>
    public required string ButtonKey { get; init; }

    public required string SubjectKind { get; init; }

    public Guid SubjectId { get; init; }

    public Guid? ActorId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>UTC; read on one device is read on all.</summary>
    public DateTime? ReadAt { get; set; }
}

/// <summary>Whether a person wants notices of a kind by mail as well, or not at all in the bell.</summary>
public sealed class NoticePreference
{
    public Guid PersonId { get; init; }

    public required string Kind { get; init; }

    public bool InApp { get; set; } = true;

    public bool ByMail { get; set; }
}

internal sealed class NoticeMap : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("Notices");
        notice.Property(n => n.Kind).HasMaxLength(60);
        notice.Property(n => n.TextKey).HasMaxLength(100);
        notice.Property(n => n.ButtonKey).HasMaxLength(100);
        notice.Property(n => n.Link).HasMaxLength(300);
        notice.Property(n => n.SubjectKind).HasMaxLength(40);
        notice.HasIndex(n => new { n.PersonId, n.ActivityId, n.Kind }).IsUnique();
        notice.HasIndex(n => new { n.PersonId, n.ReadAt, n.At });
    }
}

internal sealed class NoticePreferenceMap : IEntityTypeConfiguration<NoticePreference>
{
    public void Configure(EntityTypeBuilder<NoticePreference> preference)
    {
        preference.ToTable("NoticePreferences");
        preference.HasKey(p => new { p.PersonId, p.Kind });
        preference.Property(p => p.Kind).HasMaxLength(60);
    }
}
