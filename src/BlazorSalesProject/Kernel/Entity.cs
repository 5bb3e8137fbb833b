using System.ComponentModel.DataAnnotations.Schema;

namespace BlazorSalesProject.Kernel;

/// <summary>
/// A noun of the business: it has an identity, a version that every save raises, and it tells what happened to it.
/// Nothing that derives from it is saved without at least one recorded happening (see Work).
/// </summary>
public abstract class Entity
{
    private readonly List<Happening> _happenings = [];

    /// <summary>Version-7 GUID: sortable by creation, never shown to people.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Concurrency token, raised by one with every save; a form carries the version it was opened with.</summary>
    public int Version { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; internal set; }

    /// <summary>The record on whose timeline the happenings of this noun stand; a part names its whole.</summary>
    [NotMapped]
    public virtual Subject Subject => new(GetType().Name, Id);

    /// <summary>A second record whose timeline also shows them (an opportunity's customer), if any.</summary>
    [NotMapped]
    public virtual Subject? About => null;

    [NotMapped]
    internal IReadOnlyList<Happening> Happenings => _happenings;

    /// <summary>Notes that something happened; the Work that saves this noun turns it into an Activity.</summary>
    protected internal void Happened(string kind, params (string Name, object? Value)[] facts) =>
        _happenings.Add(new Happening(kind, facts));

    internal void Forget() => _happenings.Clear();
}

/// <summary>A record by its kind and id, the way modules point at each other.</summary>
public readonly record struct Subject(string Kind, Guid Id);

/// <summary>What a noun says happened to it, before the Work adds who and when.</summary>
public sealed record Happening(string Kind, IReadOnlyList<(string Name, object? Value)> Facts);

/// <summary>Marks a property whose value never enters an audit row (secrets, search text, bookkeeping).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;
