using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>Remembers how a person likes a page. Private and harmless, so only the last value is kept.</summary>
public sealed class SavePreference(Works works)
{
    /// <param name="json">At most 4,000 characters, understood by the page alone.</param>
    public Task<Outcome> Run(Me me, string page, string json) => works.Do(me, nameof(SavePreference), async work =>
    {
        if (me.Rights.Count == 0)
        {
            return Refusal.Denied();
        }

        if (json.Length > 4000 || page.Length > 40)
        {
            return Refusal.Invalid("People.ViewTooLong");
        }

        if (await work.Db.ViewPreferences.SingleOrDefaultAsync(p => p.PersonId == me.Id && p.Page == page) is { } known)
        {
            known.Json = json;
        }
        else
        {
            work.Db.ViewPreferences.Add(new ViewPreference { PersonId = me.Id, Page = page, Json = json });
        }

        work.Record("PreferenceSaved", new Subject("Preference", me.Id), null, [("Page", page)]);
        return null;
    });
}

/// <summary>What a person chose for a page, null when nothing yet.</summary>
public sealed class Preference(Works works)
{
    public Task<string?> For(Me me, string page) => works.Read(db =>
        db.ViewPreferences.Where(p => p.PersonId == me.Id && p.Page == page).Select(p => p.Json).SingleOrDefaultAsync());
}
