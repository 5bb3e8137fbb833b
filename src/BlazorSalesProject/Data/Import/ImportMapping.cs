using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Data.Import;

/// <summary>What can be brought in from a file.</summary>
public enum ImportKind
{
    People,
    Customers,
    Products,
    Opportunities,
}

/// <summary>What becomes of a row whose record is already here.</summary>
public enum ImportMode
{
    /// <summary>It counts as already there and is left as it is.</summary>
    Skip,

    /// <summary>It is rejected.</summary>
    Create,

    /// <summary>The record takes over what the row says.</summary>
    Update,
}

/// <summary>Who owns what is brought in.</summary>
public enum ImportOwner
{
    /// <summary>The person the row names, otherwise who imports.</summary>
    Column,

    /// <summary>Whoever imports, whatever the row says.</summary>
    Me,
}

/// <summary>A mapping as it is kept in a file or a template: which files, in which order, and how each is read.</summary>
public sealed record ImportMapping
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string? Name { get; init; }

    public IReadOnlyList<FileMapping> Files { get; init; } = [];

    /// <summary>Reads a mapping file; a refusal says what is wrong with it.</summary>
    public static Outcome<ImportMapping> Parse(string text)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<ImportMapping>(text, Json);
            return mapping is null || mapping.Files is not { Count: > 0 } || mapping.Files.Any(f => f?.Fields is null || f.Fields.Any(x => x is null))
                ? Refusal.Invalid("Imports.MappingEmpty")
                : mapping;
        }
        catch (JsonException e)
        {
            return Refusal.Invalid("Imports.MappingUnreadable", e.Path ?? "$", (e.LineNumber ?? 0) + 1);
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>How one file is read.</summary>
public sealed record FileMapping
{
    /// <summary>The name the file usually has.</summary>
    public string? File { get; init; }

    public ImportKind Kind { get; init; }

    public ImportMode Mode { get; init; }

    /// <summary>The field by which a record already here is recognised; the usual one of the kind when not said.</summary>
    public string? Match { get; init; }

    /// <summary>How dates are written, e.g. M/d/yyyy; yyyy-MM-dd is understood in any case.</summary>
    public string? Dates { get; init; }

    /// <summary>Of amounts that name none; the company's when not said.</summary>
    public string? Currency { get; init; }

    public ImportOwner Owner { get; init; }

    public IReadOnlyList<FieldMapping> Fields { get; init; } = [];

    public string Write() => JsonSerializer.Serialize(this, ImportMapping.Json);

    public static FileMapping Read(string json) => JsonSerializer.Deserialize<FileMapping>(json, ImportMapping.Json)!;
}

/// <summary>Where the value of a field comes from: a column, a constant, or a template such as "{product} · {account}".</summary>
public sealed record FieldMapping
{
    public required string Field { get; init; }

    public string? Column { get; init; }

    public string? Constant { get; init; }

    public string? Template { get; init; }

    /// <summary>Amounts are multiplied with it: 1000000 when the file counts in millions.</summary>
    public decimal? Factor { get; init; }

    /// <summary>What values of the file mean here: "GTXPro" is "GTX Pro".</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>A record named here that does not exist leaves the field empty instead of rejecting the row.</summary>
    public bool EmptyWhenUnknown { get; init; }
}
