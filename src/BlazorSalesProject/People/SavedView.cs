using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>A filter, sort and layout of a list kept under a name: for oneself, or shared with everybody (each still sees only his own records in it).</summary>
public sealed class SavedView : Entity
{
    private SavedView()
    {
    }

    public Guid OwnerId { get; private init; }

    /// <summary>The page it belongs to, e.g. opportunities.</summary>
    public string Page { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The query part of the address, without the question mark.</summary>
    public string Query { get; private set; } = "";

    public bool Shared { get; private set; }

    public static Outcome<SavedView> Create(Guid ownerId, string page, string? name, string query, bool shared)
    {
        var view = new SavedView { OwnerId = ownerId, Page = page };
        if (view.Change(name, query, shared) is { } refusal)
        {
            return refusal;
        }

        return view;
    }

    public Refusal? Change(string? name, string query, bool shared)
    {
        if (Refusal.Together(Limits.Check(nameof(Name), name, Limits.ShortText, required: true), query.Length > 4000 || Page.Length > 40 ? Refusal.Invalid("People.ViewTooLong") : null) is { } refusal)
        {
            return refusal;
        }

        (Name, Query, Shared) = (Limits.Clean(name)!, Limits.Clean(query) ?? "", shared);
        Happened("ViewSaved", ("Name", Name), ("Shared", shared));
        return null;
    }

    internal void Remove() => Happened("ViewRemoved", ("Name", Name));
}

/// <summary>How a person likes a page: chosen columns and the like, as JSON the page understands.</summary>
public sealed class ViewPreference
{
    public Guid PersonId { get; init; }

    public required string Page { get; init; }

    public required string Json { get; set; }
}
