using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Keeps the present filter of a page under a name; the same name again replaces one's own.</summary>
public sealed class SaveView(Works works)
{
    public Task<Outcome> Run(Me me, string page, string? name, string query, bool shared) => works.Do(me, nameof(SaveView), async work =>
    {
        if (me.Rights.Count == 0)
        {
            return Refusal.Denied();
        }

        var clean = Limits.Clean(name);
        var mine = work.Db.SavedViews.Where(v => v.OwnerId == me.Id && v.Page == page);
        if (await mine.SingleOrDefaultAsync(v => v.Name == clean) is { } known)
        {
            return known.Change(name, query, shared);
        }

        if (await mine.CountAsync() >= Limits.SavedViews)
        {
            return Refusal.Invalid("People.TooManyViews", Limits.SavedViews);
        }

        var outcome = SavedView.Create(me.Id, page, name, query, shared);
        if (outcome.Value is { } view)
        {
            work.Db.SavedViews.Add(view);
        }

        return outcome.Refusal;
    });
}

/// <summary>Removes one of one's own saved views.</summary>
public sealed class RemoveView(Works works)
{
    public Task<Outcome> Run(Me me, Guid id) => works.Do(me, nameof(RemoveView), async work =>
    {
        if (await work.Db.SavedViews.SingleOrDefaultAsync(v => v.Id == id && v.OwnerId == me.Id) is not { } view)
        {
            return Refusal.NotFound();
        }

        view.Remove();
        work.Db.SavedViews.Remove(view);
        return null;
    });
}

/// <summary>A saved view as its tab shows it.</summary>
public sealed record SavedViewTab(Guid Id, string Name, string Query, bool Shared, bool Mine, string Owner);

/// <summary>The saved views of a page: one's own, and those others share.</summary>
public sealed class SavedViews(Works works)
{
    public Task<IReadOnlyList<SavedViewTab>> For(Me me, string page) => works.Read(async db =>
        (IReadOnlyList<SavedViewTab>)await db.SavedViews.Where(v => v.Page == page && (v.OwnerId == me.Id || (v.Shared && me.Rights.Count > 0)))
            .OrderBy(v => v.OwnerId != me.Id).ThenBy(v => v.Name).Take(Limits.SavedViews)
            .Select(v => new SavedViewTab(v.Id, v.Name, v.Query, v.Shared, v.OwnerId == me.Id, db.People.Where(p => p.Id == v.OwnerId).Select(p => p.Name).First()))
            .ToListAsync());
}
