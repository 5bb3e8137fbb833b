using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Kernel;

/// <summary>Why something was not done (error contract, reliability rule D-19).</summary>
public enum RefusalKind
{
    /// <summary>What was typed or asked breaks a rule.</summary>
    Invalid,

    /// <summary>Somebody else changed the record meanwhile.</summary>
    Conflict,

    /// <summary>It does not exist, or not for this person: the two are told alike.</summary>
    NotFound,

    /// <summary>This person sees it and may not do that.</summary>
    Denied,

    /// <summary>Too many at once; trying again helps.</summary>
    Busy,

    /// <summary>The database, the disk or another service does not answer.</summary>
    Unavailable,

    /// <summary>Something unexpected: the sentence carries a reference number that stands in the log.</summary>
    Unexpected,
}

/// <summary>One clear sentence why nothing was saved, in the reader's language; <paramref name="Field"/> names the input it belongs to.</summary>
public sealed record Refusal(RefusalKind Kind, string Key, IReadOnlyList<object?> Arguments, string? Field = null)
{
    public static Refusal Invalid(string key, params object?[] arguments) => new(RefusalKind.Invalid, key, arguments);

    public static Refusal For(string field, string key, params object?[] arguments) => new(RefusalKind.Invalid, key, arguments, field);

    public static Refusal Conflict(string key, params object?[] arguments) => new(RefusalKind.Conflict, key, arguments);

    public static Refusal NotFound(string key = "Kernel.NotFound", params object?[] arguments) => new(RefusalKind.NotFound, key, arguments);

    public static Refusal Denied(string key = "Kernel.Denied", params object?[] arguments) => new(RefusalKind.Denied, key, arguments);

    /// <summary>Further refusals of the same form, so that a person sees all of them at once.</summary>
    public IReadOnlyList<Refusal> Others { get; init; } = [];

    /// <summary>The sentence in the current UI culture.</summary>
    public string Sentence => Arguments.Count == 0 ? Say(Key) : Say(Key, [.. Arguments.Select(a => a is Term term ? Say(term.Key) : a)]);

    /// <summary>All refusals of a form as one, null when there is none.</summary>
    public static Refusal? Together(params IEnumerable<Refusal?> refusals)
    {
        var all = refusals.OfType<Refusal>().ToList();
        return all.Count == 0 ? null : all[0] with { Others = all[1..] };
    }
}

/// <summary>A word inside a sentence that is itself translated.</summary>
public readonly record struct Term(string Key);

/// <summary>What a verb answers: done, or a refusal.</summary>
public record Outcome(Refusal? Refusal)
{
    public static readonly Outcome Done = new((Refusal?)null);

    public bool Ok => Refusal is null;

    /// <summary>How many rows a verb touched, where its answer says so.</summary>
    public virtual long? Rows => null;

    public static implicit operator Outcome(Refusal refusal) => new(refusal);
}

/// <summary>What a verb answers when it also has something to hand back.</summary>
public sealed record Outcome<T>(T? Value, Refusal? Refusal) : Outcome(Refusal)
{
    public override long? Rows => Refusal is not null ? null : Value switch
    {
        int count => count,
        ICountRows counted => counted.Rows,
        _ => null,
    };

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
