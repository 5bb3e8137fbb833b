using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Notices;

/// <summary>One kind of notice and how a person gets it.</summary>
public sealed record NoticeChoice(string Kind, bool InApp, bool ByMail);

/// <summary>What a person has chosen for every kind of notice; what was never chosen is the house's default.</summary>
public sealed class NoticePreferences(Works works, NoticeKinds kinds)
{
    public Task<IReadOnlyList<NoticeChoice>> For(Me me) => works.Read<IReadOnlyList<NoticeChoice>>(async db =>
    {
        var chosen = await db.NoticePreferences.Where(p => p.PersonId == me.Id).ToDictionaryAsync(p => p.Kind);
        return [.. kinds.All.Select(k => chosen.TryGetValue(k.Code, out var own) ? new NoticeChoice(k.Code, own.InApp, own.ByMail) : new NoticeChoice(k.Code, true, k.MailByDefault))];
    });
}

/// <summary>Chooses for one kind of notice: in the bell, by mail, both or neither.</summary>
public sealed class SetNoticePreference(Works works, NoticeKinds kinds)
{
    public Task<Outcome> Run(Me me, string kind, bool inApp, bool byMail) => works.Do(me, nameof(SetNoticePreference), async work =>
    {
        if (me.Id == Guid.Empty)
        {
            return Refusal.Denied();
        }

        if (kinds.Find(kind) is null)
        {
            return Refusal.NotFound("Notices.UnknownKind");
        }

        if (await work.Db.NoticePreferences.SingleOrDefaultAsync(p => p.PersonId == me.Id && p.Kind == kind) is { } known)
        {
            (known.InApp, known.ByMail) = (inApp, byMail);
        }
        else
        {
            work.Db.NoticePreferences.Add(new NoticePreference { PersonId = me.Id, Kind = kind, InApp = inApp, ByMail = byMail });
        }

        work.Record("NoticePreferenceSet", new Subject(nameof(NoticePreference), me.Id), null, [("Kind", kind), ("InApp", inApp), ("ByMail", byMail)]);
        return null;
    });
}
