using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Notices;

/// <summary>A notice as it is shown. When its record is no longer for the reader's eyes only its kind and time are left.</summary>
public sealed record NoticeLine(Guid Id, string Kind, string TextKey, IReadOnlyList<NoticeWord> Words, string Link, string ButtonKey, Guid? ActorId, string? Actor, DateTime At, DateTime? ReadAt)
{
    /// <summary>The record exists for the reader now.</summary>
    public bool Open { get; init; } = true;

    public bool IsUnread => ReadAt is null;

    /// <summary>In the language of whoever looks.</summary>
    public string Sentence => Open ? NoticeText.Sentence(TextKey, Words) : Kernel.Words.Say("Notices.Closed");

    public string Button => Kernel.Words.Say(ButtonKey);
}

/// <summary>How many notices wait, and a page of them, newest first.</summary>
public sealed record NoticePageOf(int Unread, int Total, IReadOnlyList<NoticeLine> Lines);

/// <summary>A person's own notices; nobody else's, whatever rights he has.</summary>
public sealed class NoticeTray(Works works, IEnumerable<INoticeSight> sights, TimeProvider clock)
{
    /// <param name="page">Counted from 1.</param>
    public Task<NoticePageOf> For(Me me, bool unreadOnly = false, int page = 1, int size = Limits.PageSize) => works.Read(async db =>
    {
        size = Math.Clamp(size, 1, Limits.LargestPage);
        var own = db.Notices.Where(n => n.PersonId == me.Id);
        var unread = await own.CountAsync(n => n.ReadAt == null);
        var wanted = unreadOnly ? own.Where(n => n.ReadAt == null) : own;
        var total = unreadOnly ? unread : await own.CountAsync();
        page = Math.Clamp(page, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await wanted.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Skip((page - 1) * size).Take(size)
            .Select(n => new { Notice = n, Actor = db.People.Where(p => p.Id == n.ActorId).Select(p => p.Name).FirstOrDefault() }).ToListAsync();
        var hidden = new HashSet<Guid>();
        foreach (var sight in sights)
        {
            var ids = rows.Where(r => r.Notice.SubjectKind == sight.Kind).Select(r => r.Notice.SubjectId).Distinct().ToList();
            if (ids.Count > 0)
            {
                hidden.UnionWith(ids.Except(await sight.Visible(me, ids, clock.Today(), db)));
            }
        }

        return new NoticePageOf(unread, total,
        [
            .. rows.Select(r => hidden.Contains(r.Notice.SubjectId)
                ? new NoticeLine(r.Notice.Id, r.Notice.Kind, "", [], "/notices", r.Notice.ButtonKey, null, null, r.Notice.At, r.Notice.ReadAt) { Open = false }
                : new NoticeLine(r.Notice.Id, r.Notice.Kind, r.Notice.TextKey, NoticeWord.Read(r.Notice.Arguments), r.Notice.Link, r.Notice.ButtonKey, r.Notice.ActorId, r.Actor, r.Notice.At, r.Notice.ReadAt)),
        ]);
    });
}
