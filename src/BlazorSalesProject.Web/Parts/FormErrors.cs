using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Parts;

/// <summary>The sentences that stand against a form: by field name, or against the whole (empty name).</summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Sentence)> _said = [];
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>The first sentence against a field, null when there is none.</summary>
    public string? this[string field] => _unreadable.GetValueOrDefault(field) ?? _said.Find(e => e.Field == field).Sentence;

    public bool Any => _said.Count > 0 || _unreadable.Count > 0;

    public IReadOnlyList<(string Field, string Sentence)> All => [.. _unreadable.Select(e => (e.Key, e.Value)), .. _said];

    public void Add(string field, string sentence) => _said.Add((field, sentence));

    /// <summary>A sentence against the whole form.</summary>
    public void Add(string sentence) => _said.Add(("", sentence));

    /// <summary>What a verb refused, field by field.</summary>
    public void Take(Refusal refusal)
    {
        foreach (var one in refusal.Others.Prepend(refusal))
        {
            Add(one.Field ?? "", one.Sentence);
        }
    }

    /// <summary>Takes back everything that was said. What a control cannot read stays, so that it is never saved as empty.</summary>
    public void Clear() => _said.Clear();

    /// <summary>Takes back what was said against one field, once the person has changed it.</summary>
    public void Clear(string field)
    {
        _said.RemoveAll(e => e.Field == field);
        _unreadable.Remove(field);
    }

    /// <summary>Starts anew for another record.</summary>
    public void Reset()
    {
        _said.Clear();
        _unreadable.Clear();
    }

    /// <summary>A control says that what stands in it is no date, no amount …</summary>
    internal void Unreadable(string field, string sentence) => _unreadable[field] = sentence;
}
