namespace BlazorSalesProject.Web.Parts;

/// <summary>What a <see cref="Field"/> tells the control inside it, so that label, help and error belong to that control.</summary>
public sealed record FieldLink(string Id, string? DescribedBy, bool Invalid, bool Required)
{
    /// <summary>A control tells its field that it was changed: null when readable, otherwise the sentence why not.</summary>
    internal Action<string?>? Heard { get; init; }

    /// <summary>The attributes to put on a native control: <c>&lt;input @attributes="field.Attributes" …&gt;</c>.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; } = Build(Id, DescribedBy, Invalid, Required);

    /// <summary>The field's attributes together with those given to the control itself, which win; an element takes only one such set.</summary>
    internal static IReadOnlyDictionary<string, object>? Together(FieldLink? field, IReadOnlyDictionary<string, object>? more) =>
        field is null ? more : more is null ? field.Attributes : field.Attributes.Concat(more).GroupBy(a => a.Key, StringComparer.Ordinal).ToDictionary(a => a.Key, a => a.Last().Value, StringComparer.Ordinal);

    private static Dictionary<string, object> Build(string id, string? describedBy, bool invalid, bool required)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = id };
        if (describedBy is not null)
        {
            attributes["aria-describedby"] = describedBy;
        }

        if (invalid)
        {
            attributes["aria-invalid"] = "true";
        }

        if (required)
        {
            attributes["aria-required"] = "true";
        }

        return attributes;
    }
}
