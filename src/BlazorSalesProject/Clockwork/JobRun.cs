using System.Text.Json;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Clockwork;

/// <summary>How a run of a job stands.</summary>
public enum JobState
{
    /// <summary>An administrator asked for it and no node has begun it yet.</summary>
    Asked,
    Running,
    Done,

    /// <summary>The verb refused or failed; the sentence says why.</summary>
    Failed,

    /// <summary>Its node fell silent and the job was begun elsewhere, or again.</summary>
    Lost,
}

/// <summary>
/// One run of a job: one row per job and slot, the slot being the business date of a daily job, the moment of a frequent one, or the
/// wish of an administrator. A run that is taken over keeps its row and counts another attempt.
/// </summary>
public sealed class JobRun
{
    /// <summary>Pages that show runs listen to it.</summary>
    public const string Topic = "JobRun";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Job { get; init; }

    /// <summary>Unique within the job: a date, a moment, or "asked" with the run's own id.</summary>
    public required string Slot { get; init; }

    public JobState State { get; set; }

    /// <summary>The number every write of this run must still carry (see <see cref="Turn"/>).</summary>
    public long Fence { get; set; }

    /// <summary>1 for the first; each take-over counts one more.</summary>
    public int Attempt { get; set; }

    public string? Node { get; set; }

    /// <summary>Who asked for it; null when it was the clock.</summary>
    public Guid? AskedBy { get; init; }

    /// <summary>UTC; when it was asked for, or began.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>How many rows the verb said it touched; null when it did not say.</summary>
    public long? Rows { get; set; }

    /// <summary>Key of the sentence why it failed, and what stands in it.</summary>
    public string? Error { get; set; }

    public string? ErrorArguments { get; set; }

    /// <summary>The attempts that were abandoned, as JSON; see <see cref="Abandoned"/>.</summary>
    public string? Before { get; set; }

    internal IReadOnlyList<LostAttempt> Abandoned => Before is null ? [] : JsonSerializer.Deserialize<List<LostAttempt>>(Before) ?? [];

    /// <summary>Another node, or this one after a restart, begins it (again).</summary>
    internal void Take(long fence, string node, DateTime now)
    {
        if (State is JobState.Running or JobState.Lost)
        {
            Before = JsonSerializer.Serialize(Abandoned.Append(new LostAttempt(Attempt, Node, StartedAt)).TakeLast(5));
        }

        (State, Fence, Node, StartedAt, EndedAt, Rows, Error, ErrorArguments) = (JobState.Running, fence, node, now, null, null, null, null);
        Attempt++;
    }
}

/// <summary>An attempt whose node fell silent.</summary>
public sealed record LostAttempt(int Attempt, string? Node, DateTime StartedAt);

/// <summary>Whose turn a job is: one row per job, moved by conditional statements only.</summary>
public sealed class JobTurn
{
    public required string Job { get; init; }

    public long Fence { get; set; }

    /// <summary>The run under way; null when the job rests.</summary>
    public Guid? RunId { get; set; }

    public string? Node { get; set; }

    /// <summary>UTC; a run that is silent for too long may be taken over.</summary>
    public DateTime BeatAt { get; set; }
}

internal sealed class JobRunMap : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("JobRuns");
        run.Property(r => r.Job).HasMaxLength(60);
        run.Property(r => r.Slot).HasMaxLength(60);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        run.Property(r => r.Node).HasMaxLength(100);
        run.Property(r => r.Error).HasMaxLength(100);
        run.Property(r => r.ErrorArguments).HasMaxLength(1000);
        run.Property(r => r.Before).HasMaxLength(2000);
        run.Ignore(r => r.Abandoned);
        run.HasIndex(r => new { r.Job, r.Slot }).IsUnique();
        run.HasIndex(r => new { r.Job, r.StartedAt });
    }
}

internal sealed class JobTurnMap : IEntityTypeConfiguration<JobTurn>
{
    public void Configure(EntityTypeBuilder<JobTurn> turn)
    {
        turn.ToTable("JobTurns");
        turn.HasKey(t => t.Job);
        turn.Property(t => t.Job).HasMaxLength(60);
        turn.Property(t => t.Node).HasMaxLength(100);
    }
}
