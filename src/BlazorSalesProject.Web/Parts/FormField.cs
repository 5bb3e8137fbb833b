namespace BlazorSalesProject.Web.Parts;

/// <summary>One field of a form that two people could change at once: what it is worth, how it reads, and how it takes another's value.</summary>
public sealed record FormField<TForm>(string Key, Func<string> Label, Func<TForm, object?> Value, Func<TForm, string?> Words, Action<TForm, TForm> Take);

/// <summary>What happens to a form when somebody else saved meanwhile.</summary>
public static class FormFields
{
    /// <summary>What was not touched here takes their value, and the fields both changed are handed back to be chosen.</summary>
    public static IReadOnlyList<FormField<TForm>> Meet<TForm>(this IReadOnlyList<FormField<TForm>> fields, TForm mine, TForm before, TForm theirs)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var both = new List<FormField<TForm>>();
        foreach (var field in fields)
        {
            if (Equals(field.Value(mine), field.Value(before)))
            {
                field.Take(mine, theirs);
            }
            else if (!Equals(field.Value(theirs), field.Value(before)) && !Equals(field.Value(theirs), field.Value(mine)))
            {
                both.Add(field);
            }
        }

        return both;
    }
}
