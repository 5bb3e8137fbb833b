using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Parts;

/// <summary>The sentences that stand against a form: by field name, or against the whole (empty name).</summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Sentence)> _all = [];

    /// <summary>The first sentence against a field, null when there is none.</summary>
    public string? this[string field] => _all.Find(e => e.Field == field).Sentence;

    public bool Any => _all.Count > 0;

    public IReadOnlyList<(string Field, string Sentence)> All => _all;

    public void Add(string field, string sentence) => _all.Add((field, sentence));

    /// <summary>A sentence against the whole form.</summary>
    public void Add(string sentence) => _all.Add(("", sentence));

    /// <summary>What a verb refused, field by field.</summary>
    public void Take(Refusal refusal)
    {
        foreach (var one in refusal.Others.Prepend(refusal))
        {
            Add(one.Field ?? "", one.Sentence);
        }
    }

    public void Clear() => _all.Clear();

    /// <summary>Takes back what was said against one field, once the person has changed it.</summary>
    public void Clear(string field) => _all.RemoveAll(e => e.Field == field);
}
